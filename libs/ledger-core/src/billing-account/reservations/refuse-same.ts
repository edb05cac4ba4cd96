import { type AppliedScope, type ReservationChanges } from '../events/reservation-events';
import { type ReservationId } from '../ids';
import { type Rejection } from '../rejections';
import { type ReservationState } from '../state/state';

/** An update that would leave all as it is says so: whoever sent it expected something to change (R-ACC-3). */
export function refusalOfSame(
  { appliedScope, ...others }: ReservationChanges,
  of: Readonly<{
    reservationId: ReservationId;
    reservation: Pick<ReservationState, 'appliedScope'>;
  }>,
): Rejection | undefined {
  const { reservationId, reservation } = of;
  const before = new Map<string, unknown>(Object.entries(reservation));
  const changed = Object.entries(others).filter(
    ([name, value]) => !isSame(value, before.get(name)),
  );
  if (changed.length > 0 || !isSameScope(appliedScope, reservation.appliedScope)) return undefined;
  const isScopeAlone = appliedScope !== undefined && Object.keys(others).length === 0;
  return { code: isScopeAlone ? 'AppliedScopeUnchanged' : 'ReservationUnchanged', reservationId };
}

/** One that is not given stays. Ids of Azure are the same in any case. */
function isSameScope(given: AppliedScope | undefined, before: AppliedScope | undefined): boolean {
  if (given === undefined) return true;
  const scopes = (scope: AppliedScope | undefined) => scope?.scopes.map((id) => id.toLowerCase());
  return given.type === before?.type && isSame(scopes(given), scopes(before));
}

/** Plain data: by what it holds, in whatever order its members stand. */
function isSame(left: unknown, right: unknown): boolean {
  if (!isObject(left) || !isObject(right)) return left === right;
  const [ours, theirs] = [left, right].map(
    (each) => new Map<string, unknown>(Object.entries(each)),
  );
  if (ours === undefined || ours.size !== theirs?.size) return false;
  return [...ours].every(([name, value]) => theirs.has(name) && isSame(value, theirs.get(name)));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
