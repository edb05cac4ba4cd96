import { type BillingAccountId, type DocumentNumber } from '#ledger-core';
import { Refusal } from '../../http/errors/refusal';

/** Whether a paper's number is of an account's series. */
export function belongsTo(number: DocumentNumber, account: BillingAccountId): boolean {
  return number.slice(0, number.lastIndexOf('-')) === account;
}

/** The account has no such paper, or no such revision of it. */
export function documentUnknown(account: BillingAccountId, what: string): Refusal {
  const detail = `The account ${account} has no ${what}.`;
  return new Refusal({ status: 404, code: 'DocumentUnknown', detail });
}
