import { z } from 'zod';
import {
  BILLING_EVENT_TYPES,
  type BillingEvent,
  SUBSCRIPTION_EVENT_TYPES,
  type SubscriptionEvent,
} from '#ledger-core';
import { type PlainEvent } from '../encode-operation';
import { type LoggedEvent } from '../event-log.port';
import { billingAccountOpened, operationAccepted, paymentRecorded } from './account-events.codec';
import { type Codec } from './codec';
import { invoiceIssued, invoiceVoided } from './paper-events.codec';
import { chargeMade, reservationExpired, reservationPurchased } from './reservation-events.codec';
import { reservationReturned } from './reservation-returned.codec';
import { retainedCreditGranted, retainedCreditUsed } from './retained-credit-events.codec';
import { subscriptionLinked } from './subscription-events.codec';

/** Every event of every stream of the ledger. */
export type LedgerEvent = BillingEvent | SubscriptionEvent;
export type LedgerEventType = LedgerEvent['type'];

type CodecOf = {
  readonly [Type in LedgerEventType]: Codec<Extract<LedgerEvent, { type: Type }>>;
};

export const CODECS: CodecOf = {
  OperationAccepted: operationAccepted,
  BillingAccountOpened: billingAccountOpened,
  ReservationPurchased: reservationPurchased,
  ChargeMade: chargeMade,
  ReservationReturned: reservationReturned,
  ReservationExpired: reservationExpired,
  InvoiceIssued: invoiceIssued,
  InvoiceVoided: invoiceVoided,
  PaymentRecorded: paymentRecorded,
  RetainedCreditGranted: retainedCreditGranted,
  RetainedCreditUsed: retainedCreditUsed,
  SubscriptionLinked: subscriptionLinked,
};

export type Decoded<Event> =
  Readonly<{ outcome: 'event'; event: Event }> | Readonly<{ outcome: 'unreadable'; why: string }>;

/** An event as plain JSON. @throws TypeError for one that could not be read back: it would park its account. */
export function encodeEvent(event: LedgerEvent): PlainEvent {
  const { schema, event: parser } = CODECS[event.type];
  const parsed = parser.safeParse(event);
  if (!parsed.success) throw new TypeError(`${event.type}: ${z.prettifyError(parsed.error)}`);
  return { type: event.type, schema, data: event.data };
}

/** Reads an event of the log strictly. What does not parse is told, not thrown: it stops one account, not the process. */
export function decodeEvent(logged: LoggedEvent): Decoded<LedgerEvent> {
  if (logged.kind === 'unreadable') return { outcome: 'unreadable', why: logged.why };
  const { type, data, metadata } = logged;
  if (!isLedgerEventType(type)) return { outcome: 'unreadable', why: `unknown event type ${type}` };
  const { schema, event } = CODECS[type];
  if (metadata.schema !== schema)
    return { outcome: 'unreadable', why: `unknown schema ${metadata.schema} of ${type}` };
  const parsed = event.safeParse({ type, data });
  if (parsed.success) return { outcome: 'event', event: parsed.data };
  return { outcome: 'unreadable', why: `${type}: ${z.prettifyError(parsed.error)}` };
}

/** Reads an event of a billing account's stream. */
export function decodeBillingEvent(logged: LoggedEvent): Decoded<BillingEvent> {
  return ofStream(decodeEvent(logged), isBillingEvent);
}

/** Reads an event of a subscription's stream. */
export function decodeSubscriptionEvent(logged: LoggedEvent): Decoded<SubscriptionEvent> {
  return ofStream(decodeEvent(logged), isSubscriptionEvent);
}

function ofStream<Event extends LedgerEvent>(
  decoded: Decoded<LedgerEvent>,
  belongs: (event: LedgerEvent) => event is Event,
): Decoded<Event> {
  if (decoded.outcome === 'unreadable') return decoded;
  const { event } = decoded;
  if (belongs(event)) return { outcome: 'event', event };
  return { outcome: 'unreadable', why: `${event.type} does not belong into this stream` };
}

const BILLING: ReadonlySet<string> = new Set(BILLING_EVENT_TYPES);
const SUBSCRIPTION: ReadonlySet<string> = new Set(SUBSCRIPTION_EVENT_TYPES);

function isLedgerEventType(type: string): type is LedgerEventType {
  return Object.hasOwn(CODECS, type);
}

function isBillingEvent(event: LedgerEvent): event is BillingEvent {
  return BILLING.has(event.type);
}

function isSubscriptionEvent(event: LedgerEvent): event is SubscriptionEvent {
  return SUBSCRIPTION.has(event.type);
}
