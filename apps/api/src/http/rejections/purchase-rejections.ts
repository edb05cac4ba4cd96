import { listed } from './money-text';
import { type RejectionRows } from './rejection-row';

/** Where the fields of a purchase stand in Azure's body. */
const WIRE_FIELDS: Readonly<Record<string, string>> = {
  skuName: 'sku.name',
  location: 'location',
  billingSubscriptionId: 'properties.billingScopeId',
  instanceFlexibility: 'properties.reservedResourceProperties.instanceFlexibility',
};

function wireField(field: string): string {
  return WIRE_FIELDS[field] ?? `properties.${field}`;
}

const CALL_CALCULATE_PRICE =
  'Call CalculatePrice again and provide the new Reservation Order ID for purchase';

/** Quotes and purchases (R-PUR). */
export const PURCHASE_REJECTIONS = {
  ProductUnknown: {
    status: 400,
    azureCode: 'BadRequest',
    field: () => 'sku.name',
    says: ({ skuName, location }) =>
      `No price list knows a reservation of ${skuName} in ${location}; check sku.name and location, or import a list that has it.`,
  },
  LocationUnknown: {
    status: 400,
    azureCode: 'InvalidLocationId',
    field: () => 'location',
    says: ({ location, meant }) =>
      meant === undefined
        ? `No price list that the account may buy from has a region '${location}'; check location, such as westeurope, or import a list that has it.`
        : `There is no region '${location}'; the lists spell it ${meant}.`,
  },
  ResourceTypeMismatch: {
    status: 400,
    azureCode: 'BadRequest',
    field: () => 'properties.reservedResourceType',
    says: ({ given, accepted }) =>
      `${given} is not the type of this SKU in this region; it is sold as ${listed(accepted)}.`,
  },
  TermNotSold: {
    status: 400,
    azureCode: 'UnsupportedReservationTerm',
    rule: 'R-PUR-1',
    field: () => 'properties.term',
    says: ({ term, accepted }) =>
      `The term ${term} is not sold for this product; terms sold: ${listed(accepted)}.`,
  },
  PriceNotListed: {
    status: 400,
    azureCode: 'CalculatePriceFailed',
    rule: 'R-PUR-1',
    says: ({ skuName, location, term, on }) =>
      `${skuName} in ${location} for ${term} is not listed on ${on}; nothing can be bought that has no price of the day.`,
  },
  PriceMissing: {
    status: 503,
    azureCode: 'BillingTransientError',
    rule: 'R-AMT-2',
    says: ({ skuName, location, term, on }) =>
      `The price book has no row at all for ${skuName} in ${location} for ${term} on ${on}, though it was bought; import the price list again.`,
  },
  BillingPlanNotOffered: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-PUR-1',
    field: () => 'properties.billingPlan',
    says: ({ resourceType, accepted }) =>
      `Reservations of ${resourceType} are billed ${listed(accepted)} only.`,
  },
  PriceCurrencyNotConvertible: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-PUR-1',
    says: ({ from, to, on }) =>
      `The price is listed in ${from}, and no rate from ${from} to ${to} is known on ${on} or before; publish one with POST /ledger/v1/exchangeRates, import a list in ${to}, or use an account billed in ${from}.`,
  },
  QuoteUnknown: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-PUR-1',
    says: ({ orderId }) =>
      `Session timed out - ${CALL_CALCULATE_PRICE} (no quote has the id ${orderId})`,
  },
  QuoteExpired: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-PUR-1',
    says: ({ expiredAt }) =>
      `Session timed out - ${CALL_CALCULATE_PRICE} (the quote expired at ${expiredAt})`,
  },
  QuoteOfAnotherPrincipal: {
    status: 403,
    azureCode: 'AuthorizationFailed',
    rule: 'R-PUR-1',
    says: () => `The quote was made for another principal. ${CALL_CALCULATE_PRICE}.`,
  },
  PurchaseDiffersFromQuote: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-PUR-1',
    field: ({ field }) => wireField(field),
    says: ({ field }) =>
      `${wireField(field)} differs from the quote of this reservation order id; send what was quoted, or call CalculatePrice again.`,
  },
  InvalidPurchaseQuantity: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-PUR-1',
    field: () => 'properties.quantity',
    says: ({ quantity }) => `The quantity ${quantity} cannot be bought; a whole number from 1 can.`,
  },
  CustomerMayNotBuy: {
    status: 403,
    azureCode: 'AuthorizationFailed',
    rule: 'R-PUR-3',
    says: () =>
      'The partner that holds this account does not let the customer buy; ask the partner to.',
  },
  BillingAccountTransferred: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-RET-4',
    field: () => 'properties.billingScopeId',
    says: ({ toBillingAccountId, transferredOn }) =>
      `The billing account moved to ${toBillingAccountId} on ${transferredOn} and buys nothing more; buy with a subscription of that account.`,
  },
  ReservationOrderExists: {
    status: 409,
    azureCode: 'ReservationOrderIdAlreadyExists',
    rule: 'R-PUR-1',
    says: ({ orderId }) =>
      `The reservation order ${orderId} has been bought. ${CALL_CALCULATE_PRICE}.`,
  },
  OrderIdUsed: {
    status: 409,
    azureCode: 'ReservationOrderIdAlreadyExists',
    rule: 'R-PUR-1',
    says: ({ orderId }) =>
      `The reservation order ${orderId} was bought with another request. ${CALL_CALCULATE_PRICE}.`,
  },
} as const satisfies Partial<RejectionRows>;
