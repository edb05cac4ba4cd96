import {
  isGuid,
  type ReservationId,
  reservationId,
  type ReservationOrderId,
  reservationOrderId,
  type SubscriptionId,
  subscriptionId,
} from '#ledger-core';
import { z } from 'zod';
import { neededText } from '../http/input/needed-text';

/** Longer texts are no resource ids. */
const ID_LENGTH_MAX = 512;

/** A reservation as a caller names it: with the order it says it belongs to, if it is a full resource id. */
export type NamedReservation = Readonly<{
  reservationId: ReservationId;
  orderId?: ReservationOrderId;
}>;

const ORDER = /^\/?providers\/microsoft\.capacity\/reservationorders\/([^/]+)\/?$/i;
const RESERVATION =
  /^\/?providers\/microsoft\.capacity\/reservationorders\/([^/]+)\/reservations\/([^/]+)\/?$/i;
const SUBSCRIPTION = /^\/?subscriptions\/([^/]+)\/?$/i;

/** The order that a bare GUID or a full resource id names, in whatever case; undefined when it names none. */
export function orderNamed(text: string): ReservationOrderId | undefined {
  const guid = ORDER.exec(text)?.[1] ?? text;
  return isGuid(guid) ? reservationOrderId(guid) : undefined;
}

/** The subscription that a bare GUID or `/subscriptions/{guid}` names; undefined when it names none. */
export function subscriptionNamed(text: string): SubscriptionId | undefined {
  const guid = SUBSCRIPTION.exec(text)?.[1] ?? text;
  return isGuid(guid) ? subscriptionId(guid) : undefined;
}

/** The reservation that a bare GUID or a full resource id names; undefined when it names none. */
export function reservationNamed(text: string): NamedReservation | undefined {
  const parts = RESERVATION.exec(text);
  if (parts === null) return isGuid(text) ? { reservationId: reservationId(text) } : undefined;
  const [, order = '', reservation = ''] = parts;
  if (!isGuid(order) || !isGuid(reservation)) return undefined;
  return { orderId: reservationOrderId(order), reservationId: reservationId(reservation) };
}

function idText<Id>(
  read: (text: string) => Id | undefined,
  accepts: string,
): z.ZodType<Id, string> {
  return neededText(accepts)
    .max(ID_LENGTH_MAX)
    .transform((text, context) => {
      const id = read(text.trim());
      if (id !== undefined) return id;
      context.issues.push({ code: 'custom', message: `must be ${accepts}`, input: text });
      return z.NEVER;
    })
    .describe(`${accepts.charAt(0).toUpperCase()}${accepts.slice(1)}, in any case.`);
}

export const orderIdText = idText(
  orderNamed,
  'a GUID or /providers/Microsoft.Capacity/reservationOrders/{guid}',
);

export const reservationIdText = idText(
  reservationNamed,
  'a GUID or /providers/Microsoft.Capacity/reservationOrders/{guid}/reservations/{guid}',
);

export const subscriptionIdText = idText(subscriptionNamed, 'a GUID or /subscriptions/{guid}');

/** The resource id of an order, spelled as the real service spells it. */
export function orderResourceId(order: ReservationOrderId): string {
  return `/providers/microsoft.capacity/reservationOrders/${order}`;
}

/** The resource id of a reservation as it, and those it came out of or went into, spell it. */
export function ownReservationId(order: ReservationOrderId, reservation: ReservationId): string {
  return `${orderResourceId(order)}/reservations/${reservation}`;
}

/** The resource id of a reservation as lists inside other resources spell it. */
export function reservationResourceId(
  order: ReservationOrderId,
  reservation: ReservationId,
): string {
  return `/providers/Microsoft.Capacity/reservationOrders/${order}/reservations/${reservation}`;
}
