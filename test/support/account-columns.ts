import { Money } from '#ledger-core';
import { type Told } from './account-steps';

/** What one cell holds, or the word for nothing. */
export function listed(items: readonly string[]): string {
  return items.join(' + ') || 'none';
}

/** The number of a paper without its account. */
export function shortNumber(number: string): string {
  return String(Number(number.slice(number.lastIndexOf('-') + 1)));
}

/**
 * Of an enrolment's overage: the open months with their lines | the invoices as
 * `number total-paid-credited=due`, with the revision | the credit notes and what they carry | retained credit.
 */
export function showsOverage({ story }: Told): string {
  const { openMonths, invoices, retainedCredits } = story.state;
  const cells = [
    [...openMonths].map(
      ([month, { total, lineCount }]) => `${month} ${total.amount} (${String(lineCount)})`,
    ),
    [...invoices].map(
      ([number, { total, paid, credited, amountDue, revision }]) =>
        `${shortNumber(number)} ${total.amount}-${paid.amount}-${credited.amount}=${amountDue.amount} r${String(revision)}`,
    ),
    story
      .facts('CreditNoteIssued')
      .map(
        ({ number, creditFor, total, carried }) =>
          `${shortNumber(number)} ${total.amount} for ${shortNumber(creditFor)}, ${carried.amount} over`,
      ),
    [...retainedCredits.values()].map(({ remaining, reason }) => `${remaining.amount} ${reason}`),
  ];
  return cells.map(listed).join(' | ');
}

/** Of an invoice payer: the papers as `number total-paid=due` with the count of their lines | retained credit. */
export function showsInvoices({ story }: Told): string {
  const { invoices, retainedCredits } = story.state;
  const cells = [
    [
      [...invoices]
        .map(([number, { total, paid, amountDue, lineCount, replacedBy }]) =>
          replacedBy === undefined
            ? `${shortNumber(number)} ${total.amount}-${paid.amount}=${amountDue.amount} (${String(lineCount)})`
            : [
                shortNumber(number),
                'void by',
                shortNumber(replacedBy),
                ...left([paid, amountDue]),
              ].join(' '),
        )
        .join(', '),
    ],
    [...retainedCredits.values()].map(({ remaining, reason }) => `${remaining.amount} ${reason}`),
  ];
  return cells.map(listed).join(' | ');
}

/** What a void paper should not have: anything paid or due (R-OUT-6). */
function left(amounts: readonly Money.Money[]): readonly string[] {
  return amounts.filter(Money.isPositive).map(({ amount }) => amount);
}
