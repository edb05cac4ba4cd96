import { grouped } from '../presentation/money-text';
import { type Styling } from '../presentation/styling';
import { indented, tableText } from '../presentation/table';
import { type ExplanationAnswer, type StepAnswer } from './document.answers';

type Said = (value: (input: string) => string) => string;

/** How each operation of an explanation reads; `value` answers an input of the step. */
const SENTENCES: ReadonlyMap<string, Said> = new Map<string, Said>([
  ['roundHalfUp', (value) => `${value('value')}, rounded half up`],
  [
    'convert',
    (value) => `${value('amount')} ${value('from')} × ${value('rate')} of ${value('rateOn')}`,
  ],
  [
    'convertInversely',
    (value) => `${value('amount')} ${value('to')} ÷ ${value('rate')} of ${value('rateOn')}`,
  ],
  [
    'instalment',
    (value) =>
      `number ${value('number')} of ${value('total')} in ${value('instalments')} instalments, odd cents on the first`,
  ],
  ['times', (value) => `${value('count')} × ${value('amount')}`],
  [
    'proportion',
    (value) => `${value('amount')} × ${value('daysUsed')} of ${value('daysInPeriod')} days`,
  ],
  ['subtract', (value) => `${value('from')} − ${value('amount')}`],
  [
    'lesser',
    (value) =>
      `the lower of ${value('pricePaid')} paid and ${value('listPriceOfTheDay')} listed today`,
  ],
  [
    'laterInstalments',
    (value) =>
      `what follows instalment ${value('after')} of ${value('total')} in ${value('instalments')}`,
  ],
  ['rateOf', (value) => `${value('amount')} × ${value('rate')}`],
  [
    'apportion',
    (value) => `part ${value('index')} (from 0) of ${value('total')} by ${value('weights')}`,
  ],
  ['sum', (value) => `the sum of ${value('amounts')}`],
]);

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** How an amount came about, step by step, with the rules it stands on (R-REC-2). */
export function explanationText(explanation: ExplanationAnswer, styling: Styling): string {
  const { steps, rules, termsVersion } = explanation;
  const columns = [{ head: 'step' }, { head: 'gives', align: 'right' }, { head: 'from' }] as const;
  const rows = steps.map((step) => [
    inWords(step.name),
    `${grouped(step.result)} ${step.currency}`,
    sentenceOf(step),
  ]);
  const terms = termsVersion === undefined ? '' : `, terms ${termsVersion}`;
  return [
    styling.faint(`by ${rules.join(', ')}${terms}`),
    indented(tableText(columns, rows, styling)),
  ].join('\n');
}

function sentenceOf({ operation, inputs }: StepAnswer): string {
  const value = (name: string): string => [inputs[name] ?? '?'].flat().map(shown).join(', ');
  const said = SENTENCES.get(operation);
  if (said !== undefined) return said(value);
  return `${operation}: ${Object.keys(inputs)
    .map((name) => `${name} ${value(name)}`)
    .join(', ')}`;
}

function shown(input: string | number): string {
  const text = String(input);
  return DECIMAL.test(text) ? grouped(text) : text;
}

/** "refundBeforeFee" reads "refund before fee". */
function inWords(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
