import { type Explanation, type ExplanationStep, type RuleId } from '#ledger-core';
import { auditExplanations } from './explanation.auditor';
import { findsPlanted, type PlantedFault } from './planted-faults';
import { planted } from './recorded-story';
import { invoiceStory, transferStory } from './stories-to-audit';

/** Another result of the last step. */
function endsIn({ steps }: Explanation, result: string): void {
  const last = steps.at(-1);
  if (last !== undefined) Object.assign(last, { result });
}

function inCharge(
  change: (explanation: Explanation) => void,
  place = 0,
  story = invoiceStory,
): PlantedFault[1] {
  return () =>
    planted(
      story(),
      'ChargeMade',
      ({ line }) => {
        change(line.explanation);
      },
      place,
    );
}

function inShare(
  change: (explanation: Explanation) => void,
  place = 0,
  story = invoiceStory,
): PlantedFault[1] {
  return () =>
    planted(
      story(),
      'ReservationReturned',
      ({ shares }) => {
        for (const { line } of shares) change(line.explanation);
      },
      place,
    );
}

function inFee(change: (explanation: Explanation) => void): PlantedFault[1] {
  return () =>
    planted(invoiceStory(), 'ReservationReturned', ({ shares }) => {
      for (const { feeLine } of shares) if (feeLine !== undefined) change(feeLine.explanation);
    });
}

function inCounted(
  change: (explanation: Explanation) => void,
  place = 0,
  story = invoiceStory,
): PlantedFault[1] {
  return () =>
    planted(
      story(),
      'ReservationReturned',
      ({ explanation }) => {
        change(explanation);
      },
      place,
    );
}

function inPurchase(change: (explanation: Explanation) => void): PlantedFault[1] {
  return () =>
    planted(transferStory(), 'ReservationPurchased', ({ explanation }) => {
      change(explanation);
    });
}

type Operation = ExplanationStep['operation'];
type InputsOf<One extends Operation> = Extract<ExplanationStep, { operation: One }>['inputs'];

/** Other inputs of the steps of an operation. */
function taking<One extends Operation>(
  one: One,
  inputs: Partial<InputsOf<One>>,
): (explanation: Explanation) => void {
  return ({ steps }) => {
    for (const step of steps) if (step.operation === one) Object.assign(step.inputs, inputs);
  };
}

function withoutSteps(...left: readonly Operation[]): (explanation: Explanation) => void {
  return (explanation) => {
    const steps = explanation.steps.filter(({ operation }) => !left.includes(operation));
    Object.assign(explanation, { steps });
  };
}

