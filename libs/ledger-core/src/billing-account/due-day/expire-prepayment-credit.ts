import { prepaymentAvailable } from '../charge/prepayment';
import { type PrepaymentCreditId } from '../ids';
import { emit, type OperationInProgress } from '../operation-in-progress';
import { known } from '../state/known';

/** R-OUT-1: what is unused then expires. Availability never waited for it: the credit was not usable on the day. */
export function expirePrepaymentCredit(
  operation: OperationInProgress,
  creditId: PrepaymentCreditId,
): void {
  const { account, context } = operation;
  const { remaining } = known(account.prepaymentCredits, creditId, 'prepayment credit');
  emit(operation, {
    type: 'PrepaymentCreditExpired',
    data: {
      creditId,
      amount: remaining,
      expiredOn: context.on,
      availableAfter: prepaymentAvailable(account, context.on, remaining),
    },
  });
}
