import { moneyText } from '../presentation/money-text';
import { type Styling } from '../presentation/styling';
import { fieldsText, indented, tableText } from '../presentation/table';
import {
  type AccountAnswer,
  type AccountDetailsAnswer,
  type ListedAccountAnswer,
  type PaymentAnswer,
} from './account.answers';

type Fields = Parameters<typeof fieldsText>[0];

function paidBy(payment: PaymentAnswer, termDays: number): string {
  switch (payment.method) {
    case 'invoice':
      return `by invoice, due ${termDays} days after it is issued`;
    case 'card':
      return `by card: ${payment.card.brand} ending in ${payment.card.last4}`;
    case 'prepayment':
      return payment.terms.length === 0
        ? 'from prepayment; there is no term yet, so all is overage'
        : 'from prepayment; a charge that it does not cover whole is invoiced after the month as overage';
  }
}

function particulars(account: AccountAnswer): Fields {
  const { customerMayBuy, tenantId } = account;
  return [
    ['name', account.displayName],
    ['agreement', account.agreementType],
    ['currency', account.currency],
    ['paid', paidBy(account.payment, account.paymentTermDays)],
    ['tenant', tenantId ?? 'any'],
    ['partner', account.partnerId],
    ['customer may buy', customerMayBuy === false ? 'no, only the partner' : undefined],
    ['opened on', account.openedOn],
  ];
}

function termsText({ payment }: AccountAnswer, styling: Styling): string | undefined {
  if (payment.method !== 'prepayment' || payment.terms.length === 0) return undefined;
  const rows = payment.terms.map(({ id, from, to, amount, remaining }) => [
    ...[id, from, to],
    ...[moneyText(amount), moneyText(remaining)],
  ]);
  const columns = [
    ...[{ head: 'prepayment term' }, { head: 'from' }, { head: 'to before' }],
    ...[
      { head: 'paid in advance', align: 'right' as const },
      { head: 'remaining', align: 'right' as const },
    ],
  ];
  return indented(tableText(columns, rows, styling));
}

function subscriptionsText({ id, subscriptions }: AccountDetailsAnswer, styling: Styling): string {
  if (subscriptions.length === 0)
    return `  No subscription is billed to it: "ledger account link ${id} SUBSCRIPTION --name NAME" links one.`;
  const rows = subscriptions.map((each) => [each.subscriptionId, each.displayName, each.linkedOn]);
  const columns = [{ head: 'subscription' }, { head: 'name' }, { head: 'linked on' }];
  return indented(tableText(columns, rows, styling));
}

function balancesText({ balances }: AccountDetailsAnswer, styling: Styling): string {
  const { on, amountDue, retainedCredit, prepayment } = balances;
  const fields: Fields = [
    ['due on standing invoices', moneyText(amountDue)],
    ['retained credit', moneyText(retainedCredit)],
    ['prepayment and credits to draw from', prepayment && moneyText(prepayment)],
  ];
  return `  ${styling.heading(`at the end of ${on}`)}\n${indented(fieldsText(fields, styling))}`;
}

function warnings({ id, parked, movedTo }: AccountDetailsAnswer, styling: Styling): string[] {
  const isParked =
    parked &&
    `PARKED since ${parked.since}: revision ${parked.revision} of its history cannot be read (${parked.reason}).
What stands here is as it was before that event; commands and statements of the account are not answered.
Mend what is wrong, then run "ledger unpark ${id}".`;
  const moved =
    movedTo &&
    `From ${movedTo.on} on its subscriptions are those of ${movedTo.billingAccountId}, a partner's account (R-RET-4).`;
  return [
    ...(isParked === undefined ? [] : [styling.bad(isParked)]),
    ...(moved === undefined ? [] : [moved]),
  ];
}

function paragraphs(...texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined).join('\n\n');
}

/** An account as it was opened. */
export function accountText(account: AccountAnswer, styling: Styling): string {
  const fields = indented(fieldsText(particulars(account), styling));
  return paragraphs(fields, termsText(account, styling));
}

/** An account as it stands. */
export function accountDetailsText(account: AccountDetailsAnswer, styling: Styling): string {
  return paragraphs(
    styling.heading(account.id),
    ...warnings(account, styling),
    accountText(account, styling),
    subscriptionsText(account, styling),
    balancesText(account, styling),
  );
}

/** A line for each account. */
export function accountListText(
  accounts: readonly ListedAccountAnswer[],
  styling: Styling,
): string {
  if (accounts.length === 0)
    return 'There is no account that you may read. "ledger account open" opens one.';
  const rows = accounts.map((account) => [
    ...[account.id, account.displayName, account.agreementType],
    ...[account.currency, account.payment.method, account.openedOn],
  ]);
  const heads = ['account', 'name', 'agreement', 'currency', 'pays by', 'opened on'];
  return tableText(
    heads.map((head) => ({ head })),
    rows,
    styling,
  );
}
