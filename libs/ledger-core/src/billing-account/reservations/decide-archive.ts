import { refusalOfReservation } from '../account/refuse-caller';
import { type ArchiveReservation, type CommandContext } from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { beginOperation, emit } from '../operation-in-progress';
import { type OpenedAccount } from '../state/state';
import { refusalOfInactive } from './refuse-inactive';

/** What is over can be hidden from lists, and shown again. */
export function decideArchive(
  command: ArchiveReservation,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const { orderId, reservationId, archived } = command;
  const refusal = refusalOfReservation(state, command, context.principal);
  if (refusal !== undefined) return rejected(refusal);
  if (refusalOfInactive(state, command, context.on) === undefined)
    return rejected({ code: 'ReservationStillActive', reservationId });

  // After this point it succeeds.
  const operation = beginOperation(state, context);
  const type = archived ? 'ReservationArchived' : 'ReservationUnarchived';
  emit(operation, { type, data: { orderId, reservationId, on: context.on } });
  return accepted(operation.events, { reservationId });
}
