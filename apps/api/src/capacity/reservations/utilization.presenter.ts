import { Calendar, type Day, type ReportedUsage } from '#ledger-core';
import { type ReservationView } from '#read-models';
import { type BodyOf } from '../../http/body-of';
import { type utilizationAnswer } from './utilization.answer';

/** Azure's figures of how much of a reservation is used, in percent of its quantity. */
type UtilizationBody = BodyOf<typeof utilizationAnswer>;

const GRAINS = [1, 7, 30] as const;
const WEEK_DAYS = 7;

/**
 * The use of a reservation on the days before today; a day without a report counts 0, as in R-EXC-7. Undefined for
 * a reservation of which nothing was ever reported: 0 % would say that it was idle.
 */
export function presentUtilization(
  { usage, quantity }: Pick<ReservationView, 'usage' | 'quantity'>,
  today: Day,
): UtilizationBody | undefined {
  if (usage.length === 0) return undefined;
  const percent = (from: Day, days: number) => usedPercent(usage, { from, days, quantity });
  return {
    trend: trendOf(usage, today, percent),
    aggregates: GRAINS.map((grain) => ({
      grain,
      grainUnit: 'days',
      value: percent(Calendar.addDays(today, -grain), grain),
      valueUnit: 'percentage',
    })),
  };
}

function usedPercent(
  usage: readonly ReportedUsage[],
  { from, days, quantity }: Readonly<{ from: Day; days: number; quantity: number }>,
): number {
  const end = Calendar.addDays(from, days);
  const used = usage
    .filter(({ on }) => from <= on && on < end)
    .reduce((running, { usedQuantity }) => running + Number(usedQuantity), 0);
  const percent = (used / (quantity * days)) * 100;
  return Math.min(100, Math.round(percent * 100) / 100);
}

/** This week against the week before, of which something must be reported. */
function trendOf(
  usage: readonly ReportedUsage[],
  today: Day,
  percent: (from: Day, days: number) => number,
): UtilizationBody['trend'] {
  const thisWeek = Calendar.addDays(today, -WEEK_DAYS);
  const weekBefore = Calendar.addDays(thisWeek, -WEEK_DAYS);
  if (!usage.some(({ on }) => weekBefore <= on && on < thisWeek)) return '';
  const change = percent(thisWeek, WEEK_DAYS) - percent(weekBefore, WEEK_DAYS);
  if (change === 0) return 'SAME';
  return change > 0 ? 'UP' : 'DOWN';
}
