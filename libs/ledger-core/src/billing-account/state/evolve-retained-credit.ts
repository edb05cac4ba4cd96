import { isZero } from '../../kernel/money';
import {
  type RetainedCreditGranted,
  type RetainedCreditTransferred,
  type RetainedCreditUsed,
} from '../events/retained-credit-events';
import { holdPayment } from './evolve-papers';
import { known } from './known';
import { type AccountDraft } from './state';

export function evolveRetainedCreditGranted(
  draft: AccountDraft,
  { creditId, usableFor, reason, amount, source, availableAfter }: RetainedCreditGranted['data'],
): void {
  draft.retainedCredits.set(creditId, { usableFor, reason, remaining: amount });
  draft.retainedCreditAvailable = availableAfter;
  if (source !== undefined) draft.transfersReceived.set(source.transferId, true);
}

/** The invoice was issued with this payment in its figures; here it is told apart. */
export function evolveRetainedCreditUsed(
  draft: AccountDraft,
  data: RetainedCreditUsed['data'],
): void {
  for (const { creditId, remainingAfter } of data.taken) {
    known(draft.retainedCredits, creditId, 'retained credit').remaining = remainingAfter;
    if (isZero(remainingAfter)) draft.retainedCredits.delete(creditId);
  }
  draft.retainedCreditAvailable = data.availableAfter;
  holdPayment(draft, data.invoice, { paymentId: data.paymentId, amount: data.amount });
}

export function evolveRetainedCreditTransferred(
  draft: AccountDraft,
  { credits, availableAfter }: RetainedCreditTransferred['data'],
): void {
  for (const { creditId } of credits) draft.retainedCredits.delete(creditId);
  draft.retainedCreditAvailable = availableAfter;
}
