import { isDeepStrictEqual } from 'node:util';
import { type DataSource } from 'typeorm';
import { Calendar, SELF_SERVICE_2021_04 } from '#ledger-core';
import { InMemoryEventLog } from '#event-log';
import {
  accountDetails,
  prepaymentStatement,
  refundCapStatement,
  retainedCreditStatement,
} from '#read-models';
import { projecting } from '../support/projecting';
import { migratedDatabase } from '../support/recorded-story';
import { type LoggedLife, loggedLives } from './logged-lives';
import { dayKindsOf, type Question, questionsOf, type Statement, STATEMENTS } from './questions';
import {
  balancesByHand,
  prepaymentByHand,
  refundCapByHand,
  retainedCreditByHand,
} from './statement-oracle';

const ASKED_MIN = 1_000;
const DIFFERENCES_SHOWN_MAX = 3;
const MINUTES_2 = 120_000;
/** Fixed, so that the questions are the same each time. */
const LIVES = { seed: 20_210_414, lives: 28 };

const ACCOUNT_KINDS = [
  'EnterpriseAgreement by prepayment',
  'MicrosoftCustomerAgreement by invoice',
  'MicrosoftCustomerAgreement by card',
  'MicrosoftPartnerAgreement by invoice',
  'MicrosoftPartnerAgreement by card',
  'MicrosoftOnlineServicesProgram by invoice',
  'MicrosoftOnlineServicesProgram by card',
];
/** There was no account yet, or the whole of the cap has come back. */
const TELLS_OF_NOTHING = /before the first event$|^refundCap: the far future$/;

type Asked = (life: LoggedLife, on: string) => Promise<unknown>;
type Reckoned = (life: LoggedLife, on: string) => unknown;

const BY_HAND: Readonly<Record<Statement, Reckoned>> = {
  refundCap: ({ facts }, on) => refundCapByHand(facts, on),
  prepaymentCredits: ({ facts, currency }, on) => prepaymentByHand(facts, { on, currency }),
  retainedCredit: ({ facts, currency }, on) => retainedCreditByHand(facts, { on, currency }),
  balances: ({ facts, currency }, on) => balancesByHand(facts, { on, currency }),
};

function answersOf(tables: DataSource): Readonly<Record<Statement, Asked>> {
  const { day } = Calendar;
  return {
    refundCap: ({ id }, on) => refundCapStatement(tables, id, day(on), () => SELF_SERVICE_2021_04),
    prepaymentCredits: (life, on) => prepaymentStatement(tables, life, day(on)),
    retainedCredit: (life, on) => retainedCreditStatement(tables, life, day(on)),
    balances: async ({ id }, on) => (await accountDetails(tables, id, day(on)))?.balances,
  };
}

/** Whether an answer says more than that there is nothing. */
function saysSomething(answer: unknown): boolean {
  return /\[\{|"amountDue":\{"currency":"\w+","amount":"[^"]*[1-9]/.test(JSON.stringify(answer));
}

describe('a statement of any day is a fold of the log up to that day', () => {
  let tables: DataSource;
  const accounts: LoggedLife[] = [];
  const asked = new Map<string, number>();
  const toldOf = new Map<string, number>();
  const count = (counts: Map<string, number>, name: string) =>
    counts.set(name, (counts.get(name) ?? 0) + 1);

  beforeAll(async () => {
    const { url, dataSource } = await migratedDatabase();
    tables = dataSource;
    const log = new InMemoryEventLog();
    const running = projecting(url, dataSource, log);
    try {
      for await (const { life, position } of loggedLives(log, LIVES)) {
        accounts.push(life);
        await running.until(position);
      }
    } finally {
      await running.stop();
    }
  }, MINUTES_2);
  afterAll(() => tables.destroy());

  /** The question with both answers, where they differ. */
  const differenceIn = async (life: LoggedLife, { statement, kind, on }: Question) => {
    const answer = await answersOf(tables)[statement](life, on);
    const expected = BY_HAND[statement](life, on);
    count(asked, `${statement}: ${kind}`);
    count(asked, life.kind);
    if (saysSomething(answer)) count(toldOf, `${statement}: ${kind}`);
    if (isDeepStrictEqual(answer, expected)) return [];
    return [{ account: life.id, statement, kind, on, answer, expected }];
  };

  it(
    'in every field and to the cent, for 1,000 questions and more of accounts of every kind',
    async () => {
      const differences: object[] = [];
      const questions = accounts.flatMap((life) =>
        questionsOf(life).map((question) => ({ life, question })),
      );
      for (const { life, question } of questions) {
        differences.push(...(await differenceIn(life, question)));
        if (differences.length >= DIFFERENCES_SHOWN_MAX) break;
      }
      expect(differences).toEqual([]);
      expect(questions.length).toBeGreaterThanOrEqual(ASKED_MIN);
    },
    MINUTES_2,
  );

  it('and every statement is asked for every kind of day, and of every kind of account', () => {
    const lines = [...asked].sort().map(([name, times]) => {
      const told = toldOf.get(name);
      return `${String(times).padStart(6)}  ${name}${told === undefined ? '' : ` (${told} tell of something)`}`;
    });
    process.stdout.write(`Questions asked of statements:\n${lines.join('\n')}\n`);
    const ofDays = STATEMENTS.flatMap((statement) =>
      dayKindsOf(statement).map((kind) => `${statement}: ${kind}`),
    );
    expect([...ofDays, ...ACCOUNT_KINDS].filter((name) => !asked.has(name))).toEqual([]);
    expect(ofDays.filter((name) => !toldOf.has(name) && !TELLS_OF_NOTHING.test(name))).toEqual([]);
  });
});
