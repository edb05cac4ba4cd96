import {
  type AutofillMode,
  quantityToReturn,
  type SharedUsage,
} from '../../policy/autofill.policy';
import { type ReportedUsage } from '../../policy/usage.policy';
import { refusalOfReservation } from '../account/refuse-caller';
import { type CommandContext, type ReservationOfOrder } from '../commands';
import { rejected, type Rejected } from '../decision';
import { type ReservationId } from '../ids';
import { refusalOfInactive } from '../reservations/refuse-inactive';
import { known } from '../state/known';
import { usageSharesOf } from '../state/lineage';
import { type BillingAccount, isOpened } from '../state/state';

/** The reservations that a return list is to be filled with, and the usage looked up for them and all they came from. */
export type FillReturnList = Readonly<{
  reservations: readonly ReservationOfOrder[];
  mode: AutofillMode;
  reported: ReadonlyMap<ReservationId, readonly ReportedUsage[]>;
}>;

/** So much of a reservation may be given back. */
export type ReturnLine = Readonly<{ reservationId: ReservationId; quantity: number }>;

export type FilledReturnList =
  Readonly<{ outcome: 'filled'; lines: readonly ReturnLine[] }> | Rejected;

/**
 * R-EXC-7: what an exchange might give back, in the order asked. It is asked by the Owner of every order (R-ACC-1).
 * Nothing to return, no line: so it is with what is used, and with what is cancelled or expired.
 */
export function filledReturnList(
  { reservations, mode, reported }: FillReturnList,
  state: BillingAccount,
  { on, principal }: Pick<CommandContext, 'on' | 'principal'>,
): FilledReturnList {
  if (!isOpened(state)) return rejected({ code: 'BillingAccountUnknown' });
  const lines: ReturnLine[] = [];
  for (const asked of reservations) {
    const refusal = refusalOfReservation(state, asked, principal);
    if (refusal !== undefined) return rejected(refusal);
    if (refusalOfInactive(state, asked, on) !== undefined) continue;
    const { reservationId } = asked;
    const { quantity: left } = known(state.reservations, reservationId, 'reservation');
    const used = usageSharedBy(state, reservationId, reported);
    const quantity = quantityToReturn({ quantity: left, reported: used }, mode, on);
    if (quantity > 0) lines.push({ reservationId, quantity });
  }
  return { outcome: 'filled', lines };
}

/** R-RET-2: its own usage, and its share of the usage of what it came from. */
function usageSharedBy(
  state: BillingAccount,
  id: ReservationId,
  reported: FillReturnList['reported'],
): readonly SharedUsage[] {
  return [...usageSharesOf(state, id)].flatMap(([each, share]) =>
    (reported.get(each) ?? []).map((usage) => ({ ...usage, share })),
  );
}