function byRules(...rules: readonly RuleId[]): (explanation: Explanation) => void {
  return (explanation) => Object.assign(explanation, { rules });
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
      /instalment takes in The charge .* number 2, .* but should be instalments 36, number 1,/,
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
      /proportion takes in The refund .* daysUsed 60, but should be .* daysUsed 30/,
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
    [
      'a price list that nobody rounded',
      inPurchase(withoutSteps('roundHalfUp')),
      /Step 1 of The commitment of .* is convert, but should be roundHalfUp/,
    ],
    [
      'a price that is not the one of the list',
      inPurchase(taking('roundHalfUp', { value: '1095.001' })),
      /roundHalfUp takes in .* is value 1095\.001, but should be value 1095$/,
    ],
    [
      'a conversion at the rate of another day',
      inPurchase(taking('convert', { rateOn: '2021-01-14' })),
      /convert takes in .* rateOn 2021-01-14, but should be .* rateOn 2021-01-15/,
    ],
    [
      'a purchase by other rules',
      inPurchase(byRules('R-PUR-1')),
      /The rules of The commitment of .* is R-PUR-1, but should be R-PUR-1, R-PUR-2/,
    ],
    [
      'a charge of other units',
      // 6 × 547.50 are 3 × 1,095.00 too.
      inCharge(taking('times', { amount: '547.50', count: 6 })),
      /times takes in The charge .* is amount 547\.50, count 6, but should be amount 1095\.00, count 3/,
    ],
    [
      'a charge in another currency that is not converted',
      inCharge(withoutSteps('roundHalfUp', 'convert'), 0, transferStory),
      /Step 1 of The charge .* is times, but should be roundHalfUp/,
    ],
    [
      'an instalment converted at the rate of another day',
      inCharge(taking('convert', { rateOn: '2021-01-14' }), 1, transferStory),
      /convert takes in The charge .* rateOn 2021-01-14, but should be .* rateOn 2021-01-15/,
    ],
    [
      'a charge in another currency without the rule of the list price',
      inCharge(byRules('R-PUR-2'), 0, transferStory),
      /The rules of The charge .* is R-PUR-2, but should be R-PUR-1, R-PUR-2/,
    ],
    [
      'a charge by the rule of the list price',
      inCharge(byRules('R-PUR-1')),
      /The rules of The charge .* is R-PUR-1, but should be R-PUR-2/,
    ],
    [
      'a charge by terms of refunds',
      inCharge((explanation) => Object.assign(explanation, { termsVersion: 'any' })),
      /The terms of The charge .* is any, but should be undefined/,
    ],
    [
      'a step after the last',
      inCharge((explanation) => {
        const last = explanation.steps.at(-1);
        if (last !== undefined) Object.assign(explanation, { steps: [last, last] });
      }),
      /The number of steps of The charge .* is 2, but should be 1/,
    ],
    [
      'a comparison that is left out',
      inShare(withoutSteps('roundHalfUp', 'lesser')),
      /Step 1 of The refund of .* is proportion, but should be roundHalfUp/,
    ],
    [
      'a comparison that is left out before a conversion',
      inShare(withoutSteps('roundHalfUp', 'lesser'), 0, transferStory),
      /Step 1 of The refund of .* is convert, but should be roundHalfUp/,
    ],
    [
      'a comparison with another price than the one paid',
      inShare(taking('lesser', { pricePaid: '1094.00' })),
      /lesser takes in .* pricePaid 1094\.00, but should be .* pricePaid 1095\.00/,
    ],
    [
      'a refund in another currency that is not converted',
      inShare(withoutSteps('convert'), 0, transferStory),
      /Step 3 of The refund of .* is proportion, but should be convert/,
    ],
    [
      'a comparison without its rule',
      inShare(byRules('R-AMT-1', 'R-AMT-4')),
      /The rules of .* is R-AMT-1, R-AMT-4, but should be R-AMT-1, R-AMT-2, R-AMT-4/,
    ],
    [
      'the rule of a comparison that nobody made',
      inShare(byRules('R-AMT-1', 'R-AMT-2', 'R-AMT-4'), 1),
      /The rules of .* is R-AMT-1, R-AMT-2, R-AMT-4, but should be R-AMT-1, R-AMT-4/,
    ],
    [
      'what is left of another amount than the basis',
      // 1,080.00 − 29.59 are 1,050.41 as well.
      inShare(taking('subtract', { from: '1080.01', amount: '29.60' })),
      /subtract takes in .* is amount 29\.60, from 1080\.01, but should be amount 29\.59, from 1080\.00/,
    ],
    [
      'a free return by the rules of the others',
      inShare(byRules('R-AMT-1', 'R-AMT-4'), 2),
      /The rules of .* is R-AMT-1, R-AMT-4, but should be R-AMT-5/,
    ],
    [
      'a free return of which something was used',
      inShare((explanation) => {
        const used = { operation: 'proportion', name: 'consumed', currency: 'USD' } as const;
        const inputs = { amount: '300.00', daysUsed: 0, daysInPeriod: 1095 };
        const steps = [{ ...used, inputs, result: '0.00' }, ...explanation.steps];
        Object.assign(explanation, { steps });
      }, 2),
      /Step 1 of The refund of .* is proportion, but should be times/,
    ],
    [
      'a fee by another rule',
      inFee(byRules('R-AMT-4')),
      /The rules of The fee of .* is R-AMT-4, but should be R-AMT-5/,
    ],
    [
      'a fee by a rate that is not of the terms',
      // 12.0001 % of 1,050.41 are 126.05 too.
      inFee(taking('rateOf', { rate: '0.120001' })),
      /rateOf takes in The fee .* rate 0\.120001, but should be amount 1050\.41, rate 0\.12$/,
    ],
    [
      'a fee in proportion to something else',
      inFee(taking('apportion', { weights: ['1.00'] })),
      /apportion takes in The fee .* weights 1\.00, but should be .* weights 1050\.41/,
    ],
    [
      'what counts towards the cap without its rules',
      inCounted(byRules('R-AMT-3')),
      /The rules of What the return .* is R-AMT-3, but should be R-AMT-3, R-CAP-2, R-CAP-3/,
    ],
    [
      'the rules of the cap where nothing counts',
      inCounted(byRules('R-AMT-3', 'R-CAP-2', 'R-CAP-3'), 1),
      /The rules of What the return .* is R-AMT-3, R-CAP-2, R-CAP-3, but should be R-AMT-3/,
    ],
    [
      'a sum of other refunds',
      inCounted(taking('sum', { amounts: ['1050.40', '0.01'] })),
      /sum takes in .* is amounts 1050\.40,0\.01, but should be amounts 1050\.41/,
    ],
    [
      'instalments still open after another one',
      // The third return of the transferred account: 33 of 36 are open.
      inCounted(taking('laterInstalments', { after: 2 }), 2, transferStory),
      /'laterInstalments' says|laterInstalments takes in .* after 2, .* but should be after 3/,
    ],
    [
      'what counts towards the cap at the rate of another day',
      inCounted(taking('convert', { rateOn: '2021-01-16' }), 0, transferStory),
      /convert takes in What .* rateOn 2021-01-16, but should be .* rateOn 2021-01-15/,
    ],
  ]);
});
