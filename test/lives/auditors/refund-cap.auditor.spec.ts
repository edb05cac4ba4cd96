import { type BillingEventData, type Rejection } from '#ledger-core';
import { usd } from '../../support/account-story';
import { type LifeStep } from '../life-step';
import { findsPlanted, type PlantedFault } from './planted-faults';
import { planted } from './recorded-story';
import { auditRefundCap } from './refund-cap.auditor';
import { invoiceStory, transferStory } from './stories-to-audit';

type Returned = BillingEventData['ReservationReturned'];

function inCap(tell: () => readonly LifeStep[], change: object, place = 0): PlantedFault[1] {
  return () =>
    planted(
      tell(),
      'ReservationReturned',
      ({ cap }: Returned) => Object.assign(cap, change),
      place,
    );
}

/** The refusal for the cap says something else. */
function inRefusal(
  change: Partial<Extract<Rejection, { code: 'RefundCapExceeded' }>>,
): PlantedFault[1] {
  return () =>
    invoiceStory().map((step) => {
      const { decision } = step;
      if (decision?.outcome !== 'rejected' || decision.rejection.code !== 'RefundCapExceeded')
        return step;
      return {
        ...step,
        decision: { ...decision, rejection: { ...decision.rejection, ...change } },
      };
    });
}

/** By terms under which the refusal was wrong: the limit was higher, or the measure another. */
function byOtherTerms(change: Partial<LifeStep['terms']['refundCap']>): PlantedFault[1] {
  return () =>
    invoiceStory().map((step) => ({
      ...step,
      terms: { ...step.terms, refundCap: { ...step.terms.refundCap, ...change } },
    }));
}

describe('the auditor of the refund cap', () => {
  findsPlanted(auditRefundCap, [
    [
      'a refund that counts another amount',
      inCap(invoiceStory, { usd: usd('924.36') }),
      /counts in USD is 92436, but should be 105041/,
    ],
    [
      'a refund that does not count',
      inCap(invoiceStory, { counts: false }),
      /counts is false, but should be true/,
    ],
    [
      'a return in an exchange that counts',
      inCap(invoiceStory, { counts: true }, 1),
      /counts is true, but should be false/,
    ],
    [
      'a window a day too short',
      inCap(invoiceStory, { replenishesOn: '2022-02-13' }),
      /is 2022-02-13, but should be 2022-02-14/,
    ],
    [
      'a use that forgets the one before',
      inCap(invoiceStory, { usedAfter: usd('300') }, 2),
      /What is used after .* is 30000, but should be 135041/,
    ],
    [
      'another measure than that of the terms',
      inCap(invoiceStory, { measure: 'refundAmount' }),
      /is refundAmount, but should be cancelledCommitment/,
    ],
    // 807.26 EUR × 1.2 = 968.712.
    [
      'a conversion that is rounded up',
      inCap(transferStory, { usd: usd('968.72') }),
      /counts in USD is 96872, but should be 96871/,
    ],
    [
      'a refund after the transfer that counts',
      inCap(transferStory, { why: 'Exchange' }, 1),
      /does not count is Exchange, but should be ProgramTransfer/,
    ],
    ['a refund refused that fits', byOtherTerms({ limit: usd('100000') }), /fits, and was refused/],
    ['a cap that was exceeded', byOtherTerms({ limit: usd('1000') }), /The cap is exceeded/],
    [
      'a refusal that says it exceeds by too little',
      inRefusal({ exceededBy: usd('1') }),
      /By how much the cap is exceeded/,
    ],
    [
      'a refusal that says too much is left',
      inRefusal({ available: usd('50000') }),
      /What is left of the cap is 5000000/,
    ],
    [
      'a refusal that hides what is used',
      inRefusal({ capUsed: usd('0') }),
      /What is used of the cap is 0/,
    ],
    [
      'a refusal that counts less',
      inRefusal({ counting: usd('1') }),
      /What the refund would count is 100/,
    ],
  ]);
});
