import { averageRoundedUp } from '../kernel/money';

/** R-EXC-7: the days whose average utilisation counts. */
export const UTILISATION_DAYS = 7;

export type AutofillMode = 'refundAll' | 'optimizeUtilization';

/** What of a reservation is known for the list: its quantity, and the units used on each reported day (decimal text). */
export type UtilisedReservation = Readonly<{ quantity: number; usedUnits: readonly string[] }>;

/**
 * R-EXC-7, "Refund all" and "Optimize for utilization (7-day)": how much of a reservation the return list
 * takes: the whole, or the largest quantity that leaves at least the average number of units used over the
 * last seven days. A day without a report counts 0. 0 is no line.
 */
export function quantityToReturn(of: UtilisedReservation, mode: AutofillMode): number {
  if (mode === 'refundAll') return of.quantity;
  const kept = averageRoundedUp(of.usedUnits, UTILISATION_DAYS);
  return Math.max(of.quantity - kept, 0);
}
