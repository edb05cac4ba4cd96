import { type Benchmark, type Effort } from './benchmark';
import { fixed, median, table } from './figures';
import { BareAppends } from './load/bare-appends';
import { BUYER, openAccounts, purchaseRequest, type BuyingAccount } from './load/accounts';
import { ofSlot, openConnections } from './load/connections';
import { asked, type HttpsConnection } from './load/https-connection';
import { keepInFlight, type Pace } from './load/in-flight';
import { type NoOpApi, startNoOpApi } from './load/no-op-api';
import { Quotes } from './load/quotes';
import { type BenchedSystem } from './system/benched-system';
import { type ProcessorUse, usedBetween } from './system/processor-use';

const IN_FLIGHT = [1, 16, 64] as const;
const ACCOUNTS = 64;
const CONNECTIONS = Math.max(...IN_FLIGHT);
/** Until the first figure counts, each subject has run this long: what is compiled late would be measured. */
const WARM_SECONDS = 2;

type Subject = 'no-op' | 'append' | 'purchases' | 'one account';
const SUBJECTS: readonly Subject[] = ['no-op', 'append', 'purchases', 'one account'];

type Slice = Pace & Readonly<{ used: ProcessorUse }>;
type Round = Readonly<Record<Subject, Slice>>;
type Run = (inFlight: number, seconds: number) => Promise<Slice>;

type Bench = Readonly<{
  shape: string;
  unanswered: () => number;
  run: Readonly<Record<Subject, Run>>;
  close: () => Promise<void>;
}>;

function sliceOf(
  system: BenchedSystem,
  noOp: NoOpApi,
  work: (slot: number) => Promise<unknown>,
): Run {
  const extra = new Map([[noOp.program.child.pid ?? 0, 'no-op api']]);
  return async (inFlight, seconds) => {
    const before = system.processorUse(extra);
    const pace = await keepInFlight(inFlight, seconds, work);
    return { ...pace, used: usedBetween(before, system.processorUse(extra)) };
  };
}

async function buying(
  system: BenchedSystem,
  accounts: readonly BuyingAccount[],
  {
    noOp,
    open,
    token,
  }: Readonly<{ noOp: NoOpApi; open: readonly HttpsConnection[]; token: string }>,
): Promise<Readonly<{ run: Run; close: () => Promise<void> }>> {
  const quotes = await Quotes.open(system.databaseUrl(), accounts);
  const slice = sliceOf(system, noOp, (slot) => {
    const { account, orderId } = quotes.next();
    return asked(ofSlot(open, slot), purchaseRequest(orderId, account.body, token), 202);
  });
  return {
    run: async (inFlight, seconds) => {
      await quotes.prepare(seconds);
      const done = await slice(inFlight, seconds);
      quotes.noteRate(done.perSecond);
      return done;
    },
    close: () => quotes.close(),
  };
}

async function openBench(system: BenchedSystem): Promise<Bench> {
  const token = await system.token(BUYER);
  const accounts = await openAccounts(system, ACCOUNTS + 1);
  const noOp = await startNoOpApi(system);
  const open = await openConnections(system.api, CONNECTIONS);
  const idle = await openConnections(noOp.endpoint, CONNECTIONS);
  const many = await buying(system, accounts.slice(1), { noOp, open, token });
  const one = await buying(system, accounts.slice(0, 1), { noOp, open, token });
  await one.run(1, WARM_SECONDS / 2);
  const first = ofSlot(accounts, 0);
  const appends = await BareAppends.like(system.eventStoreUrl, first.id);
  const nothing = purchaseRequest(first.quote, first.body, token);
  return {
    shape: appends.shape,
    unanswered: () => appends.unanswered,
    run: {
      'no-op': sliceOf(system, noOp, (slot) => asked(ofSlot(idle, slot), nothing, 202)),
      append: sliceOf(system, noOp, (slot) => appends.append(`bench-${slot}`)),
      purchases: many.run,
      'one account': one.run,
    },
    close: async () => {
      for (const connection of [...open, ...idle]) connection.close();
      await Promise.all([many.close(), one.close(), appends.close()]);
    },
  };
}

