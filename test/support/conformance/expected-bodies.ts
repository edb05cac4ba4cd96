import { type z } from 'zod';
import {
  APPLIED,
  CATALOGS,
  CHANGED,
  DIRECTORY,
  ERROR,
  EXCHANGE,
  OPERATIONS,
  ORDER,
  ORDERS,
  QUOTE,
  REFUND,
  RESERVATION,
  RESERVATIONS,
  REVISIONS,
  SCOPES,
} from './capacity-bodies';

/** Without a body. */
type Nothing = 'nothing';
type Expected = z.ZodType | Nothing;
type Row = readonly [method: string, path: string, bodies: Readonly<Record<number, Expected>>];

const RESERVATION_PATH = '/reservationOrders/{}/reservations/{}';

/** Which body answers which operation of Microsoft.Capacity, by status. */
const ROWS: readonly Row[] = [
  ['POST', '/calculatePrice', { 200: QUOTE }],
  ['PUT', '/reservationOrders/{}', { 200: ORDER, 202: ORDER }],
  ['GET', '/reservationOrders', { 200: ORDERS }],
  ['GET', '/reservationOrders/{}', { 200: ORDER }],
  ['POST', '/reservationOrders/{}/calculateRefund', { 200: REFUND }],
  ['POST', '/reservationOrders/{}/return', { 200: ORDER, 202: REFUND }],
  ['POST', '/reservationOrders/{}/split', { 200: CHANGED, 202: 'nothing' }],
  ['POST', '/reservationOrders/{}/merge', { 200: CHANGED, 202: 'nothing' }],
  ['POST', '/reservationOrders/{}/changeDirectory', { 200: DIRECTORY }],
  ['GET', '/reservationOrders/{}/reservations', { 200: RESERVATIONS }],
  ['GET', RESERVATION_PATH, { 200: RESERVATION }],
  ['PATCH', RESERVATION_PATH, { 200: RESERVATION }],
  ['GET', `${RESERVATION_PATH}/revisions`, { 200: REVISIONS }],
  ['POST', `${RESERVATION_PATH}/archive`, { 200: 'nothing' }],
  ['POST', `${RESERVATION_PATH}/unarchive`, { 200: 'nothing' }],
  ['POST', `${RESERVATION_PATH}/availableScopes`, { 200: SCOPES }],
  ['GET', '/reservations', { 200: RESERVATIONS }],
  ['POST', '/calculateExchange', { 200: EXCHANGE, 202: 'nothing' }],
  ['POST', '/exchange', { 200: EXCHANGE, 202: 'nothing' }],
  ['GET', '/operations', { 200: OPERATIONS }],
  ['GET', '/subscriptions/{}/catalogs', { 200: CATALOGS }],
  ['GET', '/subscriptions/{}/appliedReservations', { 200: APPLIED }],
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

/** In what an answer differs from the bodies this project says it sends. */
export function differencesFromOwnBodies(
  answer: Readonly<{ method: string; path: string; status: number; body: unknown }>,
): readonly string[] {
  const { method, path, status, body } = answer;
  const expected = expectedOf(method, path, status);
  if (expected === undefined) return [`${method} ${path} has no row for status ${status}`];
  if (expected === 'nothing') return body === '' ? [] : ['has a body, and should have none'];
  const judged = expected.safeParse(body);
  return (judged.error?.issues ?? []).map(
    ({ path: at, message }) => `/${at.map(String).join('/')}: ${message}`,
  );
}
