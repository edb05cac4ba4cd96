import {
  KnownAppliedScopeType,
  KnownDisplayProvisioningState,
  KnownExchangeOperationResultStatus,
  KnownOperationStatus,
  KnownPaymentStatus,
  KnownProvisioningState,
  KnownReservationBillingPlan,
  KnownReservationStatusCode,
  KnownReservationTerm,
  KnownReservedResourceType,
  KnownUserFriendlyAppliedScopeType,
  KnownUserFriendlyRenewState,
} from '@azure/arm-reservations';
import { BILLING_PLANS, RESOURCE_TYPES, TERMS } from '#ledger-core';
import {
  DISPLAY_STATES,
  PROVISIONING_STATES,
  RENEW_STATES,
  SCOPE_TYPES,
  SHOWN_SCOPE_TYPES,
} from '#read-models';
import { exchangeAnswer } from '../../../apps/api/src/capacity/exchange/exchange.answer';
import { planAnswer } from '../../../apps/api/src/capacity/orders/plan.answer';
import { statusAnswer } from '../../../apps/api/src/capacity/reservations/reservation.answer';

const { status: exchangeStatus, properties: exchange } = exchangeAnswer.shape;
const lineStatus = exchange.shape.reservationsToExchange.element.shape.status;

const WORDS: readonly (readonly [string, readonly string[], Readonly<Record<string, string>>])[] = [
  ['types of resources', RESOURCE_TYPES, KnownReservedResourceType],
  ['terms', TERMS, KnownReservationTerm],
  ['billing plans', BILLING_PLANS, KnownReservationBillingPlan],
  ['states', PROVISIONING_STATES, KnownProvisioningState],
  ['states for display', DISPLAY_STATES, KnownDisplayProvisioningState],
  ['reasons of states', statusAnswer.shape.statusCode.options, KnownReservationStatusCode],
  ['states of renewal', RENEW_STATES, KnownUserFriendlyRenewState],
  ['types of scopes', SCOPE_TYPES, KnownAppliedScopeType],
  ['types of scopes for display', SHOWN_SCOPE_TYPES, KnownUserFriendlyAppliedScopeType],
  [
    'states of payments',
    planAnswer.shape.transactions.element.shape.status.options,
    KnownPaymentStatus,
  ],
  ['states of exchanges', exchangeStatus.options, KnownExchangeOperationResultStatus],
  ['states of lines', lineStatus.unwrap().options, KnownOperationStatus],
];

describe('the words of answers', () => {
  it.each(WORDS)('%s are words of the client', (_, words, known) => {
    expect(Object.values(known)).toEqual(expect.arrayContaining([...words]));
  });
});
