import { type Explanation } from '#ledger-core';
import { auditExplanations } from './explanation.auditor';
import { findsPlanted, type PlantedFault } from './planted-faults';
import { planted } from './recorded-story';
import { invoiceStory, transferStory } from './stories-to-audit';

/** Another result of the last step. */
function endsIn({ steps }: Explanation, result: string): void {
  const last = steps.at(-1);
  if (last !== undefined) Object.assign(last, { result });
}

function inCharge(change: (explanation: Explanation) => void, place = 0): PlantedFault[1] {
  return () =>
    planted(
      invoiceStory(),
      'ChargeMade',
      ({ line }) => {
        change(line.explanation);
      },
      place,
    );
}

function inShare(change: (explanation: Explanation) => void): PlantedFault[1] {
  return () =>
    planted(invoiceStory(), 'ReservationReturned', ({ shares }) => {
      for (const { line } of shares) change(line.explanation);
    });
}

describe('the auditor of explanations', () => {
  findsPlanted(auditExplanations, [
    [
      'a commitment whose last step says something else',
      () =>
        planted(invoiceStory(), 'ReservationPurchased', ({ explanation }) => {
          endsIn(explanation, '3285.01');
        }),
      /says 3285\.01 USD, not 328500/,
    ],
    [
      'a charge that explains another amount',
      inCharge((explanation) => {
        for (const step of explanation.steps)
          Object.assign(step, { inputs: { amount: '1095.00', count: 2 }, result: '2190.00' });
      }),
      /is 219000, but should be 328500/,
    ],
    [
      'an instalment of another number',
      inCharge((explanation) => {
        for (const { operation, inputs } of explanation.steps)
          if (operation === 'instalment') Object.assign(inputs, { number: 2 });
      }, 1),
      /The instalment of .* is 2, but should be 1/,
    ],
    [
      'an explanation without a rule',
      inCharge((explanation) => Object.assign(explanation, { rules: [] })),
      /names no rule/,
    ],
    [
      'an explanation without steps',
      inCharge((explanation) => Object.assign(explanation, { steps: [] })),
      /has no steps/,
    ],
    [
      'a refund of other terms',
      inShare((explanation) => Object.assign(explanation, { termsVersion: 'others' })),
      /is others, but should be self-service-2021-04/,
    ],
    [
      'a proportion of other days',
      inShare((explanation) => {
        for (const { operation, inputs } of explanation.steps)
          if (operation === 'proportion')
            Object.assign(inputs, { daysUsed: 60, daysInPeriod: 2190 });
      }),
      /The days used in .* is 60, but should be 30/,
    ],
    [
      'a fee that is not the rate of what it is taken from',
      () =>
        planted(invoiceStory(), 'ReservationReturned', ({ shares }) => {
          for (const { feeLine } of shares)
            for (const step of feeLine?.explanation.steps ?? [])
              if (step.operation === 'rateOf') Object.assign(step, { result: '126.04' });
        }),
      /says 126\.04 USD, not 12605/,
    ],
    [
      'a cap that explains another amount',
      () =>
        planted(invoiceStory(), 'ReservationReturned', ({ explanation }) => {
          endsIn(explanation, '924.36');
        }),
      /says 924\.36 USD, not 105041/,
    ],
    [
      'a conversion at another rate',
      () =>
        planted(transferStory(), 'ReservationPurchased', ({ explanation }) => {
          for (const { operation, inputs } of explanation.steps)
            if (operation === 'convert') Object.assign(inputs, { rate: '0.84' });
        }),
      /'unitPrice' says 908\.85 EUR, not 91980/,
    ],
    [
      'an amount finer than its currency',
      inCharge((explanation) => {
        endsIn(explanation, '3285.000');
      }),
      /says 3285\.000 USD/,
    ],
  ]);
});
