import { convertedInversely, type Money } from '../kernel/money';
import { exceedsCap, isCountable } from '../policy/refund-cap.policy';
import { type CommandContext, type RefundReservation } from './commands';
import { accepted, type Decision, rejected } from './decision';
import { known } from './known';
import { beginOperation } from './operation-in-progress';
import { type ReckonedReturn, reckonReturn, totalPaid } from './reckon-return';
import { type RefundAmounts } from './refund-amounts';
import { capRefusal, type CountedReturn, countReturn } from './refund-cap-use';
import { refusalOfTenant } from './quote';
import { type Rejection } from './rejections';
import { returnReservation } from './return-reservation';
import { type BillingAccount, type ReservationState } from './state';

/**
 * A refund of a quantity of a reservation, previewed or carried out: the same decision, with or
 * without the session of the preview. "Self-service exchanges and refunds", refund policies.
 */
export function decideRefund(
  command: RefundReservation,
  state: BillingAccount,
  context: CommandContext,
): Decision {
  const { opened } = state;
  if (opened === undefined) return rejected({ code: 'BillingAccountUnknown' });
  const refusal =
    refusalOfTenant(opened, context.principal) ?? refusalOfReturn(command, state, context);
  if (refusal !== undefined) return rejected(refusal);

  const reservation = known(state.reservations, command.reservationId, 'reservation');
  const { terms, on } = context;
  const { quantity, listPriceOfTheDay, usageReported, capRate } = command;
  const reckoned = reckonReturn(state, {
    reservation,
    quantity,
    returnedOn: on,
    terms,
    usageReported,
    lowerPriceApplies: terms.lowerPriceInRefund,
    ...(listPriceOfTheDay && { listPriceOfTheDay }),
  });
  const counted = countReturn(reservation, reckoned, { quantity, on, terms, rate: capRate });
  const amounts = refundAmounts(reservation, reckoned, quantity);
  const refused = refusalOfAmounts(command, { state, context, reservation, counted, amounts });
  if (refused !== undefined) return rejected(refused);

  // After this point the refund succeeds.
  const operation = beginOperation(state, opened, context);
  returnReservation(operation, { command, context, reservation, reckoned, counted });
  return accepted(operation.events, { amounts });
}

/** Guards that need no amount, cheapest first. */
function refusalOfReturn(
  command: RefundReservation,
  state: BillingAccount,
  context: CommandContext,
): Rejection | undefined {
  return (
    refusalOfCaller(command, state, context) ??
    refusalOfSession(command, context) ??
    refusalOfQuantity(command, state, context)
  );
}

/** R-ACC-1: only an Owner of the order may return anything of it. */
function refusalOfCaller(
  command: RefundReservation,
  state: BillingAccount,
  { principal }: CommandContext,
): Rejection | undefined {
  const { orderId, reservationId } = command;
  const order = state.orders.get(orderId);
  if (order === undefined) return { code: 'ReservationOrderUnknown', orderId };
  if (!order.owners.includes(principal.id)) return { code: 'NotOwner', orderId };
  if (!order.reservations.includes(reservationId)) return unknownReservation(command);
  return undefined;
}

function refusalOfSession(
  { session }: RefundReservation,
  { principal, at }: CommandContext,
): Rejection | undefined {
  if (session === undefined) return undefined;
  if (session.principal !== principal.id) return { code: 'SessionOfAnotherPrincipal' };
  if (at >= session.expiresAt) return { code: 'SessionExpired', expiredAt: session.expiresAt };
  return undefined;
}

/** R-RET-2: an active reservation, before its expiry day, in a whole quantity up to what is left. */
function refusalOfQuantity(
  command: RefundReservation,
  state: BillingAccount,
  { on }: CommandContext,
): Rejection | undefined {
  const { reservationId, quantity } = command;
  const {
    status,
    expiresOn,
    quantity: left,
  } = known(state.reservations, reservationId, 'reservation');
  if (status !== 'Active') return { code: 'ReservationNotActive', reservationId, state: status };
  if (on >= expiresOn) return { code: 'ReservationNotActive', reservationId, state: 'Expired' };
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > left)
    return { code: 'InvalidRefundQuantity', quantity, quantityLeft: left };
  return undefined;
}

function unknownReservation({ orderId, reservationId }: RefundReservation): Rejection {
  return { code: 'ReservationNotInOrder', orderId, reservationId };
}

/** R-RET-1 and R-CAP-1; and what the preview said must still hold (DESIGN "Preview and commit are one code path"). */
function refusalOfAmounts(
  command: RefundReservation,
  at: Readonly<{
    state: BillingAccount;
    context: CommandContext;
    reservation: Readonly<ReservationState>;
    counted: CountedReturn;
    amounts: RefundAmounts;
  }>,
): Rejection | undefined {
  const { state, context, reservation, counted, amounts } = at;
  const { terms, on } = context;
  const { resourceType } = reservation.product;
  const then = command.session?.amounts;
  if (then !== undefined && !isSame(then, amounts))
    return { code: 'RefundAmountsChanged', then, now: amounts };
  if (terms.typesNotReturnable.includes(resourceType)) {
    const { version: termsVersion } = terms;
    const capUsed = counted.usedBefore(state);
    return { code: 'TypeNotReturnable', resourceType, termsVersion, amounts, capUsed };
  }
  if (!isCountable(counted.measured, command.capRate))
    return { code: 'ExchangeRateUnknown', from: counted.measured.currency, to: 'USD', on };
  const used = counted.usedBefore(state);
  if (exceedsCap(counted.usd, used, terms)) return capRefusal(state, { counted, context, amounts });
  return undefined;
}

function refundAmounts(
  reservation: Readonly<ReservationState>,
  reckoned: ReckonedReturn,
  quantity: number,
): RefundAmounts {
  const { refund, prorated, fee, cancelledInstalments, remainingCommitment } = reckoned;
  return {
    quantity,
    refund,
    pricingRefund: inPricingCurrency(refund, reservation),
    prorated,
    fee,
    cancelledInstalments,
    remainingCommitment,
    totalPaid: totalPaid(reservation),
    completedInstalments: reservation.chargedInstalments,
    totalInstalments: reservation.instalments.count,
  };
}

/** For information: what comes back, in the currency of the price list, at the rate of the purchase. */
function inPricingCurrency(refund: Money, { exchangeRate, listPrice }: ReservationState): Money {
  if (exchangeRate === undefined) return refund;
  return convertedInversely(refund, exchangeRate.rate, listPrice.unitPrice.currency);
}

const AMOUNTS = [
  'refund',
  'pricingRefund',
  'prorated',
  'fee',
  'cancelledInstalments',
  'remainingCommitment',
  'totalPaid',
] as const;

function isSame(then: RefundAmounts, now: RefundAmounts): boolean {
  return (
    then.quantity === now.quantity &&
    AMOUNTS.every(
      (name) =>
        then[name].amount === now[name].amount && then[name].currency === now[name].currency,
    )
  );
}
