import { z } from 'zod';
import {
  BILLING_EVENT_TYPES,
  type BillingEvent,
  EXCHANGE_RATE_EVENT_TYPES,
  type ExchangeRateEvent,
  POLICY_TERMS_EVENT_TYPES,
  type PolicyTermsEvent,
  SUBSCRIPTION_EVENT_TYPES,
  type SubscriptionEvent,
  UTILISATION_EVENT_TYPES,
  type UtilisationEvent,
} from '#ledger-core';
import { type PlainEvent } from '../encode-operation';
import { type LoggedEvent } from '../event-log.port';
import {
  billingAccountOpened,
  cardOnFileChanged,
  operationAccepted,
  paymentRecorded,
} from './account-events.codec';
import {
  cardRefundHeld,
  cardRefundRequested,
  supportRequestCreated,
  supportRequestMoved,
} from './card-refund-events.codec';
import { cardCharged, chargeMade, overageMonthClosed } from './charge-events.codec';
import { type Codec } from './codec';
import {
  creditNoteIssued,
  invoiceIssued,
  invoiceRevised,
  invoiceVoided,
} from './paper-events.codec';
import { exchangeRatePublished } from './exchange-rate-events.codec';
import { policyTermsPublished } from './policy-terms-events.codec';
import {
  prepaymentCreditExpired,
  prepaymentCreditGranted,
  prepaymentDrawn,
  prepaymentTermAdded,
} from './prepayment-events.codec';
import {
  orderDirectoryChanged,
  ownerAdded,
  ownerRemoved,
  reservationArchived,
  reservationsMerged,
  reservationSplit,
  reservationSwapped,
  reservationUnarchived,
  reservationUpdated,
} from './reservation-change-events.codec';
import {
  renewalNotPossible,
  reservationExpired,
  reservationPurchased,
  reservationRenewed,
} from './reservation-events.codec';
import { reservationReturned } from './reservation-returned.codec';
import {
  retainedCreditGranted,
  retainedCreditTransferred,
  retainedCreditUsed,
} from './retained-credit-events.codec';
import { subscriptionLinked } from './subscription-events.codec';
import { programTransferAgreed, programTransferred } from './transfer-events.codec';
import { usageReported } from './utilisation-events.codec';

/** Every event of every stream of the ledger. */
export type LedgerEvent =
  BillingEvent | SubscriptionEvent | PolicyTermsEvent | ExchangeRateEvent | UtilisationEvent;
export type LedgerEventType = LedgerEvent['type'];

type CodecOf = {
  readonly [Type in LedgerEventType]: Codec<Extract<LedgerEvent, { type: Type }>>;
};

/** One entry an event type: a new type stops the build here. */
export const CODECS: CodecOf = {
  OperationAccepted: operationAccepted,
  BillingAccountOpened: billingAccountOpened,
  PrepaymentTermAdded: prepaymentTermAdded,
  CardOnFileChanged: cardOnFileChanged,
  ProgramTransferAgreed: programTransferAgreed,
  ProgramTransferred: programTransferred,
  ReservationPurchased: reservationPurchased,
  ReservationReturned: reservationReturned,
  ReservationSplit: reservationSplit,
  ReservationsMerged: reservationsMerged,
  ReservationSwapped: reservationSwapped,
  ReservationUpdated: reservationUpdated,
  ReservationArchived: reservationArchived,
  ReservationUnarchived: reservationUnarchived,
  OwnerAdded: ownerAdded,
  OwnerRemoved: ownerRemoved,
  OrderDirectoryChanged: orderDirectoryChanged,
  ReservationExpired: reservationExpired,
  ReservationRenewed: reservationRenewed,
  RenewalNotPossible: renewalNotPossible,
  ChargeMade: chargeMade,
  PrepaymentDrawn: prepaymentDrawn,
  CardCharged: cardCharged,
  OverageMonthClosed: overageMonthClosed,
  InvoiceIssued: invoiceIssued,
  InvoiceVoided: invoiceVoided,
  InvoiceRevised: invoiceRevised,
  CreditNoteIssued: creditNoteIssued,
  PaymentRecorded: paymentRecorded,
  RetainedCreditGranted: retainedCreditGranted,
  RetainedCreditUsed: retainedCreditUsed,
  RetainedCreditTransferred: retainedCreditTransferred,
  PrepaymentCreditGranted: prepaymentCreditGranted,
  PrepaymentCreditExpired: prepaymentCreditExpired,
  CardRefundRequested: cardRefundRequested,
  CardRefundHeld: cardRefundHeld,
  SupportRequestCreated: supportRequestCreated,
  SupportRequestMoved: supportRequestMoved,
  SubscriptionLinked: subscriptionLinked,
  PolicyTermsPublished: policyTermsPublished,
  UsageReported: usageReported,
  ExchangeRatePublished: exchangeRatePublished,
};

/** An event as its stream's reader may trust it, or why it cannot be read. */
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

const isBillingEvent = oneOfTypes<BillingEvent>(BILLING_EVENT_TYPES);
const isSubscriptionEvent = oneOfTypes<SubscriptionEvent>(SUBSCRIPTION_EVENT_TYPES);
const isPolicyTermsEvent = oneOfTypes<PolicyTermsEvent>(POLICY_TERMS_EVENT_TYPES);
const isExchangeRateEvent = oneOfTypes<ExchangeRateEvent>(EXCHANGE_RATE_EVENT_TYPES);
const isUtilisationEvent = oneOfTypes<UtilisationEvent>(UTILISATION_EVENT_TYPES);

/** Reads an event of a billing account's stream. */
export function decodeBillingEvent(logged: LoggedEvent): Decoded<BillingEvent> {
  return ofStream(decodeEvent(logged), isBillingEvent);
}

/** Reads an event of a subscription's stream. */
export function decodeSubscriptionEvent(logged: LoggedEvent): Decoded<SubscriptionEvent> {
  return ofStream(decodeEvent(logged), isSubscriptionEvent);
}

/** Reads an event of the stream of the policy terms. */
export function decodePolicyTermsEvent(logged: LoggedEvent): Decoded<PolicyTermsEvent> {
  return ofStream(decodeEvent(logged), isPolicyTermsEvent);
}

/** Reads an event of the stream of the exchange rates. */
export function decodeExchangeRateEvent(logged: LoggedEvent): Decoded<ExchangeRateEvent> {
  return ofStream(decodeEvent(logged), isExchangeRateEvent);
}

/** Reads an event of the stream of what was measured for an account. */
export function decodeUtilisationEvent(logged: LoggedEvent): Decoded<UtilisationEvent> {
  return ofStream(decodeEvent(logged), isUtilisationEvent);
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

function isLedgerEventType(type: string): type is LedgerEventType {
  return Object.hasOwn(CODECS, type);
}

/** Tells the events of one kind of stream from all others. */
function oneOfTypes<Event extends LedgerEvent>(
  types: readonly Event['type'][],
): (event: LedgerEvent) => event is Event {
  const known: ReadonlySet<string> = new Set(types);
  return (event): event is Event => known.has(event.type);
}
