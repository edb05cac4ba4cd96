import { isZero } from '../../kernel/money';
import {
  type PrepaymentCreditExpired,
  type PrepaymentCreditGranted,
  type PrepaymentDrawn,
  type PrepaymentTermAdded,
} from '../events/prepayment-events';
import { type PrepaymentCreditId } from '../ids';
import { clearDue, markDue } from './due-days';
import { known } from './known';
import { type AccountDraft } from './state';

export function evolvePrepaymentTermAdded(
  draft: AccountDraft,
  { termId, from, to, amount }: PrepaymentTermAdded['data'],
): void {
  draft.prepaymentTerms.set(termId, { from, to, remaining: amount });
}

export function evolvePrepaymentDrawn(
  draft: AccountDraft,
  { taken }: PrepaymentDrawn['data'],
): void {
  for (const { from, remainingAfter } of taken)
    if (from.kind === 'term')
      known(draft.prepaymentTerms, from.termId, 'prepayment term').remaining = remainingAfter;
    else {
      known(draft.prepaymentCredits, from.creditId, 'prepayment credit').remaining = remainingAfter;
      if (isZero(remainingAfter)) forget(draft, from.creditId);
    }
}

export function evolvePrepaymentCreditGranted(
  draft: AccountDraft,
  { creditId, amount, grantedOn, expiresOn }: PrepaymentCreditGranted['data'],
): void {
  draft.prepaymentCredits.set(creditId, { grantedOn, expiresOn, remaining: amount });
  markDue(draft.creditExpiries, expiresOn, creditId);
}

export function evolvePrepaymentCreditExpired(
  draft: AccountDraft,
  { creditId }: PrepaymentCreditExpired['data'],
): void {
  forget(draft, creditId);
}

function forget(draft: AccountDraft, creditId: PrepaymentCreditId): void {
  const { expiresOn } = known(draft.prepaymentCredits, creditId, 'prepayment credit');
  clearDue(draft.creditExpiries, expiresOn, creditId);
  draft.prepaymentCredits.delete(creditId);
}