async function roundOf({ run }: Bench, inFlight: number, seconds: number): Promise<Round> {
  return {
    'no-op': await run['no-op'](inFlight, seconds),
    append: await run.append(inFlight, seconds),
    purchases: await run.purchases(inFlight, seconds),
    'one account': await run['one account'](inFlight, seconds),
  };
}

function rateOf(rounds: readonly Round[], subject: Subject): string {
  return fixed(median(rounds.map((round) => round[subject].perSecond)));
}

function ratioOf(rounds: readonly Round[], subject: Subject, baseline: Subject): string {
  const ratios = rounds.map((round) => round[subject].perSecond / round[baseline].perSecond);
  return fixed(median(ratios), 2);
}

function rowOf(inFlight: number, rounds: readonly Round[]): readonly string[] {
  const took = rounds.map((round) => round.purchases.milliseconds);
  return [
    String(inFlight),
    ...SUBJECTS.map((subject) => rateOf(rounds, subject)),
    ratioOf(rounds, 'purchases', 'append'),
    ratioOf(rounds, 'purchases', 'no-op'),
    ratioOf(rounds, 'one account', 'append'),
    fixed(median(took.map((each) => each.median)), 1),
    fixed(median(took.map(({ p99 }) => p99)), 1),
  ];
}

/** Processor time of each part for one work, which other programs on the machine hardly change. */
function useTable(rounds: readonly Round[]): string {
  const perWork = (subject: Subject, part: string) =>
    median(rounds.map((round) => (round[subject].used[part] ?? 0) / round[subject].done));
  const parts = [
    ...new Set(
      rounds.flatMap((round) => SUBJECTS.flatMap((subject) => Object.keys(round[subject].used))),
    ),
  ];
  const sums = SUBJECTS.map((subject) =>
    parts.reduce((sum, part) => sum + perWork(subject, part), 0),
  );
  return table(
    ['processor ms for one', ...SUBJECTS],
    [
      ...parts.map((part) => [
        part,
        ...SUBJECTS.map((subject) => fixed(perWork(subject, part), 2)),
      ]),
      ['together', ...sums.map((sum) => fixed(sum, 2))],
    ],
  );
}

async function run(
  system: BenchedSystem,
  { sliceSeconds, rounds }: Effort,
  print: (line: string) => void,
): Promise<void> {
  const bench = await openBench(system);
  try {
    await roundOf(bench, 16, WARM_SECONDS);
    const rows: (readonly string[])[] = [];
    let last: readonly Round[] = [];
    for (const inFlight of IN_FLIGHT) {
      const done: Round[] = [];
      for (let round = 0; round < rounds; round += 1)
        done.push(await roundOf(bench, inFlight, sliceSeconds));
      rows.push(rowOf(inFlight, done));
      print(`  measured ${inFlight} in flight`);
      last = done;
    }
    print(`One purchase is ${bench.shape}.`);
    print(
      table(
        [
          'in flight',
          ...SUBJECTS.map((subject) => `${subject}/s`),
          'purchases ÷ append',
          'purchases ÷ no-op',
          'one account ÷ append',
          'median ms',
          'p99 ms',
        ],
        rows,
      ),
    );
    if (bench.unanswered() > 0)
      print(`${bench.unanswered()} bare appends had no answer and were sent again.`);
    print(`\nAt ${IN_FLIGHT.at(-1) ?? 0} in flight:\n${useTable(last)}`);
  } finally {
    await bench.close();
  }
}

export const commits: Benchmark = {
  name: 'commits',
  about: `Purchases over HTTPS on ${ACCOUNTS} accounts and on one, beside bare appends of the same events and beside a handler that does nothing`,
  run,
};
