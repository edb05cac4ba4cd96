import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { BILLING_PLANS, RESOURCE_TYPES, TERMS } from '#ledger-core';
import { SCOPE_TYPES } from '#read-models';
import {
  GUID_TEXT,
  INSTANT,
  OPERATION_ID,
  ORDER_ID,
  RESERVATION_ID_INSIDE,
  SUBSCRIPTION_ID,
} from '../answer-fields';
import { PRICE } from '../price.answer';
import { paidAndReturned, policyErrorAnswer } from '../refund/refund.answer';

/** Azure's PurchaseRequest as the real service repeats it: what was left out is null. */
export const repeatedPurchase = z.strictObject({
  location: z.string(),
  sku: z.strictObject({ name: z.string() }),
  properties: z.strictObject({
    reservedResourceType: z.enum(RESOURCE_TYPES).nullable(),
    billingScopeId: SUBSCRIPTION_ID,
    term: z.enum(TERMS),
    billingPlan: z.enum(BILLING_PLANS),
    quantity: z.int().min(1),
    displayName: z.string().nullable(),
    appliedScopeType: z.enum(SCOPE_TYPES),
    appliedScopes: z.array(z.string()).min(1).nullable(),
    renew: z.boolean(),
    reservedResourceProperties: z
      .strictObject({ instanceFlexibility: z.enum(['On', 'Off']) })
      .nullable(),
    instanceFlexibility: z.null(),
    reviewDateTime: INSTANT.nullable(),
  }),
});

const lineStatus = z
  .enum(['Pending', 'Succeeded'])
  .describe('Of an exchange that is carried out; absent of one that was calculated.')
  .exactOptional();

/** Azure's ReservationToPurchaseExchange, of a calculation or of an exchange. */
export const purchasedLine = z.strictObject({
  properties: repeatedPurchase
    .describe('Absent once the session of the exchange is forgotten.')
    .exactOptional(),
  reservationOrderId: ORDER_ID.describe(
    'The order bought, once the exchange is done.',
  ).exactOptional(),
  reservationId: RESERVATION_ID_INSIDE.describe(
    'The reservation bought, once the exchange is done.',
  ).exactOptional(),
  billingCurrencyTotal: PRICE.describe(
    'What it costs over its whole term, instalments to come included.',
  ).exactOptional(),
  paymentSchedule: z.null(),
  pricingCurrencyTotal: z.null(),
  status: lineStatus,
});

/** Azure's ReservationToReturnForExchange, of a calculation or of an exchange. */
export const returnedLine = z.strictObject({
  reservationId: RESERVATION_ID_INSIDE,
  quantity: z.int().min(1),
  billingRefundAmount: PRICE.describe('The money that comes back for it.').exactOptional(),
  billingInformation: z.strictObject(paidAndReturned).exactOptional(),
  status: lineStatus,
});

export const exchangeProperties = z.strictObject({
  sessionId: GUID_TEXT.describe('What `exchange` takes, within 15 minutes.'),
  netPayable: PRICE.describe(
    'purchasesTotal less refundsTotal, for the comparison that policy makes only: there cancelled instalments count as refunds. The invoice is of another sum: what is charged now less the money that comes back.',
  ).exactOptional(),
  refundsTotal: PRICE.describe(
    'Of all lines returned: the money that comes back and the instalments that are cancelled.',
  ).exactOptional(),
  purchasesTotal: PRICE.describe(
    'What all lines bought cost over their whole terms.',
  ).exactOptional(),
  policyResult: z.strictObject({
    policyErrors: z
      .array(policyErrorAnswer)
      .min(1)
      .nullable()
      .describe(
        'null when it may be exchanged. `PurchaseTotalLessThanRefundTotal`, `ReservationTypesNotExchangeable`, `ReservationNotExchangeable`, `ReservationNotActive`, `BillingScopeMismatch`: `exchange` refuses with the same code. Where the lines cannot be reckoned, their amounts and the totals are absent.',
      ),
  }),
  reservationsToPurchase: z.array(purchasedLine),
  savingsPlansToPurchase: z.array(z.unknown()).max(0).describe('Always empty: none are sold here.'),
  reservationsToExchange: z.array(returnedLine),
});

/** Azure's CalculateExchangeOperationResultResponse and ExchangeOperationResultResponse. */
export const exchangeAnswer = z
  .strictObject({
    id: OPERATION_ID,
    name: GUID_TEXT,
    status: z
      .enum(['Succeeded', 'PendingPurchases'])
      .describe(
        'PendingPurchases: it is written; poll again. Succeeded: it can be read everywhere.',
      ),
    properties: exchangeProperties,
  })
  .meta({ id: 'ExchangeOperationResultResponse' });

export class ExchangeAnswerDto extends createZodDto(exchangeAnswer) {}
