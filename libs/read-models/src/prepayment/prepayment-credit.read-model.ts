import { accountOf, readModel } from '../row-writer/row-change';
import { prepaymentCreditTable } from './prepayment-credit.entity';

/** One row a refund credit, as it was granted. What was used of it and what expired are movements. */
export const prepaymentCredits = readModel(prepaymentCreditTable, {
  PrepaymentCreditGranted: (granted, context) => [
    {
      change: 'upsert',
      row: {
        credit_id: granted.creditId,
        billing_account_id: accountOf(context),
        order_id: granted.orderId,
        reservation_id: granted.reservationId,
        charge_id: granted.chargeId,
        term_id: granted.termId ?? null,
        amount: granted.amount.amount,
        fee: granted.fee.amount,
        currency: granted.amount.currency,
        granted_on: granted.grantedOn,
        expires_on: granted.expiresOn,
        stream_revision: String(context.revision),
      },
    },
  ],
});
