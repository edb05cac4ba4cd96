import { Money, type RefundAmounts } from '#ledger-core';
import { listed, said } from './money-text';
import { type RejectionRows } from './rejection-row';

const CALL_CALCULATE_REFUND = 'call CalculateRefund again and return with the new session id';
/** Of a session that may be a refund's or an exchange's. */
const CALCULATE_AGAIN =
  'call CalculateRefund or CalculateExchange again and use the new session id';
const MADE_BY = {
  Quote: `the order id of a quote, and no session; ${CALCULATE_AGAIN}.`,
  Refund:
    'the session of a refund: return with it, or call CalculateExchange and exchange with its session id.',
  Exchange:
    'the session of an exchange: exchange with it, or call CalculateRefund and return with its session id.',
} as const;
const QUANTITY = 'properties.reservationToReturn.quantity';

function amountsSaid({ refund, cancelledInstalments }: RefundAmounts): string {
  return `${said(refund)} back and ${said(cancelledInstalments)} of instalments cancelled`;
}

/** The reason is given with the return only; the rest stands in what CalculateRefund was asked. */
function sessionField(field: string): string {
  if (field === 'returnReason') return 'properties.returnReason';
  return field === 'body' ? 'properties' : `properties.reservationToReturn.${field}`;
}

/** More than these are counted, not named. */
const NAMED_MAX = 10;

/** R-RET-2: after a partial return, split or merge what is left has an id of its own. */
function goesOnAs(successors: readonly string[]): string {
  if (successors.length === 0) return '';
  const named = listed(successors.slice(0, NAMED_MAX));
  const more = successors.length - NAMED_MAX;
  const others = more > 0 ? ` and ${more} more` : '';
  return ` What is left of it goes on in the same order as ${named}${others}.`;
}

/** Refunds and returns (R-RET, R-AMT, R-CAP). */
export const REFUND_REJECTIONS = {
  ReservationOrderUnknown: {
    status: 404,
    azureCode: 'ReservationOrderNotFound',
    says: ({ orderId }) => `There is no reservation order ${orderId}.`,
  },
  ReservationNotInOrder: {
    status: 404,
    azureCode: 'ReservationIdNotInReservationOrder',
    field: () => 'properties.reservationToReturn.reservationId',
    says: ({ orderId, reservationId }) =>
      `The reservation order ${orderId} has no reservation ${reservationId}.`,
  },
  NotOwner: {
    status: 403,
    code: 'AuthorizationFailed',
    azureCode: 'AuthorizationFailed',
    rule: 'R-ACC-1',
    says: ({ orderId }) =>
      `Only an Owner of the reservation order ${orderId} may do this; ask an Owner.`,
  },
  ReservationNotActive: {
    status: 409,
    azureCode: 'OperationCannotBePerformedInCurrentState',
    rule: 'R-RET-2',
    says: ({ reservationId, state, successors = [] }) =>
      `The reservation ${reservationId} is ${state}, and only an active one can be returned or changed.${goesOnAs(successors)}`,
  },
  InvalidRefundQuantity: {
    status: 400,
    azureCode: 'InvalidRefundQuantity',
    rule: 'R-RET-2',
    field: () => QUANTITY,
    says: ({ quantity, quantityLeft }) =>
      `The quantity ${quantity} cannot be returned; a whole number from 1 to ${quantityLeft} can.`,
  },
  TooManyCharges: {
    status: 400,
    azureCode: 'InvalidRefundQuantity',
    rule: 'R-EXC-5',
    field: () => QUANTITY,
    says: ({ charges, max }) =>
      `What is returned was paid in ${charges} charges, and one operation can give back ${max}; return less at once.`,
  },
  SessionUnknown: {
    status: 400,
    azureCode: 'BadRequest',
    field: () => 'properties.sessionId',
    says: ({ sessionId }) => `There is no session ${sessionId}; ${CALCULATE_AGAIN}.`,
  },
  SessionOfAnotherKind: {
    status: 400,
    azureCode: 'BadRequest',
    field: () => 'properties.sessionId',
    says: ({ sessionId, kind }) => `${sessionId} is ${MADE_BY[kind]}`,
  },
  SessionExpired: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-PUR-1',
    field: () => 'properties.sessionId',
    says: ({ expiredAt }) => `The session expired at ${expiredAt}; ${CALCULATE_AGAIN}.`,
  },
  SessionOfAnotherPrincipal: {
    status: 403,
    azureCode: 'AuthorizationFailed',
    field: () => 'properties.sessionId',
    says: () => `The session was made for another principal; ${CALCULATE_AGAIN}.`,
  },
  SessionOfAnotherOrder: {
    status: 400,
    azureCode: 'BadRequest',
    field: () => 'properties.sessionId',
    says: ({ sessionId }) =>
      `The session ${sessionId} was made for another reservation order; ${CALL_CALCULATE_REFUND}.`,
  },
  SessionRequestDiffers: {
    status: 400,
    azureCode: 'BadRequest',
    field: ({ field }) => sessionField(field),
    says: ({ field }) =>
      field === 'returnReason'
        ? `The session was used with another ${sessionField(field)}; send the same to be answered with its result, or, to return more, ${CALL_CALCULATE_REFUND}.`
        : `${sessionField(field)} differs from what the session calculated; ${CALL_CALCULATE_REFUND}.`,
  },
  RefundAmountsChanged: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-PUR-1',
    field: () => 'properties.sessionId',
    says: ({ then, now }) =>
      `The amounts have changed since the session was made: ${amountsSaid(then)} then, ${amountsSaid(now)} now; ${CALL_CALCULATE_REFUND}.`,
  },
  TypeNotReturnable: {
    status: 400,
    azureCode: 'SelfServiceRefundNotSupported',
    rule: 'R-RET-1',
    says: ({ resourceType, termsVersion }) =>
      `Reservations of ${resourceType} are neither refunded nor exchanged under the terms ${termsVersion}.`,
  },
  ExchangeRateUnknown: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-CAP-2',
    says: ({ from, to, on }) =>
      `The refund cap is kept in ${to}, and no rate from ${from} to ${to} is known on ${on} or before; publish one with POST /ledger/v1/exchangeRates, and the refund can be made.`,
  },
  RefundCapExceeded: {
    status: 400,
    azureCode: 'RefundLimitExceeded',
    rule: 'R-CAP-1',
    says: ({ limit, counting, capUsed, available, exceededBy, fitsOn, amounts }) =>
      [
        `Of the refund limit of ${said(limit)}, ${said(capUsed)} are used, and this return counts ${said(counting)}: ${said(exceededBy)} too much.`,
        fitsOn === undefined
          ? `It is more than the whole limit and never fits${amounts.quantity > 1 ? '; return a smaller quantity' : ''}.`
          : `It fits on ${fitsOn} if nothing else is returned until then${amounts.quantity > 1 && Money.isPositive(available) ? '; a smaller quantity may fit today' : ''}.`,
      ].join(' '),
  },
} as const satisfies Partial<RejectionRows>;
