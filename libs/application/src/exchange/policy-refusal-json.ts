import {
  type ExchangeAmounts,
  exchangeGroupOf,
  type JsonObject,
  reservationId,
  RESOURCE_TYPES,
  subscriptionId,
} from '#ledger-core';
import { moneyOf, oneOf, textOf, textsOf } from '../json-reading';
import { EXCHANGE_POLICY_CODES, type ExchangePolicyRefusal } from '../messages/exchange.messages';

type Code = ExchangePolicyRefusal['code'];
type Readers = {
  readonly [One in Code]: (
    json: JsonObject,
    amounts: ExchangeAmounts | undefined,
  ) => Extract<ExchangePolicyRefusal, Readonly<{ code: One }>>;
};

/** As a session keeps it: its amounts stand there once already. */
export function policyRefusalJson(refusal: ExchangePolicyRefusal): JsonObject {
  if (refusal.code !== 'PurchaseTotalTooLow') return refusal;
  const { code, required, purchaseTotal, shortBy } = refusal;
  return { code, required, purchaseTotal, shortBy };
}

/** A refusal that a session keeps. @throws RangeError when it is none. */
export function policyRefusalOf(
  json: JsonObject,
  amounts: ExchangeAmounts | undefined,
): ExchangePolicyRefusal {
  return READERS[oneOf(json, 'code', EXCHANGE_POLICY_CODES)](json, amounts);
}

const READERS: Readers = {
  ReservationNotActive: (json) => ({
    code: 'ReservationNotActive',
    reservationId: reservationId(textOf(json, 'reservationId')),
    state: oneOf(json, 'state', ['Cancelled', 'Expired']),
    ...(json['successors'] === undefined
      ? {}
      : { successors: textsOf(json, 'successors').map(reservationId) }),
  }),
  TypeNotReturnable: (json) => ({
    code: 'TypeNotReturnable',
    resourceType: oneOf(json, 'resourceType', RESOURCE_TYPES),
    termsVersion: textOf(json, 'termsVersion'),
    ...(json['reservationId'] === undefined
      ? {}
      : { reservationId: reservationId(textOf(json, 'reservationId')) }),
  }),
  ExchangeGroupsDiffer: (json) => ({
    code: 'ExchangeGroupsDiffer',
    groups: textsOf(json, 'groups').map((group) => oneOf({ group }, 'group', GROUPS)),
  }),
  SwapInstead: (json) => ({
    code: 'SwapInstead',
    reservationId: reservationId(textOf(json, 'reservationId')),
    twinSkuName: textOf(json, 'twinSkuName'),
  }),
  SubscriptionNotOfAccount: (json) => ({
    code: 'SubscriptionNotOfAccount',
    subscriptionId: subscriptionId(textOf(json, 'subscriptionId')),
  }),
  ReservationsOfSeveralAccounts: (json) => ({
    code: 'ReservationsOfSeveralAccounts',
    reservations: textsOf(json, 'reservations').map(reservationId),
  }),
  PurchaseTotalTooLow: (json, amounts) => {
    if (amounts === undefined) throw new RangeError('A total falls short and is not there');
    return {
      code: 'PurchaseTotalTooLow',
      required: moneyOf(json, 'required'),
      purchaseTotal: moneyOf(json, 'purchaseTotal'),
      shortBy: moneyOf(json, 'shortBy'),
      amounts,
    };
  },
};

const GROUPS = [...new Set(RESOURCE_TYPES.map(exchangeGroupOf))];
