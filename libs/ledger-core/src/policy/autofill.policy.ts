import { addDays, type Day } from '../kernel/calendar';
import { averageRoundedUp } from '../kernel/money';
import { type ReportedUsage } from './usage.policy';

/** R-EXC-7: the days whose average utilisation counts: those before today. */
export const UTILISATION_DAYS = 7;

export type AutofillMode = 'refundAll' | 'optimizeUtilization';

/** What of a reservation is known for the list: its quantity, and the usage reported for it, a day at most once. */
export type UtilisedReservation = Readonly<{
  quantity: number;
  reported: readonly ReportedUsage[];
}>;

/**
 * R-EXC-7, "Refund all" and "Optimize for utilization (7-day)": how much of a reservation the return list
 * takes: the whole, or the largest quantity that leaves at least the average number of units used over the
 * seven days before today. A day without a report counts 0. 0 is no line.
 */
export function quantityToReturn(
  { quantity, reported }: UtilisedReservation,
  mode: AutofillMode,
  today: Day,
): number {
  if (mode === 'refundAll') return quantity;
  const from = addDays(today, -UTILISATION_DAYS);
  const used = reported.filter(({ on }) => from <= on && on < today);
  const kept = averageRoundedUp(
    used.map(({ usedQuantity }) => usedQuantity),
    UTILISATION_DAYS,
  );
  return Math.max(quantity - kept, 0);
}
