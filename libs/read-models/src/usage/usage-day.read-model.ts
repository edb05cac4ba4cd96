import { readModel } from '../row-writer/row-change';
import { usageDayTable } from './usage-day.entity';

/** One row a reservation and day: of several reports the last stands. */
export const usageDays = readModel(usageDayTable, {
  UsageReported: ({ billingAccountId, days }, { revision }) =>
    days.map(({ reservationId, on, usedQuantity }) => ({
      change: 'upsert',
      row: {
        reservation_id: reservationId,
        on_day: on,
        billing_account_id: billingAccountId,
        used_quantity: usedQuantity,
        reported_revision: String(revision),
      },
    })),
});
