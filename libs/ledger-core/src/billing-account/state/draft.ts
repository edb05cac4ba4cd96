import { DraftMap } from '../../kernel/draft-map';
import { type AccountDraft, type BillingAccount } from './state';

/**
 * A draft over an account that stays as it is. A decision folds its own events into it, so that each
 * step sees what the steps before it did: numbers, balances and credits have one home, `evolve`.
 */
export function draftOf(account: BillingAccount): AccountDraft {
  return {
    ...account,
    orders: entries(account.orders),
    reservations: entries(account.reservations),
    charges: entries(account.charges),
    invoices: entries(account.invoices),
    dueInvoices: flags(account.dueInvoices),
    retainedCredits: entries(account.retainedCredits),
    prepaymentTerms: entries(account.prepaymentTerms),
    prepaymentCredits: entries(account.prepaymentCredits),
    openMonths: entries(account.openMonths),
    supportRequests: entries(account.supportRequests),
    heldRefunds: entries(account.heldRefunds),
    transfersReceived: flags(account.transfersReceived),
    dueDays: days(account.dueDays),
    creditExpiries: days(account.creditExpiries),
  };
}

function entries<Key, Value extends object>(
  of: ReadonlyMap<Key, Readonly<Value>>,
): Map<Key, Value> {
  return new DraftMap<Key, Value, Readonly<Value>>(of, (value) => ({ ...value }));
}

function flags<Key>(of: ReadonlyMap<Key, true>): Map<Key, true> {
  return new DraftMap(of, (value) => value);
}

function days<Key, Ref>(of: ReadonlyMap<Key, ReadonlyMap<Ref, true>>): Map<Key, Map<Ref, true>> {
  return new DraftMap<Key, Map<Ref, true>, ReadonlyMap<Ref, true>>(of, flags);
}
