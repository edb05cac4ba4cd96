import { type Day } from '../../kernel/calendar';
import { type DueItems } from './state';

/** Notes that something falls due on a day. */
export function markDue<Ref>(days: Map<Day, DueItems<Ref>>, on: Day, ref: Ref): void {
  const due = days.get(on);
  if (due === undefined) days.set(on, new Map([[ref, true]]));
  else due.set(ref, true);
}

/** Takes back what `markDue` noted; a day on which nothing is due is forgotten. */
export function clearDue<Ref>(days: Map<Day, DueItems<Ref>>, on: Day | undefined, ref: Ref): void {
  if (on === undefined) return;
  const due = days.get(on);
  due?.delete(ref);
  if (due?.size === 0) days.delete(on);
}
