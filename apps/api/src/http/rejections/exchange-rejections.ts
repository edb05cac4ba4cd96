import { type ExchangeAmounts } from '#ledger-core';
import { listed, said } from './money-text';
import { type RejectionRows } from './rejection-row';

const CALL_CALCULATE_EXCHANGE = 'call CalculateExchange again and exchange with the new session id';

function amountsSaid({ refundTotal, purchaseTotal, netPayable }: ExchangeAmounts): string {
  return `${said(refundTotal)} back, ${said(purchaseTotal)} bought, ${said(netPayable)} net`;
}

/** Exchanges (R-EXC). */
export const EXCHANGE_REJECTIONS = {
  ExchangeLinesOutOfRange: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-EXC-8',
    says: ({ what, count, max }) => `An exchange has 1 to ${max} ${what}; ${count} were given.`,
  },
  ReservationReturnedTwice: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-EXC-1',
    field: () => 'properties.reservationsToExchange',
    says: ({ reservationId }) =>
      `The reservation ${reservationId} is returned twice; name it once, with the whole quantity.`,
  },
  ExchangeGroupsDiffer: {
    status: 400,
    azureCode: 'ReservationTypesNotExchangeable',
    rule: 'R-EXC-1',
    says: ({ groups }) =>
      `What is returned and what is bought must be of one group; these are of ${listed(groups)}. Exchange each group by itself.`,
  },
  SwapInstead: {
    status: 400,
    azureCode: 'ReservationNotExchangeable',
    rule: 'R-EXC-6',
    says: ({ reservationId, twinSkuName }) =>
      `The reservation ${reservationId} becomes its premium-storage twin ${twinSkuName} by a swap: POST /ledger/v1/reservationOrders/{order}/reservations/${reservationId}/swap. The term does not restart.`,
  },
  ReservationsOfSeveralAccounts: {
    status: 400,
    azureCode: 'BillingScopeMismatch',
    rule: 'R-EXC-8',
    says: () =>
      'What one exchange returns must be of one billing account; these reservations are of several. Exchange those of each account by themselves.',
  },
  PurchaseTotalTooLow: {
    status: 400,
    azureCode: 'PurchaseTotalLessThanRefundTotal',
    rule: 'R-EXC-3',
    says: ({ required, purchaseTotal, shortBy }) =>
      `The new purchases come to ${said(purchaseTotal)} and must reach ${said(required)}: ${said(shortBy)} short. Return less, or buy more.`,
  },
  ExchangeAmountsChanged: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-PUR-1',
    field: () => 'properties.sessionId',
    says: ({ then, now }) =>
      `The amounts have changed since the session was made: ${amountsSaid(then)} then, ${amountsSaid(now)} now; ${CALL_CALCULATE_EXCHANGE}.`,
  },
} as const satisfies Partial<RejectionRows>;
