import {
  type ExchangeCalculation,
  type ExchangeCarriedOut,
  type PurchaseRequest,
} from '#application';
import {
  type ExchangePurchaseAmounts,
  Money,
  type RefundAmounts,
  RESOURCE_TYPES,
  type ResourceType,
} from '#ledger-core';
import { type BodyOf } from '../../http/body-of';
import {
  type exchangeAnswer,
  type exchangeProperties,
  type purchasedLine,
  type repeatedPurchase,
  type returnedLine,
} from './exchange.answer';
import { exchangePolicyError } from './exchange-policy';
import { operationResourceId } from '../operations/operation-location';
import { priceOf } from '../price.presenter';
import { orderResourceId, reservationResourceId } from '../resource-id';

type PurchaseBody = BodyOf<typeof repeatedPurchase>;
type PurchasedLine = BodyOf<typeof purchasedLine>;
type ReturnedLine = BodyOf<typeof returnedLine>;
type LineStatus = Pick<PurchasedLine, 'status'>;

type ExchangeProperties = BodyOf<typeof exchangeProperties>;

/** Absent, like the amounts of the lines, where policy keeps the exchange from being reckoned. */
type Totals = Pick<ExchangeProperties, 'netPayable' | 'refundsTotal' | 'purchasesTotal'>;

export type ExchangeBody = BodyOf<typeof exchangeAnswer>;

/** A calculation, by the id of its own operation. */
export function presentCalculatedExchange(calculation: ExchangeCalculation): ExchangeBody {
  return framed(calculation.operationId, 'Succeeded', propertiesOf(calculation, {}));
}

/** An exchange that is written and not in the tables yet. */
export function presentRunningExchange(calculation: ExchangeCalculation): ExchangeBody {
  const properties = propertiesOf(calculation, { status: 'Pending' });
  return framed(calculation.sessionId, 'PendingPurchases', properties);
}

/** An exchange that is done; once its session is forgotten, what its operation knows: the sums and what was bought. */
export function presentExchange(
  exchange: ExchangeCarriedOut,
  calculation: ExchangeCalculation | undefined,
): ExchangeBody {
  const { sessionId, bought } = exchange;
  if (calculation === undefined)
    return framed(sessionId, 'Succeeded', { ...withoutLines(exchange), ...totalsOf(exchange) });
  const { reservationsToPurchase, ...rest } = propertiesOf(calculation, { status: 'Succeeded' });
  const purchased = reservationsToPurchase.map((line, index) => ({
    ...line,
    ...placeOf(bought[index]),
  }));
  return framed(sessionId, 'Succeeded', { ...rest, reservationsToPurchase: purchased });
}

function withoutLines({
  sessionId,
  bought,
}: ExchangeCarriedOut): Omit<ExchangeProperties, keyof Totals> {
  return {
    sessionId,
    policyResult: { policyErrors: null },
    reservationsToPurchase: bought.map((line) => ({
      ...purchaseAmountsOf(undefined),
      ...placeOf(line),
      status: 'Succeeded',
    })),
    savingsPlansToPurchase: [],
    reservationsToExchange: [],
  };
}

function framed(
  id: string,
  status: ExchangeBody['status'],
  properties: ExchangeProperties,
): ExchangeBody {
  return { id: operationResourceId(id), name: id, status, properties };
}

function propertiesOf(calculation: ExchangeCalculation, line: LineStatus): ExchangeProperties {
  const { sessionId, amounts, policyRefusals, purchases, returns } = calculation;
  const policyErrors = policyRefusals.length === 0 ? null : policyRefusals.map(exchangePolicyError);
  return {
    sessionId,
    ...(amounts && totalsOf(amounts)),
    policyResult: { policyErrors },
    reservationsToPurchase: purchases.map((request, index) => ({
      properties: purchaseBodyOf(request),
      ...purchaseAmountsOf(amounts?.purchases[index]),
      ...line,
    })),
    savingsPlansToPurchase: [],
    reservationsToExchange: returns.map(({ orderId, reservationId, quantity }, index) => ({
      reservationId: reservationResourceId(orderId, reservationId),
      quantity,
      ...returnAmountsOf(amounts?.returns[index]),
      ...line,
    })),
  };
}

/** Azure's total of refunds holds the cancelled instalments too. */
function totalsOf({
  refundTotal,
  cancelledInstalmentsTotal,
  purchaseTotal,
  netPayable,
}: Omit<ExchangeCarriedOut, 'sessionId' | 'billingAccountId' | 'on' | 'bought'>): Totals {
  const { currency } = refundTotal;
  return {
    netPayable: priceOf(netPayable),
    refundsTotal: priceOf(Money.sum(currency, [refundTotal, cancelledInstalmentsTotal])),
    purchasesTotal: priceOf(purchaseTotal),
  };
}

function purchaseAmountsOf(
  amounts: ExchangePurchaseAmounts | undefined,
): Pick<PurchasedLine, 'billingCurrencyTotal' | 'paymentSchedule' | 'pricingCurrencyTotal'> {
  return {
    ...(amounts && { billingCurrencyTotal: priceOf(amounts.commitment) }),
    paymentSchedule: null,
    pricingCurrencyTotal: null,
  };
}

function returnAmountsOf(
  amounts: RefundAmounts | undefined,
): Pick<ReturnedLine, 'billingRefundAmount' | 'billingInformation'> {
  if (amounts === undefined) return {};
  const { refund, totalPaid, cancelledInstalments } = amounts;
  return {
    billingRefundAmount: priceOf(refund),
    billingInformation: {
      billingCurrencyTotalPaidAmount: priceOf(totalPaid),
      // Azure's "prorated" is the part that stays paid for, not the part that comes back.
      billingCurrencyProratedAmount: priceOf(Money.subtract(totalPaid, refund)),
      billingCurrencyRemainingCommitmentAmount: priceOf(cancelledInstalments),
    },
  };
}

function purchaseBodyOf(request: PurchaseRequest): PurchaseBody {
  const { skuName, location, instanceFlexibility, appliedScopes } = request;
  return {
    location,
    sku: { name: skuName },
    properties: {
      reservedResourceType: typeNamed(request),
      billingScopeId: `/subscriptions/${request.billingSubscriptionId}`,
      term: request.term,
      billingPlan: request.billingPlan,
      quantity: request.quantity,
      displayName: request.displayName ?? null,
      appliedScopeType: request.appliedScopeType,
      appliedScopes: appliedScopes.length === 0 ? null : appliedScopes,
      renew: request.renew,
      reservedResourceProperties:
        instanceFlexibility === undefined ? null : { instanceFlexibility },
      instanceFlexibility: null,
      reviewDateTime: request.reviewDateTime ?? null,
    },
  };
}

function typeNamed({ reservedResourceType }: PurchaseRequest): ResourceType | null {
  return RESOURCE_TYPES.find((type) => type === reservedResourceType) ?? null;
}

function placeOf(
  bought: ExchangeCarriedOut['bought'][number] | undefined,
): Pick<PurchasedLine, 'reservationOrderId' | 'reservationId'> {
  if (bought === undefined) return {};
  const { orderId, reservationId } = bought;
  return {
    reservationOrderId: orderResourceId(orderId),
    reservationId: reservationResourceId(orderId, reservationId),
  };
}
