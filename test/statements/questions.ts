import { addDays } from '../lives/auditors/own-calendar';
import { type LoggedLife } from './logged-lives';

export const STATEMENTS = ['refundCap', 'prepaymentCredits', 'retainedCredit', 'balances'] as const;
export type Statement = (typeof STATEMENTS)[number];

/** How a day lies to what an account has lived, or will. */
const DAY_KINDS = [
  'before the first event',
  'the day before an event',
  'the day of an event',
  'the day after an event',
  'the last day a credit is usable',
  'the day a credit expires',
  'the last day a refund counts',
  'the day the cap replenishes',
  'the far future',
] as const;
type DayKind = (typeof DAY_KINDS)[number];

export type Question = Readonly<{ statement: Statement; kind: DayKind; on: string }>;

/** So many days of a kind are asked of one statement of one account, spread over its life. */
const DAYS_OF_A_KIND_MAX = 4;
/** The events that change a statement: their days are asked of rather than others. */
const CONCERNS: Readonly<Record<Statement, RegExp>> = {
  refundCap: /^ReservationReturned$/,
  prepaymentCredits: /^Prepayment/,
  retainedCredit: /^RetainedCredit/,
  // As they stand: from the last day on.
  balances: /^$/,
};
const OF_BALANCES: readonly DayKind[] = [
  'the day of an event',
  'the day after an event',
  'the far future',
];

/** The kinds of day that a statement is asked for. */
export function dayKindsOf(statement: Statement): readonly DayKind[] {
  return statement === 'balances' ? OF_BALANCES : DAY_KINDS;
}

/** What is asked of an account. */
export function questionsOf(life: LoggedLife): readonly Question[] {
  return STATEMENTS.flatMap((statement) => {
    const lived = livedBy(life, statement);
    return dayKindsOf(statement).flatMap((kind) =>
      spread(DAYS_OF[kind](lived), DAYS_OF_A_KIND_MAX).map((on) => ({ statement, kind, on })),
    );
  });
}

type Lived = Readonly<{
  first: string;
  last: string;
  /** Of what concerns the statement, of refund credits and of returns. */
  events: readonly string[];
  granted: readonly string[];
  returned: readonly string[];
}>;

const DAYS_OF: Readonly<Record<DayKind, (of: Lived) => readonly string[]>> = {
  'before the first event': ({ first }) => ['1999-12-31', dayBefore(first)],
  'the day before an event': ({ events }) => events.map(dayBefore),
  'the day of an event': ({ events, last }) => [...events, last],
  'the day after an event': ({ events, last }) => [...events, last].map((on) => addDays(on, 1)),
  'the last day a credit is usable': ({ granted }) => granted.map((on) => addDays(on, 89)),
  'the day a credit expires': ({ granted }) => granted.map((on) => addDays(on, 90)),
  'the last day a refund counts': ({ returned }) => returned.map((on) => addDays(on, 364)),
  'the day the cap replenishes': ({ returned }) => returned.map((on) => addDays(on, 365)),
  'the far future': ({ last }) => [addDays(last, 366), addDays(last, 4_000)],
};

function livedBy(life: LoggedLife, statement: Statement): Lived {
  return {
    first: life.facts[0]?.on ?? '',
    last: life.facts.at(-1)?.on ?? '',
    events: eventDays(life, CONCERNS[statement]),
    granted: eventDays(life, /^PrepaymentCreditGranted$/),
    returned: eventDays(life, /^ReservationReturned$/),
  };
}

/** Each day once, in order, on which something of a type happened. */
function eventDays({ facts }: LoggedLife, types: RegExp): readonly string[] {
  return [...new Set(facts.filter(({ event }) => types.test(event.type)).map(({ on }) => on))];
}

function dayBefore(on: string): string {
  return new Date(Date.parse(on) - 86_400_000).toISOString().slice(0, 10);
}

/** At most so many of them, the first and the last included. */
function spread(days: readonly string[], max: number): readonly string[] {
  if (days.length <= max) return [...new Set(days)];
  const step = (days.length - 1) / (max - 1);
  return Array.from({ length: max }, (_, n) => days[Math.round(n * step)] ?? '');
}
