import { grouped, moneyText } from '../presentation/money-text';
import { type Styling } from '../presentation/styling';
import { fieldsText, indented, tableText } from '../presentation/table';
import { type DocumentAnswer } from './document.answers';
import { wrapped } from '../presentation/wrapped';
import { explanationText } from './explanation.text';

/** Of a description, in characters: a paper fits into a terminal of a hundred columns. */
const DESCRIPTION_WIDTH = 60;

const TITLES: Readonly<Record<DocumentAnswer['kind'], string>> = {
  Invoice: 'Invoice',
  CreditNote: 'Credit note',
};

/** Whether the steps that led to each amount are told as well. */
export interface Telling {
  readonly why: boolean;
}

/** A paper as its reader wants it: head, lines, sums, and what became of it. */
export function documentText(
  document: DocumentAnswer,
  styling: Styling,
  { why }: Telling = { why: false },
): string {
  return [
    `${styling.heading(`${TITLES[document.kind]} ${document.number}`)}  ${statusText(document, styling)}`,
    indented(headText(document, styling)),
    '',
    indented(why ? explainedLines(document, styling) : linesText(document, styling)),
    '',
    indented(sumsText(document, styling)),
  ].join('\n');
}

function statusText(document: DocumentAnswer, styling: Styling): string {
  const { status, kind, amountDue, revision, revisions } = document;
  // Its figures held once: nobody is to take them for those of today.
  if (revision < revisions.length)
    return styling.bad(`as it was, revision ${revision} of ${revisions.length}`);
  if (status === 'Due') return styling.bad(`${moneyText(amountDue)} due`);
  if (status === 'Void') return styling.faint('void');
  return styling.good(kind === 'CreditNote' ? 'credited' : 'paid');
}

function headText(document: DocumentAnswer, styling: Styling): string {
  const { issuedOn, dueOn, replaces, replacedBy, creditFor, revisions } = document;
  const later = revisions
    .slice(1)
    .map(({ revision, on, why }) => wrapped(`${revision} on ${on}: ${why}`, DESCRIPTION_WIDTH));
  return fieldsText(
    [
      ['issued', issuedOn],
      ['due', dueOn],
      ['replaces', replaces.length === 0 ? undefined : replaces.join(', ')],
      ['replaced by', replacedBy],
      ['credit for', creditFor],
      ['revision', later.length === 0 ? undefined : later.join('\n')],
    ],
    styling,
  );
}

function linesText({ lines, currency }: DocumentAnswer, styling: Styling): string {
  const columns = [
    { head: 'what' },
    { head: 'description' },
    { head: currency, align: 'right' },
  ] as const;
  const rows = lines.map(({ kind, description, amount }) => [
    kindInWords(kind),
    wrapped(description, DESCRIPTION_WIDTH),
    grouped(amount.amount),
  ]);
  return tableText(columns, rows, styling);
}

function explainedLines({ lines }: DocumentAnswer, styling: Styling): string {
  return lines
    .map(({ kind, description, amount, explanation }) =>
      [
        `${styling.heading(kindInWords(kind))}  ${moneyText(amount)}`,
        indented(wrapped(description, DESCRIPTION_WIDTH)),
        indented(explanationText(explanation, styling)),
      ].join('\n'),
    )
    .join('\n\n');
}

function sumsText(document: DocumentAnswer, styling: Styling): string {
  const { kind, total, paid, credited, amountDue, currency } = document;
  const sums = [
    ['total', total],
    ['paid', paid],
    ['credited', credited],
    ['due', amountDue],
  ] as const;
  // Nobody pays a credit note, and nothing is due of it.
  const shown = kind === 'CreditNote' ? sums.slice(0, 1) : sums;
  const rows = shown.map(([name, { amount }]) => [styling.faint(name), grouped(amount), currency]);
  const columns = [{ head: '' }, { head: '', align: 'right' }, { head: '' }] as const;
  return tableText(columns, rows, styling).trimStart();
}

/** "EarlyTerminationFee" reads "Early termination fee". */
function kindInWords(kind: string): string {
  return kind.replaceAll(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A line for each paper. */
export function documentListText(documents: readonly DocumentAnswer[], styling: Styling): string {
  const columns = [
    { head: 'paper' },
    { head: 'kind' },
    { head: 'status' },
    { head: 'issued' },
    { head: 'due on' },
    { head: 'total', align: 'right' },
    { head: 'paid', align: 'right' },
    { head: 'credited', align: 'right' },
    { head: 'due', align: 'right' },
    { head: '' },
  ] as const;
  const rows = documents.map((document) => [
    document.number,
    TITLES[document.kind],
    document.kind === 'CreditNote' ? 'Credited' : document.status,
    document.issuedOn,
    document.dueOn ?? '',
    moneyText(document.total),
    grouped(document.paid.amount),
    grouped(document.credited.amount),
    grouped(document.amountDue.amount),
    linkText(document),
  ]);
  return tableText(columns, rows, styling);
}

function linkText({ replacedBy, creditFor }: DocumentAnswer): string {
  if (replacedBy !== undefined) return `replaced by ${replacedBy}`;
  return creditFor === undefined ? '' : `credit for ${creditFor}`;
}
