import { type CommandContext, type SwapReservation } from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { beginOperation, emit } from '../operation-in-progress';
import { type Rejection } from '../rejections';
import { known } from '../state/known';
import { type OpenedAccount } from '../state/state';
import { refusalOfActiveReservation } from './refuse-inactive';

/** R-EXC-6: to the premium-storage twin, in both directions. The term goes on; no paper, no charge. */
export function decideSwap(
  command: SwapReservation,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const { orderId, reservationId } = command;
  const refusal = refusalOfActiveReservation(command, state, context) ?? refusalOfSku(command);
  if (refusal !== undefined) return rejected(refusal);

  // After this point the swap succeeds.
  const operation = beginOperation(state, context);
  const { product, expiresOn } = known(state.reservations, reservationId, 'reservation');
  const { skuName: fromSkuName } = product;
  const toSkuName = command.twinSkuName ?? command.toSkuName;
  const { on: swappedOn } = context;
  emit(operation, {
    type: 'ReservationSwapped',
    data: { orderId, reservationId, fromSkuName, toSkuName, swappedOn },
  });
  const skus = { fromSkuName, skuName: toSkuName };
  return accepted(operation.events, { reservationId, ...skus, swappedOn, expiresOn });
}

function refusalOfSku({
  reservationId,
  toSkuName: skuName,
  twinSkuName: accepts,
}: SwapReservation): Rejection | undefined {
  if (accepts === undefined) return { code: 'NoSuchTwin', reservationId, skuName };
  if (accepts.toLowerCase() === skuName.toLowerCase()) return undefined;
  return { code: 'NoSuchTwin', reservationId, skuName, accepted: accepts };
}
