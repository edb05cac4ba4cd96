import { type Day } from '../kernel/calendar';
import { isPositiveQuantity } from '../kernel/quantity';

/** Units used on a day, as last reported for it; decimal text. */
export type ReportedUsage = Readonly<{ on: Day; usedQuantity: string }>;

/** R-AMT-5: usage is any quantity > 0 reported for a day up to the return. */
export function hasUsage(reported: readonly ReportedUsage[], returnedOn: Day): boolean {
  return reported.some(
    ({ on, usedQuantity }) => on <= returnedOn && isPositiveQuantity(usedQuantity),
  );
}
