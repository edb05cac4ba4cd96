import { z } from 'zod';
import {
  billingAccountId,
  Calendar,
  cardRefundId,
  chargeId,
  type Day,
  documentNumber,
  type ExchangeRate,
  isLowerCaseGuid,
  type JsonObject,
  lineId,
  type ListPrice,
  Money,
  paymentId,
  prepaymentCreditId,
  prepaymentTermId,
  principalId,
  reservationId,
  reservationOrderId,
  retainedCreditId,
  subscriptionId,
  supportRequestId,
  tenantId,
} from '#ledger-core';
import { brandedText } from '../branded-text';
import { hasWellFormedTexts, isWellFormedText, NOT_WELL_FORMED } from '../well-formed-text';
import { exactly } from './shapes';

export const text = z.string().refine(isWellFormedText, NOT_WELL_FORMED);
export const flag = z.boolean();
/** A whole number from 0, and one from 1. */
export const count = z.int().nonnegative();
export const ordinal = z.int().positive();

export const day: z.ZodType<Day> = brandedText(Calendar.day, 'a day of the calendar');
export const month: z.ZodType<Calendar.Month> = brandedText(
  Calendar.month,
  'a month of the calendar',
);
export const decimal = z.string().refine(Money.isDecimalText, 'not a decimal number');
export const currency = brandedText(Money.currency, 'an ISO 4217 code');

/** A lower-case GUID that is no id of a kind of its own. */
export const guid = z.string().refine(isLowerCaseGuid, 'not a GUID');

/** Money to the minor unit of its currency, with all its decimal places. */
export const money: z.ZodType<Money.Money> = exactly<Money.Money>({
  currency,
  amount: z.custom<Money.Amount>((value) => typeof value === 'string', { error: 'not text' }),
}).refine(isAsWritten, 'not exact to the minor unit');

export const ids = {
  billingAccount: brandedText(billingAccountId, 'a billing account id'),
  cardRefund: brandedText(cardRefundId, 'a card refund id'),
  charge: brandedText(chargeId, 'a charge id'),
  document: brandedText(documentNumber, 'a document number'),
  line: brandedText(lineId, 'a line id'),
  order: brandedText(reservationOrderId, 'a reservation order id'),
  payment: brandedText(paymentId, 'a payment id'),
  prepaymentCredit: brandedText(prepaymentCreditId, 'a prepayment credit id'),
  prepaymentTerm: brandedText(prepaymentTermId, 'a prepayment term id'),
  principal: brandedText(principalId, 'a principal id'),
  reservation: brandedText(reservationId, 'a reservation id'),
  retainedCredit: brandedText(retainedCreditId, 'a retained credit id'),
  subscription: brandedText(subscriptionId, 'a subscription id'),
  supportRequest: brandedText(supportRequestId, 'a support request id'),
  tenant: brandedText(tenantId, 'a tenant id'),
};

/** What was parsed from JSON holds nothing but JSON, so that an object is all there is to ask for. */
export const jsonObject = z
  .custom<JsonObject>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    { error: 'not an object' },
  )
  .refine(hasWellFormedTexts, NOT_WELL_FORMED);

export const listPrice = exactly<ListPrice>({
  rowId: text,
  listed: decimal,
  unitPrice: money,
  effectiveFrom: day,
  effectiveTo: day.exactOptional(),
});

export const exchangeRate = exactly<ExchangeRate>({
  from: currency,
  to: currency,
  on: day,
  rate: decimal,
  source: text,
});

const WHOLE = '-?(?:0|[1-9]\\d{0,23})';
const NEGATIVE_ZERO = /^-0(?:\.0+)?$/;
const AMOUNT = [0, 1, 2, 3, 4].map((places) =>
  places === 0 ? new RegExp(`^${WHOLE}$`) : new RegExp(`^${WHOLE}\\.\\d{${places}}$`),
);

/** Whether the text is the one that money of this value has; by its form alone, since a log holds millions of them. */
function isAsWritten({ currency: code, amount }: Money.Money): boolean {
  return AMOUNT[Money.minorUnitsOf(code)]?.test(amount) === true && !NEGATIVE_ZERO.test(amount);
}
