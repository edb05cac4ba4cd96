import { addDays, type Day } from '../kernel/calendar';
import { averageRoundedUp } from '../kernel/quantity';
import { type ReportedUsage } from './usage.policy';
import { type UsageShare } from './usage-share.policy';

/** R-EXC-7: the days whose average utilisation counts: those before today. */
export const UTILISATION_DAYS = 7;

export type AutofillMode = 'refundAll' | 'optimizeUtilization';

/** Usage of a reservation, or what it shares of the usage of one that it came from (R-RET-2). */
export type SharedUsage = Readonly<ReportedUsage & { share: UsageShare }>;

/** What of a reservation is known for the list: its quantity, and the usage reported for it and for what it came from. */
export type UtilisedReservation = Readonly<{
  quantity: number;
  reported: readonly SharedUsage[];
}>;

/**
 * R-EXC-7, "Refund all" and "Optimize for utilization (7-day)": how much of a reservation the return list
 * takes: the whole, or the largest quantity that leaves at least the average number of units used over the
 * seven days before today. A day without a report counts 0. 0 is no line. Of the usage of what it came from, its share counts.
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
    used.map(({ usedQuantity, share }) => ({ quantity: usedQuantity, ...share })),
    UTILISATION_DAYS,
  );
  return Math.max(quantity - kept, 0);
}
