import fc from 'fast-check';
import { ACTS } from './acts.arbitrary';
import { among, decimals, percent } from './chances';
import { SCENE } from './scenes.arbitrary';
import {
  type AccountPlan,
  type Act,
  type Caller,
  type Life,
  type PlannedStep,
  type TermsPlan,
  type Wait,
} from './life';

export const OPERATIONS_MIN = 40;
const OPERATIONS_MAX = 50;

type Weights = Readonly<Record<string, number>>;
const ANY_ACT: Readonly<Record<Act['kind'], fc.Arbitrary<Act>>> = ACTS;
/** What happens to every account, so many times among a hundred or so. */
const EVERYWHERE: Readonly<Record<Act['kind'], number>> = {
  buy: 80,
  refund: 80,
  exchange: 64,
  split: 30,
  merge: 30,
  swap: 8,
  update: 16,
  archive: 8,
  owner: 12,
  directory: 2,
  pay: 12,
  card: 1,
  support: 1,
  prepay: 1,
  transfer: 1,
  receive: 2,
  stray: 2,
  openAgain: 1,
  nothing: 20,
};
const OF_PAYER = {
  prepayment: { pay: 40, prepay: 12, split: 36, merge: 36 },
  invoice: { pay: 56, receive: 16, transfer: 8 },
  card: { card: 28, support: 32, transfer: 6, receive: 6 },
} satisfies Record<AccountPlan['payer']['method'], { readonly [Kind in Act['kind']]?: number }>;

const wait: fc.Arbitrary<Wait> = fc.oneof(
  ...(
    [
      [30, fc.constant(0)],
      [14, fc.integer({ min: 1, max: 7 })],
      [6, fc.integer({ min: 27, max: 32 })],
      [2, fc.integer({ min: 89, max: 91 })],
      [1, fc.integer({ min: 0, max: 400 })],
      [1, fc.integer({ min: 364, max: 367 })],
    ] as const
  ).map(([weight, days]) => ({
    weight,
    arbitrary: fc.record({ for: fc.constant('days' as const), days }),
  })),
  {
    weight: 5,
    arbitrary: fc.record({ for: fc.constantFrom('monthEnd' as const, 'monthStart' as const) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      for: among(
        [3, 'expiry' as const],
        [2, 'creditExpiry' as const],
        [1, 'replenishment' as const],
        [2, 'dueDay' as const],
      ),
      offset: among([1, -1 as const], [2, 0 as const], [1, 1 as const]),
    }),
  },
);
const by: fc.Arbitrary<Caller> = among(
  [120, 'owner'],
  [4, 'alice'],
  [3, 'bob'],
  [1, 'mallory'],
  [1, 'foreigner'],
);

function steps(method: AccountPlan['payer']['method']): fc.Arbitrary<readonly PlannedStep[]> {
  const weights: Weights = { ...EVERYWHERE, ...OF_PAYER[method] };
  const act: fc.Arbitrary<Act> = fc.oneof(
    ...Object.entries(ANY_ACT).map(([kind, arbitrary]) => ({
      weight: weights[kind] ?? 0,
      arbitrary,
    })),
  );
  const step = fc.record({ wait, act, by, terms: fc.nat(2) });
  const scene = fc.oneof(
    { weight: 60, arbitrary: step.map((one) => [one]) },
    { weight: 3, arbitrary: SCENE },
  );
  // Something must be there before anything can be done with it; from a day before or on a leap day, say.
  const first = fc.record({
    wait: fc.record({
      for: fc.constant('days' as const),
      days: fc.constantFrom(0, 30, 58, 363, 1094, 1124, 1154),
    }),
    act: ACTS.buy,
    by,
    terms: fc.nat(2),
  });
  return fc
    .tuple(
      first,
      fc.array(scene, { minLength: OPERATIONS_MIN, maxLength: OPERATIONS_MAX, size: 'max' }),
    )
    .map(([one, rest]) => [one, ...rest.flat()]);
}

const terms: fc.Arbitrary<TermsPlan> = fc.record({
  base: among([3, 'self-service' as const], [1, 'partner-center' as const]),
  fee: among([3, '0'], [3, '0.12'], [1, '0.075']),
  counts: among(
    [4, 'cancelledCommitment' as const],
    [2, 'refundAmount' as const],
    [2, 'refundPlusCommitment' as const],
  ),
  lowerPriceInRefund: percent(75),
  lowerPriceInExchange: percent(20),
  overageOutcome: fc.constantFrom('reopen' as const, 'creditNote' as const),
});

const prepayment = fc.record({
  method: fc.constant('prepayment' as const),
  terms: fc.array(
    fc.record({
      gap: among([3, 0], [1, 40], [1, 400], [1, 1000]),
      days: among([2, 1095], [2, 365], [1, 60]),
      amount: fc.oneof(decimals(1, 900_000), decimals(1_000_000, 40_000_000)),
    }),
    { maxLength: 4 },
  ),
});
const agreement = fc.constantFrom(
  'customer' as const,
  'partner' as const,
  'partner' as const,
  'payAsYouGo' as const,
  'payAsYouGo' as const,
);
const payers = {
  prepayment,
  invoice: fc.record({ method: fc.constant('invoice' as const), agreement }),
  card: fc.record({ method: fc.constant('card' as const), agreement }),
};

function lifeOf(method: AccountPlan['payer']['method']): fc.Arbitrary<Life> {
  const account: fc.Arbitrary<AccountPlan> = fc.record({
    currency: among(
      [68, 'USD' as const],
      [22, 'EUR' as const],
      [5, 'JPY' as const],
      [5, 'KWD' as const],
    ),
    payer: payers[method],
    tenant: percent(25),
    customerMayBuy: percent(85),
  });
  return fc.record({
    account,
    terms: fc.array(terms, { minLength: 1, maxLength: 3 }),
    renewals: fc.array(
      among(
        [6, 'same' as const],
        [3, 'cheaper' as const],
        [3, 'dearer' as const],
        [1, 'unlisted' as const],
        [1, 'noRate' as const],
      ),
      { minLength: 1, maxLength: 4 },
    ),
    steps: steps(method),
  });
}

/** A life of one account, paying in any way. */
export const life: fc.Arbitrary<Life> = fc.oneof(
  { weight: 4, arbitrary: lifeOf('prepayment') },
  { weight: 3, arbitrary: lifeOf('invoice') },
  { weight: 4, arbitrary: lifeOf('card') },
);
