import { type ExchangeRate } from '../../catalogue/price';
import { zero } from '../../kernel/money';
import { exceedsCap, isCountable } from '../../policy/refund-cap.policy';
import { refusalOfSession } from '../account/refuse-caller';
import { type CommandContext, type RefundReservation, type ReservationToReturn } from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { beginOperation, type OperationInProgress } from '../operation-in-progress';
import { returnToCards } from '../papers/card-refunds';
import { replaceInvoices } from '../papers/replace-invoices';
import { type Rejection } from '../rejections';
import { refusalOfActiveReservation } from '../reservations/refuse-inactive';
import { known } from '../state/known';
import { type OpenedAccount, type ReservationState } from '../state/state';
import { carryRetainedCredit } from '../transfer/carry-retained-credit';
import { type GrantedReturn } from './granted-return';
import { type ReckonedReturn, reckonReturn } from './reckon-return';
import { isSameRefund, type RefundAmounts, refundAmounts } from './refund-amounts';
import { capRefusal, capUseOf, type CountedReturn, countReturn } from './refund-cap-use';
import { commitmentReckoned } from './remaining-commitment';
import { returnConditions, type ReturnConditions } from './return-conditions';
import { settleReturns } from './settle-returns';
import { refusalOfCharges } from './charges-returned';

/** A refund that has been reckoned, before it is known whether it may be. */
type ReckonedRefund = Readonly<{
  reservation: Readonly<ReservationState>;
  conditions: ReturnConditions;
  reckoned: ReckonedReturn;
  counted: CountedReturn;
  amounts: RefundAmounts;
}>;

/**
 * A refund of a quantity of a reservation, previewed or carried out: the same decision, with or
 * without the session of the preview. "Self-service exchanges and refunds", refund policies.
 */
export function decideRefund(
  command: RefundReservation,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const refusal =
    refusalOfReturn(command, state, context) ??
    refusalOfCharges([command], state) ??
    refusalOfSession(command.session, context);
  if (refusal !== undefined) return rejected(refusal);

  const refund = reckonRefund(command, state, context);
  const refused = refusalOfAmounts(command, state, refund);
  if (refused !== undefined) return rejected(refused);

  // After this point the refund succeeds.
  const operation = beginOperation(state, context);
  carryOut(operation, grantedRefund(command, refund));
  return accepted(operation.events, { amounts: refund.amounts });
}

/** What is to be given back, before anything was looked up for it. */
export type AskedReturn = Pick<ReservationToReturn, 'orderId' | 'reservationId' | 'quantity'>;

/** R-ACC-1, R-RET-2: an Owner of the order, an active reservation, a whole quantity up to what is left. */
export function refusalOfReturn(
  item: AskedReturn,
  state: OpenedAccount,
  context: Pick<CommandContext, 'principal' | 'on'>,
): Rejection | undefined {
  const refusal = refusalOfActiveReservation(item, state, context);
  if (refusal !== undefined) return refusal;
  const { reservationId, quantity } = item;
  const { quantity: quantityLeft } = known(state.reservations, reservationId, 'reservation');
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > quantityLeft)
    return { code: 'InvalidRefundQuantity', reservationId, quantity, quantityLeft };
  return undefined;
}

function reckonRefund(
  command: RefundReservation,
  state: OpenedAccount,
  { terms, on: returnedOn }: CommandContext,
): ReckonedRefund {
  const { quantity, listPriceOfTheDay, usageReported, askedOn, capRate: rate } = command;
  const reservation = known(state.reservations, command.reservationId, 'reservation');
  const asked = { purpose: 'Refund', returnedOn, usageReported, terms } as const;
  const conditions = returnConditions(state, reservation, {
    ...asked,
    ...(askedOn && { askedOn }),
  });
  const basis = { reservation, quantity, conditions };
  const reckoned = reckonReturn(state, {
    ...basis,
    ...(listPriceOfTheDay && { listPriceOfTheDay }),
  });
  return {
    reservation,
    conditions,
    reckoned,
    counted: countReturn(state, reckoned, { ...conditions, rate }),
    amounts: refundAmounts(reservation, reckoned, quantity),
  };
}

/** R-RET-1 and R-CAP-1, asked last because their refusals carry the amounts; and what the preview said must still hold. */
function refusalOfAmounts(
  { session, capRate }: RefundReservation,
  state: OpenedAccount,
  refund: ReckonedRefund,
): Rejection | undefined {
  const { amounts, counted, reservation, conditions } = refund;
  const { typesNotReturnable, version: termsVersion } = conditions.terms;
  const { resourceType } = reservation.product;
  if (session !== undefined && !isSameRefund(session.amounts, amounts))
    return { code: 'RefundAmountsChanged', then: session.amounts, now: amounts };
  if (typesNotReturnable.includes(resourceType))
    return {
      code: 'TypeNotReturnable',
      resourceType,
      termsVersion,
      amounts,
      capUsed: counted.used,
    };
  if (conditions.outsideCap !== undefined) return undefined;
  return refusalOfCap(state, refund, capRate);
}

function refusalOfCap(
  state: OpenedAccount,
  { amounts, counted, conditions }: ReckonedRefund,
  rate: ExchangeRate | undefined,
): Rejection | undefined {
  const { terms, returnedOn: on } = conditions;
  if (!isCountable(counted.measured, rate))
    return { code: 'ExchangeRateUnknown', from: counted.measured.currency, to: 'USD', on };
  if (exceedsCap(counted.usd, counted.used, terms))
    return capRefusal(state, { counted, conditions, amounts });
  return undefined;
}

function grantedRefund(command: RefundReservation, refund: ReckonedRefund): GrantedReturn {
  const { reservation, reckoned, conditions, counted } = refund;
  const { outsideCap } = conditions;
  return {
    item: command,
    reservation,
    conditions,
    reckoned,
    commitment: commitmentReckoned(reservation, reckoned, command.quantity),
    ...(outsideCap === undefined
      ? { cap: capUseOf(counted, conditions), counting: counted.counting }
      : { cap: { counts: false, why: outsideCap }, counting: undefined }),
    ...(command.reason !== undefined && { reason: command.reason }),
  };
}

/** R-OUT-3, R-OUT-4: each invoice that billed a returned charge is replaced by one of its own. */
function carryOut(operation: OperationInProgress, granted: GrantedReturn): void {
  const orderNumber = operation.account.ordersPlaced + 1;
  const invoiced = settleReturns(operation, [granted]);
  const toCards = invoiced.flatMap((refunds) =>
    replaceInvoices(operation, {
      ...refunds,
      why: 'Refund',
      purchases: zero(operation.opened.currency),
      // R-PUR-4: what a refund left pays charges of reservations bought later.
      retainedFor: { charges: 'OfOrdersFrom', orderNumber },
    }),
  );
  const { orderId, reservationId } = granted.item;
  returnToCards(operation, toCards, { orderId, reservationId });
  carryRetainedCredit(operation);
}
