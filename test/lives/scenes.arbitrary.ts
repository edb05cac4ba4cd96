import fc from 'fast-check';
import { ACTS } from './acts.arbitrary';
import { type Act, type PlannedStep } from './life';

/** Some steps of one owner by one set of terms, each so many days after the one before. */
function scene(
  ...acts: readonly (readonly [days: number, fc.Arbitrary<Act>])[]
): fc.Arbitrary<readonly PlannedStep[]> {
  return fc.tuple(
    ...acts.map(([days, act]) =>
      fc.record({
        wait: fc.constant({ for: 'days' as const, days }),
        act,
        by: fc.constant('owner' as const),
        terms: fc.constant(0),
      }),
    ),
  );
}

const NEWEST = { among: 'newest', index: 0 } as const;

/** Buys two of it, so that they can part. */
const buyTwo = ACTS.buy.map((buy) => ({
  ...buy,
  fault: 'none' as const,
  foreignList: 'no' as const,
  quantity: 2,
}));
const part = fc.constant<Act>({ kind: 'split', pick: NEWEST, cuts: [0], fault: false });
const join = fc.constant<Act>({ kind: 'merge', index: 0, count: 0, apart: true, fault: 'none' });
const wait = fc.constant<Act>({ kind: 'nothing' });

/** Parts that are charged each by itself, and one again; if the prepayment covered one only, they cannot be. */
const joinedAfterCharges = scene(
  [
    0,
    fc
      .tuple(buyTwo, fc.integer({ min: 24, max: 34 }))
      .map(([buy, ofPrepaid]) => ({ ...buy, plan: 'Monthly' as const, price: { ofPrepaid } })),
  ],
  [0, part],
  [31, wait],
  [0, join],
  [2, ACTS.refund.map((refund) => ({ ...refund, pick: { ...NEWEST, among: 'merged' as const } }))],
);

/** Parts that do not cover the same product any more. */
const joinedAfterSwap = scene(
  [
    0,
    buyTwo.map((buy) => ({
      ...buy,
      product: {
        resourceType: 'VirtualMachines' as const,
        skuName: 'Standard_F1',
        region: 'westeurope',
        term: 'P1Y' as const,
      },
    })),
  ],
  [0, part],
  [1, fc.constant<Act>({ kind: 'swap', pick: NEWEST, wrong: false })],
  [0, join],
);

/** A refund that just reaches the cap, or is a cent off it. */
const refundAtTheCap = scene(
  [
    0,
    fc.tuple(buyTwo, fc.constantFrom(-1 as const, 0 as const, 1 as const)).map(([buy, offCap]) => ({
      ...buy,
      price: { offCap },
    })),
  ],
  [
    4,
    ACTS.refund.map((refund) => ({
      ...refund,
      pick: NEWEST,
      quantity: 0,
      used: false,
      session: 'none' as const,
    })),
  ],
);

/** What chance alone would bring about too seldom. */
export const SCENE = fc.oneof(joinedAfterCharges, joinedAfterSwap, refundAtTheCap);
