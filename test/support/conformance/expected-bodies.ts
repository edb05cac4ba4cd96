import { z } from 'zod';
import { exchangeAnswer } from '../../../apps/api/src/capacity/exchange/exchange.answer';
import { reservationListAnswer } from '../../../apps/api/src/capacity/lists/reservation-list.answer';
import { directoryAnswer } from '../../../apps/api/src/capacity/orders/directory.answer';
import {
  newOrderAnswer,
  orderAnswer,
  orderListAnswer,
} from '../../../apps/api/src/capacity/orders/order.answer';
import { providerOperationsAnswer } from '../../../apps/api/src/capacity/provider/provider-operations.answer';
import { quoteAnswer } from '../../../apps/api/src/capacity/purchase/quote.answer';
import { refundAnswer } from '../../../apps/api/src/capacity/refund/refund.answer';
import { availableScopesAnswer } from '../../../apps/api/src/capacity/reservations/available-scopes.answer';
import {
  changedReservationsAnswer,
  revisionListAnswer,
  revisionsAnswer,
} from '../../../apps/api/src/capacity/reservations/reservation-revision.answer';
import {
  reservationAnswer,
  reservationsOfOrderAnswer,
} from '../../../apps/api/src/capacity/reservations/reservation.answer';
import { appliedOrdersAnswer } from '../../../apps/api/src/capacity/subscriptions/applied-orders.answer';
import { catalogListAnswer } from '../../../apps/api/src/capacity/subscriptions/catalog.answer';
import { ERROR } from './error-body';
import { inexactAmounts } from './exact-amounts';

/** What a split or merge answers, and what a poll of its result does. */
const CHANGED = z.union([revisionsAnswer, changedReservationsAnswer]);

/** Without a body. */
type Nothing = 'nothing';
type Expected = z.ZodType | Nothing;
type Row = readonly [method: string, path: string, bodies: Readonly<Record<number, Expected>>];

const RESERVATION_PATH = '/reservationOrders/{}/reservations/{}';

/** Which body answers which operation of Microsoft.Capacity, by status. */
const ROWS: readonly Row[] = [
  ['POST', '/calculatePrice', { 200: quoteAnswer }],
  ['PUT', '/reservationOrders/{}', { 200: orderAnswer, 202: newOrderAnswer }],
  ['GET', '/reservationOrders', { 200: orderListAnswer }],
  ['GET', '/reservationOrders/{}', { 200: orderAnswer }],
  ['POST', '/reservationOrders/{}/calculateRefund', { 200: refundAnswer }],
  ['POST', '/reservationOrders/{}/return', { 200: orderAnswer, 202: refundAnswer }],
  ['POST', '/reservationOrders/{}/split', { 200: CHANGED }],
  ['POST', '/reservationOrders/{}/merge', { 200: CHANGED }],
  ['POST', '/reservationOrders/{}/changeDirectory', { 200: directoryAnswer }],
  ['GET', '/reservationOrders/{}/reservations', { 200: reservationsOfOrderAnswer }],
  ['GET', RESERVATION_PATH, { 200: reservationAnswer }],
  ['PATCH', RESERVATION_PATH, { 200: reservationAnswer }],
  ['GET', `${RESERVATION_PATH}/revisions`, { 200: revisionListAnswer }],
  ['POST', `${RESERVATION_PATH}/archive`, { 200: 'nothing' }],
  ['POST', `${RESERVATION_PATH}/unarchive`, { 200: 'nothing' }],
  ['POST', `${RESERVATION_PATH}/availableScopes`, { 200: availableScopesAnswer }],
  ['GET', '/reservations', { 200: reservationListAnswer }],
  ['POST', '/calculateExchange', { 200: exchangeAnswer, 202: 'nothing' }],
  ['POST', '/exchange', { 200: exchangeAnswer, 202: 'nothing' }],
  ['GET', '/operations', { 200: providerOperationsAnswer }],
  ['GET', '/subscriptions/{}/catalogs', { 200: catalogListAnswer }],
  ['GET', '/subscriptions/{}/appliedReservations', { 200: appliedOrdersAnswer }],
];

const ERROR_STATUS_MIN = 400;

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.toLowerCase().split('/');
  const given = path.toLowerCase().split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => (part === '{}' ? given[index] !== '' : part === given[index]))
  );
}

function expectedOf(method: string, path: string, status: number): Expected | undefined {
  if (status >= ERROR_STATUS_MIN) return ERROR;
  const below = path.replace(/\/providers\/microsoft\.capacity/i, '');
  return ROWS.find(([verb, pattern]) => verb === method && fits(pattern, below))?.[2][status];
}

/** In what an answer differs from the bodies that the reference of this project says it sends. */
export function differencesFromOwnBodies(
  answer: Readonly<{ method: string; path: string; status: number; body: unknown }>,
): readonly string[] {
  const { method, path, status, body } = answer;
  const expected = expectedOf(method, path, status);
  if (expected === undefined) return [`${method} ${path} has no row for status ${status}`];
  if (expected === 'nothing') return body === '' ? [] : ['has a body, and should have none'];
  const judged = expected.safeParse(body);
  const misfits = (judged.error?.issues ?? []).map(
    ({ path: at, message }) => `/${at.map(String).join('/')}: ${message}`,
  );
  return [...misfits, ...inexactAmounts(body)];
}
