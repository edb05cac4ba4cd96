import {
  BILLING_PLANS,
  type ExchangeAmounts,
  type JsonObject,
  type Money,
  reservationId,
  reservationOrderId,
  RESOURCE_TYPES,
  subscriptionId,
  TERMS,
} from '#ledger-core';
import { commandId } from '#event-log';
import { SCOPE_TYPES, type Session } from '#read-models';
import {
  countOf,
  dayOf,
  flagOf,
  moneyOf,
  objectOf,
  objectsOf,
  oneOf,
  textOf,
  textsOf,
} from '../json-reading';
import { type ExchangeCalculation } from '../messages/exchange.messages';
import { type PurchaseRequest } from '../messages/purchase.messages';
import { flexibilityOf } from '../purchase/quote-session';
import { refundAmountsOf } from '../refund/refund-calculation';
import { policyRefusalJson, policyRefusalOf } from './policy-refusal-json';

/** The session that a calculation makes: one row is found by the id of either. */
export function exchangeSessionId(operationId: string): string {
  return commandId('CalculateExchange', operationId);
}

/** What the session keeps of a calculation; its lines are the session's request. */
export function exchangeSessionResult({
  operationId,
  on,
  amounts,
  policyRefusals,
}: ExchangeCalculation): JsonObject {
  return {
    operationId,
    on,
    ...(amounts && { amounts }),
    policyRefusals: policyRefusals.map(policyRefusalJson),
  };
}

/** The calculation that a session keeps. @throws RangeError when the session is not an exchange's. */
export function exchangeCalculationOf(session: Session): ExchangeCalculation {
  const { id, billingAccountId, request, result, expiresAt } = session;
  const amounts =
    result['amounts'] === undefined ? undefined : exchangeAmountsOf(objectOf(result, 'amounts'));
  return {
    operationId: textOf(result, 'operationId'),
    sessionId: id,
    billingAccountId,
    on: dayOf(result, 'on'),
    returns: objectsOf(request, 'returns').map((line) => ({
      reservationId: reservationId(textOf(line, 'reservationId')),
      orderId: reservationOrderId(textOf(line, 'orderId')),
      quantity: countOf(line, 'quantity'),
    })),
    purchases: objectsOf(request, 'purchases').map(purchaseRequestOf),
    ...(amounts && { amounts }),
    policyRefusals: objectsOf(result, 'policyRefusals').map((json) =>
      policyRefusalOf(json, amounts),
    ),
    expiresAt,
  };
}

function purchaseRequestOf(json: JsonObject): PurchaseRequest {
  return {
    skuName: textOf(json, 'skuName'),
    location: textOf(json, 'location'),
    ...(json['reservedResourceType'] === undefined
      ? {}
      : { reservedResourceType: oneOf(json, 'reservedResourceType', RESOURCE_TYPES) }),
    billingSubscriptionId: subscriptionId(textOf(json, 'billingSubscriptionId')),
    term: oneOf(json, 'term', TERMS),
    billingPlan: oneOf(json, 'billingPlan', BILLING_PLANS),
    quantity: countOf(json, 'quantity'),
    ...(json['displayName'] === undefined ? {} : { displayName: textOf(json, 'displayName') }),
    appliedScopeType: oneOf(json, 'appliedScopeType', SCOPE_TYPES),
    appliedScopes: textsOf(json, 'appliedScopes'),
    ...(json['instanceFlexibility'] === undefined
      ? {}
      : { instanceFlexibility: flexibilityOf(json) }),
    renew: flagOf(json, 'renew'),
    ...(json['reviewDateTime'] === undefined
      ? {}
      : { reviewDateTime: textOf(json, 'reviewDateTime') }),
  };
}

function exchangeAmountsOf(json: JsonObject): ExchangeAmounts {
  return {
    returns: objectsOf(json, 'returns').map(refundAmountsOf),
    purchases: objectsOf(json, 'purchases').map((line) => ({
      unitPrice: moneyOf(line, 'unitPrice'),
      commitment: moneyOf(line, 'commitment'),
      firstCharge: moneyOf(line, 'firstCharge'),
    })),
    ...exchangeTotalsOf(json),
    remainingCommitmentTotal: moneyOf(json, 'remainingCommitmentTotal'),
  };
}

/** The sums of an exchange as the ledger wrote them, in a session or in the answer of the command. */
export function exchangeTotalsOf(
  json: JsonObject,
): Record<
  'refundTotal' | 'cancelledInstalmentsTotal' | 'purchaseTotal' | 'netPayable',
  Money.Money
> {
  return {
    refundTotal: moneyOf(json, 'refundTotal'),
    cancelledInstalmentsTotal: moneyOf(json, 'cancelledInstalmentsTotal'),
    purchaseTotal: moneyOf(json, 'purchaseTotal'),
    netPayable: moneyOf(json, 'netPayable'),
  };
}
