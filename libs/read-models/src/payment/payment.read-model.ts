import { accountOf, readModel } from '../row-writer/row-change';
import { paymentTable } from './payment.entity';

/** One row a payment that came in. */
export const payments = readModel(paymentTable, {
  PaymentRecorded: (payment, context) => [
    {
      change: 'upsert',
      row: {
        id: payment.paymentId,
        billing_account_id: accountOf(context),
        reference: payment.reference,
        amount: payment.amount.amount,
        overpaid: payment.overpaid.amount,
        currency: payment.amount.currency,
        paid_on: payment.paidOn,
        recorded_on: payment.recordedOn,
        invoice: payment.invoice,
      },
    },
  ],
});
