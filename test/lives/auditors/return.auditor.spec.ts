import { type BillingEventData } from '#ledger-core';
import { usd } from '../../support/account-story';
import { findsPlanted, type PlantedFault } from './planted-faults';
import { planted } from './recorded-story';
import { auditReturns } from './return.auditor';
import { enrolmentStory, invoiceStory, transferStory } from './stories-to-audit';

type Returned = BillingEventData['ReservationReturned'];

/** A fault in the first return of the invoice payer: one of three, 30 of 1,095 days used, listed at 1,080.00. */
function inShare(change: object): PlantedFault[1] {
  return () =>
    planted(invoiceStory(), 'ReservationReturned', ({ shares }: Returned) => {
      for (const share of shares) Object.assign(share, change);
    });
}

function inReturn(change: object, place = 0): PlantedFault[1] {
  return () =>
    planted(invoiceStory(), 'ReservationReturned', (data) => Object.assign(data, change), place);
}

describe('the auditor of returns', () => {
  findsPlanted(auditReturns, [
    ['a day used too many', inShare({ daysUsed: 31 }), /days used .* is 31, but should be 30/],
    ['a period too short', inShare({ daysInPeriod: 1094 }), /is 1094, but should be 1095/],
    [
      'the higher of the two prices',
      inShare({ basis: usd('1095') }),
      /is 109500, but should be 108000/,
    ],
    [
      'a price that was not paid',
      inShare({ paid: usd('1080') }),
      /is 108000, but should be 109500/,
    ],
    // 1,080.00 × 30 / 1,095 = 29.589…
    [
      'a used part that is rounded down',
      inShare({ consumedOfBasis: usd('29.58') }),
      /The used part of the basis .* is 2958, but should be 2959/,
    ],
    [
      'a used part of the price that is that of the basis',
      inShare({ consumedOfPaid: usd('29.59') }),
      /The used part of the price .* is 2959, but should be 3000/,
    ],
    [
      'a refund with a cent too much',
      inShare({ prorated: usd('1050.42') }),
      /is 105042, but should be 105041/,
    ],
    // 12 % of 1,050.41 = 126.0492.
    ['a fee that is rounded up', inShare({ fee: usd('126.06') }), /is 12606, but should be 12605/],
    [
      'a refund before the fee',
      inShare({ refund: usd('1050.41') }),
      /is 105041, but should be 92436/,
    ],
    ['a fee without a line', inShare({ feeLine: undefined }), /Whether there is a fee line/],
    ['a sum that is not that of its shares', inReturn({ refund: usd('924.35') }), /is 92435/],
    [
      'a return that claims to be free',
      inReturn({
        cancellation: {
          ...{ free: true, countedFrom: '2021-01-15', countedTo: '2021-02-14', days: 30 },
          ...{ daysFree: 5, usageReported: false },
        },
      }),
      /is free is true, but should be false/,
    ],
    ['a comparison that was not made', inReturn({ comparison: 'NotCompared' }), /compared with/],
    ['more units than were asked for', inReturn({ quantity: 2 }), /is 2, but should be 1/],
    [
      'no sibling for the rest',
      inReturn({ sibling: undefined }),
      /is left of .* is 0, but should be 2/,
    ],
    [
      'a fee in an exchange',
      inReturn({ fee: usd('1') }, 1),
      /The fee of .* is 100, but should be 0/,
    ],
    // 1,200.05 in 36: three charged, the last 33 are 17 − 3 = 14 of 33.34 and 19 of 33.33.
    [
      'cancelled instalments that forget the extra cents',
      inReturn({ cancelledInstalments: usd('1099.89') }, 3),
      /The cancelled instalments of .* is 109989, but should be 110003/,
    ],
    [
      'a remaining commitment of an upfront plan that is 0',
      inReturn({ remainingCommitment: usd('0') }),
      /The remaining commitment of .* is 0, but should be 105041/,
    ],
    [
      'a sibling that keeps what was given back',
      () =>
        planted(invoiceStory(), 'ReservationReturned', ({ sibling }) => {
          for (const share of sibling?.shares ?? []) Object.assign(share, { quantity: 3 });
        }),
      /The shares of .* and its sibling/,
    ],
    [
      'a split that loses a unit of a charge',
      () =>
        planted(invoiceStory(), 'ReservationSplit', ({ destinations }) => {
          for (const part of destinations) Object.assign(part, { shares: [] });
        }),
      /The units of the charges of/,
    ],
    [
      'a merge that gains a unit',
      () =>
        planted(invoiceStory(), 'ReservationsMerged', ({ destination }) =>
          Object.assign(destination, {
            quantity: 3,
            shares: destination.shares.map((share) => ({ ...share, quantity: 3 })),
          }),
        ),
      /The quantity of .* is 3, but should be 2/,
    ],
    [
      'a return of another day',
      () =>
        planted(enrolmentStory(), 'ReservationReturned', (data) =>
          Object.assign(data, { returnedOn: '2021-02-13' }),
        ),
      /is 2021-02-13, but should be 2021-02-14/,
    ],
    [
      'a basis at another rate than that of the purchase',
      () =>
        planted(transferStory(), 'ReservationReturned', ({ shares }) => {
          for (const share of shares) Object.assign(share, { basis: usd('1000') });
        }),
      // 1,000.00 USD × 0.83.
      /The basis .* is 100000, but should be 83000/,
    ],
    [
      'a lowered price after the transfer',
      () =>
        planted(
          transferStory(),
          'ReservationReturned',
          (data) => Object.assign(data, { comparison: 'ListPriceOfTheDay' }),
          1,
        ),
      /is ListPriceOfTheDay, but should be NotCompared/,
    ],
  ]);
});
