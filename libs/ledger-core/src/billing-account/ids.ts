import { type Brand } from '../kernel/brand';

/** Text the account was opened with; it goes into stream names and document numbers. */
export type BillingAccountId = Brand<string, 'BillingAccountId'>;
/** A lower-case GUID, minted by the quote that the purchase uses. */
export type ReservationOrderId = Brand<string, 'ReservationOrderId'>;
/** A lower-case GUID. */
export type ReservationId = Brand<string, 'ReservationId'>;
/** A lower-case GUID of an Azure subscription. */
export type SubscriptionId = Brand<string, 'SubscriptionId'>;
/** A lower-case GUID: one reservation's purchase or instalment of one day. */
export type ChargeId = Brand<string, 'ChargeId'>;
/** A lower-case GUID: one line of a paper, written once where its charge or return happens. */
export type LineId = Brand<string, 'LineId'>;
/** A lower-case GUID: money received, or retained credit used, towards one invoice. */
export type PaymentId = Brand<string, 'PaymentId'>;
/** A lower-case GUID: one grant of retained credit. */
export type RetainedCreditId = Brand<string, 'RetainedCreditId'>;
/** Text the prepayment term of an enrolment was added with; unique in its account. */
export type PrepaymentTermId = Brand<string, 'PrepaymentTermId'>;
/** A lower-case GUID: one refund credited to the prepayment. */
export type PrepaymentCreditId = Brand<string, 'PrepaymentCreditId'>;
/** A lower-case GUID: one part of a refund that goes back to a card. */
export type CardRefundId = Brand<string, 'CardRefundId'>;
/** A lower-case GUID. */
export type SupportRequestId = Brand<string, 'SupportRequestId'>;
/** `{billing account}-{six digits}`, one series an account over all kinds of paper (R-OUT-6). */
export type DocumentNumber = Brand<string, 'DocumentNumber'>;
/** The `oid` of a person or service as its token says it. */
export type PrincipalId = Brand<string, 'PrincipalId'>;
/** The `tid` of a token. */
export type TenantId = Brand<string, 'TenantId'>;

const ACCOUNT = /^[A-Za-z0-9][A-Za-z0-9:_.-]{0,127}$/;
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9:_.-]{0,127}-\d{6,}$/;

/** @throws RangeError when the text is not of the shape `^[A-Za-z0-9][A-Za-z0-9:_.-]{0,127}$`. */
export function billingAccountId(text: string): BillingAccountId {
  return checked(text, ACCOUNT, 'a billing account id') as BillingAccountId;
}

/** Whether a text has the shape of a billing account's id. */
export function isBillingAccountId(text: string): boolean {
  return ACCOUNT.test(text);
}

/** @throws RangeError when the text is not a GUID, in whatever case. */
export function reservationOrderId(text: string): ReservationOrderId {
  return guid(text) as ReservationOrderId;
}

/** @throws RangeError when the text is not a GUID, in whatever case. */
export function reservationId(text: string): ReservationId {
  return guid(text) as ReservationId;
}

/** @throws RangeError when the text is not a GUID, in whatever case. */
export function subscriptionId(text: string): SubscriptionId {
  return guid(text) as SubscriptionId;
}

/** @throws RangeError when the text is not a GUID, in whatever case. */
export function chargeId(text: string): ChargeId {
  return guid(text) as ChargeId;
}

/** @throws RangeError when the text is not a GUID, in whatever case. */
export function lineId(text: string): LineId {
  return guid(text) as LineId;
}

/** @throws RangeError when the text is not a GUID, in whatever case. */
export function paymentId(text: string): PaymentId {
  return guid(text) as PaymentId;
}

/** @throws RangeError when the text is not a GUID, in whatever case. */
export function retainedCreditId(text: string): RetainedCreditId {
  return guid(text) as RetainedCreditId;
}

/** @throws RangeError when the text is not a GUID, in whatever case. */
export function prepaymentCreditId(text: string): PrepaymentCreditId {
  return guid(text) as PrepaymentCreditId;
}

/** @throws RangeError when the text is not a GUID, in whatever case. */
export function cardRefundId(text: string): CardRefundId {
  return guid(text) as CardRefundId;
}

/** @throws RangeError when the text is not a GUID, in whatever case. */
export function supportRequestId(text: string): SupportRequestId {
  return guid(text) as SupportRequestId;
}

/** @throws RangeError when the text is not of the shape of an account's id. */
export function prepaymentTermId(text: string): PrepaymentTermId {
  return checked(text, ACCOUNT, 'a prepayment term id') as PrepaymentTermId;
}

/** The number of an account's paper: the first is 1. @throws RangeError for any other than a whole number from 1. */
export function documentNumberOf(account: BillingAccountId, sequence: number): DocumentNumber {
  if (!Number.isSafeInteger(sequence) || sequence < 1)
    throw new RangeError(`Not a document sequence: ${sequence}`);
  return `${account}-${String(sequence).padStart(6, '0')}` as DocumentNumber;
}

/** @throws RangeError when the text is not `{billing account}-{six digits or more}`. */
export function documentNumber(text: string): DocumentNumber {
  return checked(text, NUMBER, 'a document number') as DocumentNumber;
}

/** The place of a number in its account's series. */
export function documentSequence(number: DocumentNumber): number {
  return Number(number.slice(number.lastIndexOf('-') + 1));
}

/** Of a GUID, as tokens hold them, the case of letters says nothing. @throws RangeError for blanks or more than 256 characters. */
export function principalId(text: string): PrincipalId {
  return checked(lowerGuid(text), /^[^\s]{1,256}$/, 'a principal id') as PrincipalId;
}

/** Of a GUID the case of letters says nothing. @throws RangeError for blanks or more than 128 characters. */
export function tenantId(text: string): TenantId {
  return checked(lowerGuid(text), /^[^\s]{1,128}$/, 'a tenant id') as TenantId;
}

function lowerGuid(text: string): string {
  return isGuid(text) ? text.toLowerCase() : text;
}

/** Whether a text is a GUID, in whatever case. */
export function isGuid(text: string): boolean {
  return GUID.test(text.toLowerCase());
}

/** Whether a text is a GUID as the ledger writes it: in lower case. */
export function isLowerCaseGuid(text: string): boolean {
  return GUID.test(text);
}

function guid(text: string): string {
  return checked(text.toLowerCase(), GUID, 'a GUID');
}

function checked(text: string, pattern: RegExp, what: string): string {
  if (!pattern.test(text)) throw new RangeError(`Not ${what}: ${text}`);
  return text;
}
