import { refusalOfOwner } from '../account/refuse-caller';
import { type CommandContext, type MergeReservations } from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { type ReservationsMerged } from '../events/reservation-events';
import { type ChargeShare } from '../events/return-events';
import { reservationId } from '../ids';
import { beginOperation, emit, mint, type OperationInProgress } from '../operation-in-progress';
import { type Rejection } from '../rejections';
import { known } from '../state/known';
import { type BillingAccount, type OpenedAccount, type ReservationState } from '../state/state';
import { refusalOfActiveReservation } from './refuse-inactive';

/** No merge takes more reservations than this. */
export const MERGE_SOURCES_MAX = 100;

/** R-RET-2: reservations of one order become one, which holds the shares of all of them. */
export function decideMerge(
  command: MergeReservations,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const { orderId, sources } = command;
  const refusal =
    refusalOfOwner(state, orderId, context.principal) ??
    refusalOfSources(command, state, context) ??
    refusalOfDifference(command, state);
  if (refusal !== undefined) return rejected(refusal);

  // After this point the merge succeeds.
  const operation = beginOperation(state, context);
  const destination = destinationOf(operation, command);
  emit(operation, {
    type: 'ReservationsMerged',
    data: { orderId, sources, destination, mergedOn: context.on },
  });
  return accepted(operation.events, { reservationId: destination.reservationId });
}

function refusalOfSources(
  { orderId, sources }: MergeReservations,
  state: OpenedAccount,
  context: CommandContext,
): Rejection | undefined {
  if (sources.length < 2) return notMergeable('TooFew', sources);
  if (sources.length > MERGE_SOURCES_MAX) return notMergeable('TooMany', sources);
  if (new Set(sources).size < sources.length) return notMergeable('NamedTwice', sources);
  for (const id of sources) {
    const refusal = refusalOfActiveReservation({ orderId, reservationId: id }, state, context);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** R-RET-2: only what covers the same product, and whose last charges were paid by the same method. */
function refusalOfDifference(
  { sources }: MergeReservations,
  state: OpenedAccount,
): Rejection | undefined {
  const reservations = sources.map((id) => known(state.reservations, id, 'reservation'));
  const skus = new Set(reservations.map(({ product }) => product.skuName.toLowerCase()));
  if (skus.size > 1) return notMergeable('ProductsDiffer', sources);
  const methods = new Set(
    reservations.flatMap(({ shares }) =>
      shares.map(({ chargeId }) => known(state.charges, chargeId, 'charge').paidBy.method),
    ),
  );
  return methods.size > 1 ? notMergeable('PaymentMethodsDiffer', sources) : undefined;
}

function notMergeable(
  why: Extract<Rejection, { code: 'ReservationsNotMergeable' }>['why'],
  sources: MergeReservations['sources'],
): Rejection {
  return { code: 'ReservationsNotMergeable', why, sources, sourcesMax: MERGE_SOURCES_MAX };
}

/** The first source's properties; `renew` only if all had it (R-PUR-6). */
function destinationOf(
  operation: OperationInProgress,
  { sources }: MergeReservations,
): ReservationsMerged['data']['destination'] {
  const { account } = operation;
  const reservations = sources.map((id) => known(account.reservations, id, 'reservation'));
  const [first] = reservations;
  if (first === undefined) throw new Error('Nothing is merged');
  return {
    reservationId: reservationId(mint(operation, 'reservation')),
    quantity: reservations.reduce((sum, { quantity }) => sum + quantity, 0),
    shares: sharesTogether(account, reservations),
    displayName: first.displayName,
    billingSubscriptionId: first.billingSubscriptionId,
    appliedScope: first.appliedScope,
    instanceFlexibility: first.instanceFlexibility,
    renew: reservations.every(({ renew }) => renew),
  };
}

/** Shares of one charge become one share; the oldest charge stands first (R-OUT-0). */
function sharesTogether(
  account: BillingAccount,
  reservations: readonly Readonly<ReservationState>[],
): readonly ChargeShare[] {
  const together = new Map<ChargeShare['chargeId'], number>();
  for (const { shares } of reservations)
    for (const { chargeId, quantity } of shares)
      together.set(chargeId, (together.get(chargeId) ?? 0) + quantity);
  const age = (id: ChargeShare['chargeId']): number =>
    known(account.charges, id, 'charge').sequence;
  return [...together]
    .map(([chargeId, quantity]) => ({ chargeId, quantity }))
    .sort((a, b) => age(a.chargeId) - age(b.chargeId));
}
