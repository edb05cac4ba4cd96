import { accountOf, readModel } from '../row-writer/row-change';
import { chargeTable } from './charge.entity';

/** One row a charge. */
export const charges = readModel(chargeTable, {
  ChargeMade: (charge, context) => [
    {
      change: 'upsert',
      row: {
        id: charge.chargeId,
        billing_account_id: accountOf(context),
        order_id: charge.orderId,
        reservation_id: charge.reservationId,
        instalment: charge.instalment,
        charged_on: charge.chargedOn,
        period_from: charge.periodFrom,
        period_to: charge.periodTo,
        quantity: charge.quantity,
        unit_amount: charge.unitAmount.amount,
        amount: charge.amount.amount,
        currency: charge.amount.currency,
        method: charge.paidBy.method,
        invoice: 'invoice' in charge.paidBy ? charge.paidBy.invoice : null,
        overage_month: 'month' in charge.paidBy ? charge.paidBy.month : null,
        stream_revision: String(context.revision),
      },
    },
  ],
});
