import { Money } from '#ledger-core';
import { accountOf, readModel } from '../row-writer/row-change';
import { retainedCreditMovementTable } from './retained-credit-movement.entity';

/** One row for each credit that a grant, a use or a transfer moves. */
export const retainedCreditMovements = readModel(retainedCreditMovementTable, {
  RetainedCreditGranted: (granted, context) => [
    {
      change: 'upsert',
      row: {
        billing_account_id: accountOf(context),
        stream_revision: String(context.revision),
        credit_id: granted.creditId,
        on_day: granted.grantedOn,
        amount: granted.amount.amount,
        currency: granted.amount.currency,
        reason: granted.reason,
        document_number: granted.document ?? null,
        transfer_id: granted.source?.transferId ?? null,
        other_account: granted.source?.billingAccountId ?? null,
        usable_for: granted.usableFor,
      },
    },
  ],
  RetainedCreditUsed: ({ taken, usedOn, invoice }, context) =>
    taken.map(({ creditId, amount }) => ({
      change: 'upsert',
      row: {
        billing_account_id: accountOf(context),
        stream_revision: String(context.revision),
        credit_id: creditId,
        on_day: usedOn,
        amount: Money.negate(amount).amount,
        currency: amount.currency,
        reason: 'Used',
        document_number: invoice,
        transfer_id: null,
        other_account: null,
        usable_for: null,
      },
    })),
  RetainedCreditTransferred: (transferred, context) =>
    transferred.credits.map(({ creditId, amount }) => ({
      change: 'upsert',
      row: {
        billing_account_id: accountOf(context),
        stream_revision: String(context.revision),
        credit_id: creditId,
        on_day: transferred.transferredOn,
        amount: Money.negate(amount).amount,
        currency: amount.currency,
        reason: 'ProgramTransfer',
        document_number: null,
        transfer_id: transferred.transferId,
        other_account: transferred.toBillingAccountId,
        usable_for: null,
      },
    })),
});
