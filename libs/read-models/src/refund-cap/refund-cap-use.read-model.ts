import { accountOf, readModel } from '../row-writer/row-change';
import { refundCapUseTable } from './refund-cap-use.entity';

/** One row a return that counts, or once counted, towards the cap (R-CAP-3, R-CAP-4). */
export const refundCapUses = readModel(refundCapUseTable, {
  ReservationReturned: ({ reservationId, orderId, cap, terms }, context) => {
    if (!cap.counts) return [];
    const row = {
      reservation_id: reservationId,
      billing_account_id: accountOf(context),
      order_id: orderId,
      refunded_on: cap.countsFrom,
      replenished_on: cap.replenishesOn,
      usd: cap.usd.amount,
      measure: cap.measure,
      amount: cap.amount.amount,
      currency: cap.amount.currency,
      exchange_rate: cap.exchangeRate ?? null,
      terms_version: terms.version,
      stream_revision: String(context.revision),
    };
    return [{ change: 'upsert', row }];
  },
});
