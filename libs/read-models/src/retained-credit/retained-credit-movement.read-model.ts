import { Money } from '#ledger-core';
import { accountOf, readModel } from '../row-writer/row-change';
import { retainedCreditMovementTable } from './retained-credit-movement.entity';

/** One row a grant or a use of retained credit. */
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
        document_number: granted.document,
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
        usable_for: null,
      },
    })),
});
