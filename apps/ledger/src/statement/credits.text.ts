import { moneyText } from '../presentation/money-text';
import { type Styling } from '../presentation/styling';
import { indented, tableText } from '../presentation/table';
import {
  type CardRefundsAnswer,
  type PrepaymentCreditsAnswer,
  type RetainedCreditAnswer,
} from './statement.answers';

/** An enrolment's credits from refunds and its prepayment terms, for people. */
export function prepaymentCreditsText(
  { on, available, credits, terms }: PrepaymentCreditsAnswer,
  styling: Styling,
): string {
  return [
    styling.heading(`Prepayment credits on ${on}: ${moneyText(available)} available`),
    indented(credits.length === 0 ? 'No credit was ever granted.' : creditsTable(credits, styling)),
    '',
    styling.heading('Prepayment'),
    indented(terms.length === 0 ? 'No term.' : termsTable(terms, styling)),
  ].join('\n');
}

function creditsTable(credits: PrepaymentCreditsAnswer['credits'], styling: Styling): string {
  // R-OUT-1: a fee is shown with the credit, which is granted net of it.
  const withFee = credits.some(({ fee }) => fee !== undefined);
  const columns = [
    { head: 'granted' },
    { head: 'expires' },
    ...(withFee ? ([{ head: 'fee kept', align: 'right' }] as const) : []),
    { head: 'amount', align: 'right' },
    { head: 'used', align: 'right' },
    { head: 'expired', align: 'right' },
    { head: 'remaining', align: 'right' },
    { head: 'reservation' },
  ] as const;
  const rows = credits.map((credit) => [
    credit.grantedOn,
    credit.expiresOn,
    ...(withFee ? [credit.fee === undefined ? '' : moneyText(credit.fee)] : []),
    moneyText(credit.amount),
    moneyText(credit.used),
    moneyText(credit.expired),
    moneyText(credit.remaining),
    credit.reservationId,
  ]);
  return tableText(columns, rows, styling);
}

function termsTable(terms: PrepaymentCreditsAnswer['terms'], styling: Styling): string {
  const columns = [
    { head: 'term' },
    { head: 'from' },
    { head: 'ends before' },
    { head: 'amount', align: 'right' },
    { head: 'remaining', align: 'right' },
  ] as const;
  const rows = terms.map(({ id, from, to, amount, remaining }) => [
    id,
    from,
    to,
    moneyText(amount),
    moneyText(remaining),
  ]);
  return tableText(columns, rows, styling);
}

/** Credit that an account keeps of what it paid (R-OUT-3), entry by entry, for people. */
export function retainedCreditText(
  { on, available, entries }: RetainedCreditAnswer,
  styling: Styling,
): string {
  const columns = [
    { head: 'on' },
    { head: 'amount', align: 'right' },
    { head: 'why' },
    { head: 'paper' },
  ] as const;
  const rows = entries.map((entry) => [
    entry.on,
    moneyText(entry.amount),
    entry.reason,
    entry.document ?? '',
  ]);
  return [
    styling.heading(`Retained credit on ${on}: ${moneyText(available)} available`),
    indented(rows.length === 0 ? 'No entry.' : tableText(columns, rows, styling)),
  ].join('\n');
}

/** What goes back to cards, for people. */
export function cardRefundsText({ value }: CardRefundsAnswer, styling: Styling): string {
  const columns = [
    { head: 'on' },
    { head: 'amount', align: 'right' },
    { head: 'card' },
    { head: 'status' },
    { head: 'invoice' },
    { head: 'support request' },
  ] as const;
  const rows = value.map(({ on, amount, card, status, invoiceNumber, supportRequestId }) => [
    on,
    moneyText(amount),
    `${card.brand} …${card.last4}`,
    status,
    invoiceNumber,
    supportRequestId ?? '',
  ]);
  return [
    styling.heading('Refunds to cards'),
    indented(rows.length === 0 ? 'No refund to a card.' : tableText(columns, rows, styling)),
  ].join('\n');
}
