import { type CommandContext, type SplitReservation } from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { type SplitDestination } from '../events/reservation-events';
import { type ChargeShare } from '../events/return-events';
import { reservationId } from '../ids';
import { beginOperation, emit, mint, type OperationInProgress } from '../operation-in-progress';
import { type Rejection } from '../rejections';
import { takeShares } from '../return/charge-shares';
import { known } from '../state/known';
import { type OpenedAccount, type ReservationState } from '../state/state';
import { refusalOfActiveReservation } from './refuse-inactive';

/** No split makes more reservations than this. */
export const SPLIT_PARTS_MAX = 100;

/** R-RET-2: a reservation becomes several of the same order; each holds its share of its charges. */
export function decideSplit(
  command: SplitReservation,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const { orderId, reservationId: source, quantities } = command;
  const refusal =
    refusalOfActiveReservation(command, state, context) ?? refusalOfParts(command, state);
  if (refusal !== undefined) return rejected(refusal);

  // After this point the split succeeds.
  const operation = beginOperation(state, context);
  const reservation = known(state.reservations, source, 'reservation');
  const destinations = partsOf(operation, reservation, quantities);
  emit(operation, {
    type: 'ReservationSplit',
    data: { orderId, reservationId: source, destinations, splitOn: context.on },
  });
  return accepted(operation.events, {
    reservationIds: destinations.map((part) => part.reservationId),
  });
}

/** Two parts or more, each a whole quantity, together the whole. */
function refusalOfParts(
  { reservationId: source, quantities }: SplitReservation,
  state: OpenedAccount,
): Rejection | undefined {
  const { quantity } = known(state.reservations, source, 'reservation');
  const isWhole = quantities.every((part) => Number.isSafeInteger(part) && part >= 1);
  const total = quantities.reduce((sum, part) => sum + part, 0);
  const { length: parts } = quantities;
  if (isWhole && total === quantity && parts >= 2 && parts <= SPLIT_PARTS_MAX) return undefined;
  const partsMax = SPLIT_PARTS_MAX;
  return { code: 'InvalidSplit', reservationId: source, quantities, quantity, partsMax };
}

/** The oldest charges go to the first parts. */
function partsOf(
  operation: OperationInProgress,
  { shares, displayName }: Readonly<ReservationState>,
  quantities: readonly number[],
): readonly SplitDestination[] {
  let left: readonly ChargeShare[] = shares;
  return quantities.map((quantity) => {
    const part = takeShares(left, quantity);
    left = part.left;
    return {
      reservationId: reservationId(mint(operation, 'reservation')),
      quantity,
      shares: part.taken,
      displayName,
    };
  });
}
