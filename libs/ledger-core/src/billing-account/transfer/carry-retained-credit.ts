import { type RetainedCreditTransferred } from '../events/retained-credit-events';
import { zero } from '../../kernel/money';
import { emit, mint, type OperationInProgress } from '../operation-in-progress';
import { retainedCredit } from '../papers/retained-credit';

/**
 * R-RET-4: once an account has moved, whatever it retains is carried to its new account, as that account's
 * retained credit. Nothing, before the move or when nothing is retained.
 */
export function carryRetainedCredit(operation: OperationInProgress): void {
  const { account, context } = operation;
  const { transfer } = account;
  if (transfer?.done !== true || account.retainedCredits.size === 0) return;
  const amount = retainedCredit(operation);
  const transferred: RetainedCreditTransferred = {
    type: 'RetainedCreditTransferred',
    data: {
      transferId: mint(operation, 'transfer'),
      toBillingAccountId: transfer.toBillingAccountId,
      transferredOn: context.on,
      amount,
      credits: [...account.retainedCredits].map(([creditId, { remaining }]) => ({
        creditId,
        amount: remaining,
      })),
      availableAfter: zero(amount.currency),
    },
  };
  emit(operation, transferred);
}
