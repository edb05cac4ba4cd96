import { z } from 'zod';
import {
  type AppliedScope,
  BILLING_PLANS,
  type ChargeMade,
  type ChargePayment,
  type Instalments,
  type PaperLine,
  type Product,
  type ReservationExpired,
  type ReservationPurchased,
  RESOURCE_TYPES,
  TERMS,
} from '#ledger-core';
import { codec } from './codec';
import { explanation } from './explanation.parser';
import { exactly, oneOf, oneOfList, taggedBy } from './shapes';
import { count, day, exchangeRate, flag, ids, listPrice, money, ordinal, text } from './values';

export const paperLine = exactly<PaperLine>({ lineId: ids.line, description: text, explanation });

const product = exactly<Product>({
  resourceType: oneOfList(RESOURCE_TYPES),
  skuName: text,
  region: text,
  term: oneOfList(TERMS),
});

const appliedScope = exactly<AppliedScope>({
  type: oneOf<AppliedScope['type']>({ Single: true, Shared: true, ManagementGroup: true }),
  scopes: z.array(text),
});

export const reservationPurchased = codec<ReservationPurchased>(
  'ReservationPurchased',
  exactly<ReservationPurchased['data']>({
    orderId: ids.order,
    orderNumber: ordinal,
    reservationId: ids.reservation,
    product,
    quantity: ordinal,
    billingPlan: oneOfList(BILLING_PLANS),
    unitPrice: money,
    commitment: money,
    instalments: exactly<Instalments>({ count: ordinal, base: money, extra: count }),
    listPrice,
    exchangeRate: exchangeRate.exactOptional(),
    purchasedOn: day,
    expiresOn: day,
    displayName: text,
    billingSubscriptionId: ids.subscription,
    appliedScope,
    instanceFlexibility: oneOf<ReservationPurchased['data']['instanceFlexibility']>({
      On: true,
      Off: true,
    }),
    renew: flag,
    owners: z.array(ids.principal),
    purchaseOf: oneOf<ReservationPurchased['data']['purchaseOf']>({
      Quote: true,
      Exchange: true,
      Renewal: true,
    }),
    explanation,
  }),
);

export const chargeMade = codec<ChargeMade>(
  'ChargeMade',
  exactly<ChargeMade['data']>({
    chargeId: ids.charge,
    orderId: ids.order,
    reservationId: ids.reservation,
    quantity: ordinal,
    unitAmount: money,
    amount: money,
    instalment: ordinal,
    chargedOn: day,
    periodFrom: day,
    periodTo: day,
    paidBy: taggedBy<ChargePayment, 'method'>('method', {
      invoice: exactly<ChargePayment>({ method: z.literal('invoice'), invoice: ids.document }),
    }),
    line: paperLine,
    nextDueOn: day.exactOptional(),
  }),
);

export const reservationExpired = codec<ReservationExpired>(
  'ReservationExpired',
  exactly<ReservationExpired['data']>({
    orderId: ids.order,
    reservationId: ids.reservation,
    quantity: ordinal,
    expiredOn: day,
  }),
);
