import { type BillingAccountId, type DocumentNumber } from '#ledger-core';

/** Whether a paper's number is of an account's series. */
export function belongsTo(number: DocumentNumber, account: BillingAccountId): boolean {
  return number.slice(0, number.lastIndexOf('-')) === account;
}
