import { z } from 'zod';
import { type As } from '../../support/ledger-system';
import {
  CAPACITY,
  type Estate,
  exchangeBody,
  purchaseBody,
  reservationId,
  TODAY,
  VERSION,
  type World,
} from './world';

export type Sent = Readonly<{ path: string; body?: unknown }>;
export type Asked = Readonly<{ world: World; estate: Estate; as: As }>;

/** How an operation is asked, and what those who may ask are answered: a status, and the code of a refusal that is no matter of rights. */
export type Request = Readonly<{ reaches: string; send: (asked: Asked) => Sent | Promise<Sent> }>;

const NOBODY = 'c0000000-0000-4000-8000-00000000dead';
const money = (amount: string) => ({ currency: 'USD', amount });
const CARD = { token: 'tok_rights', brand: 'Visa', last4: '4242' };

const ledger = (
  reaches: string,
  path: (estate: Estate) => string,
  body?: (estate: Estate) => unknown,
): Request => ({
  reaches,
  send: ({ estate }) => ({
    path: `/ledger/v1${path(estate)}`,
    ...(body === undefined ? {} : { body: body(estate) }),
  }),
});
const ofAccount = (reaches: string, under: string, body?: unknown): Request =>
  ledger(
    reaches,
    ({ account }) => `/billingAccounts/${account}${under}`,
    body === undefined ? undefined : () => body,
  );
const azure = (
  reaches: string,
  path: (estate: Estate) => string,
  body?: (estate: Estate) => unknown,
): Request => ({
  reaches,
  send: ({ estate }) => ({
    path: `${path(estate)}?${VERSION}`,
    ...(body === undefined ? {} : { body: body(estate) }),
  }),
});
const ofOrder = (reaches: string, under: string, body?: (estate: Estate) => unknown): Request =>
  azure(reaches, ({ held }) => `${CAPACITY}/reservationOrders/${held.order}${under}`, body);
const ofReservation = (
  reaches: string,
  under: string,
  body?: (estate: Estate) => unknown,
): Request => azure(reaches, ({ held }) => `${reservationId(held)}${under}`, body);

const quoted = z.object({ properties: z.object({ reservationOrderId: z.string() }) });

/** A quote of one's own, or of the Owner's for whoever gets none; it is then bought on. */
async function quoteFor({ world, estate, as }: Asked): Promise<string> {
  const quote = await world.system
    .ledger(as)
    .send('POST', `${CAPACITY}/calculatePrice?${VERSION}`, purchaseBody(estate.subscription));
  const read = quoted.safeParse(quote.body);
  return read.success ? read.data.properties.reservationOrderId : estate.held.order;
}

const returnOf = (estate: Estate) => ({
  scope: 'Reservation',
  reservationToReturn: { reservationId: reservationId(estate.returning), quantity: 2 },
});

/** Of every operation one request that changes nothing the other rows need. */
export const REQUESTS: Readonly<Record<string, Request>> = {
  'GET /health/live': azure('200', () => '/health/live'),
  'GET /health/ready': azure('200', () => '/health/ready'),
  'GET /metrics': azure('200', () => '/metrics'),
  'POST /ledger/v1/billingAccounts': ledger(
    '409 BillingAccountExists',
    () => '/billingAccounts',
    ({ account }) => ({
      ...{ id: account, currency: 'EUR', displayName: 'Another', payment: { method: 'invoice' } },
      agreementType: 'MicrosoftCustomerAgreement',
    }),
  ),
  'GET /ledger/v1/billingAccounts': ledger('200', () => '/billingAccounts'),
  'GET /ledger/v1/billingAccounts/:account': ofAccount('200', ''),
  'POST /ledger/v1/billingAccounts/:account/subscriptions': ofAccount(
    '409 SubscriptionOfAnotherAccount',
    '/subscriptions',
    { subscriptionId: 'c0000000-0000-4000-8000-000000000012', displayName: 'Taken' },
  ),
  'POST /ledger/v1/billingAccounts/:account/prepaymentTerms': ofAccount(
    '400 PaymentMethodOfAccount',
    '/prepaymentTerms',
    { id: '2021', from: '2021-01-01', to: '2022-01-01', amount: money('1.00') },
  ),
  'PUT /ledger/v1/billingAccounts/:account/cardOnFile': ofAccount(
    '400 PaymentMethodOfAccount',
    '/cardOnFile',
    CARD,
  ),
  'POST /ledger/v1/billingAccounts/:account/payments': ledger(
    '404 InvoiceUnknown',
    ({ account }) => `/billingAccounts/${account}/payments`,
    ({ account }) => ({
      ...{ invoiceNumber: `${account}-999999`, amount: money('1.00') },
      ...{ paidOn: TODAY, reference: 'rights' },
    }),
  ),
  'POST /ledger/v1/billingAccounts/:account/usage': ledger(
    '400 UsageInTheFuture',
    ({ account }) => `/billingAccounts/${account}/usage`,
    ({ held }) => ({
      days: [{ reservationId: held.reservation, on: '2021-01-16', usedQuantity: '1' }],
    }),
  ),
  'POST /ledger/v1/billingAccounts/:account/programTransfer': ofAccount(
    '400 TransferNotOfAgreement',
    '/programTransfer',
    { toBillingAccountId: 'nobody', on: TODAY },
  ),
  'GET /ledger/v1/billingAccounts/:account/refundCap': ofAccount('200', '/refundCap'),
  'GET /ledger/v1/billingAccounts/:account/prepaymentCredits': ofAccount(
    '200',
    '/prepaymentCredits',
  ),
  'GET /ledger/v1/billingAccounts/:account/retainedCredit': ofAccount('200', '/retainedCredit'),
  'GET /ledger/v1/billingAccounts/:account/cardRefunds': ofAccount('200', '/cardRefunds'),
  'GET /ledger/v1/billingAccounts/:account/supportRequests': ofAccount('200', '/supportRequests'),
  'PATCH /ledger/v1/billingAccounts/:account/supportRequests/:request': ofAccount(
    '404 SupportRequestUnknown',
    `/supportRequests/${NOBODY}`,
    { status: 'InProgress' },
  ),
  'GET /ledger/v1/billingAccounts/:account/documents': ofAccount('200', '/documents'),
  'GET /ledger/v1/billingAccounts/:account/documents/:number': ledger(
    '200',
    ({ account }) => `/billingAccounts/${account}/documents/${account}-000001`,
  ),
  'GET /ledger/v1/billingAccounts/:account/documents/:number/payments': ledger(
    '200',
    ({ account }) => `/billingAccounts/${account}/documents/${account}-000001/payments`,
  ),
  'POST /ledger/v1/reservationOrders/:order/reservations/:reservation/swap': ledger(
    '400 NoSuchTwin',
    ({ held }) => `/reservationOrders/${held.order}/reservations/${held.reservation}/swap`,
    () => ({ armSkuName: 'Standard_Hundred' }),
  ),
  'GET /ledger/v1/reservationOrders/:order/owners': ledger(
    '200',
    ({ held }) => `/reservationOrders/${held.order}/owners`,
  ),
  'PUT /ledger/v1/reservationOrders/:order/owners/:principal': ledger(
    '200',
    ({ held, owner }) => `/reservationOrders/${held.order}/owners/${owner.principal}`,
  ),
  'DELETE /ledger/v1/reservationOrders/:order/owners/:principal': ledger(
    '404 OwnerUnknown',
    ({ held }) => `/reservationOrders/${held.order}/owners/nobody@contoso.example`,
  ),
  'POST /ledger/v1/autofill': ledger(
    '200',
    () => '/autofill',
    ({ held }) => ({ reservations: [held.reservation], mode: 'refundAll' }),
  ),
  'GET /ledger/v1/parkedAccounts': ledger('200', () => '/parkedAccounts'),
  'POST /ledger/v1/dailyRuns': ledger(
    '400 DayInTheFuture',
    () => '/dailyRuns',
    () => ({ through: '2021-01-16' }),
  ),
  'GET /ledger/v1/dailyRuns/current': ledger('200', () => '/dailyRuns/current'),
  'GET /ledger/v1/clock': ledger('200', () => '/clock'),
  'POST /ledger/v1/clock': ledger(
    '409 ClockBackwards',
    () => '/clock',
    () => ({ to: '2021-01-14T00:00:00Z' }),
  ),
  'POST /ledger/v1/priceLists': ledger(
    '200',
    () => '/priceLists',
    () => ({ Items: [] }),
  ),
  'POST /ledger/v1/policyTerms': ledger(
    '409 PolicyTermsVersionExists',
    () => '/policyTerms',
    () => ({
      ...{ version: 'self-service-2021-04', channel: 'self-service', effectiveOn: '2021-05-01' },
      ...{ earlyTerminationFeeRate: '0.12', freeCancellationDays: 5 },
      refundCap: { limit: money('50000.00'), windowDays: 365, counts: 'refundAmount' },
      ...{ prepaymentCreditValidityDays: 90, typesNotReturnable: [], overageOutcome: 'reopen' },
    }),
  ),
  'GET /ledger/v1/policyTerms': ledger('200', () => '/policyTerms'),
  'POST /ledger/v1/exchangeRates': ledger(
    '201',
    () => '/exchangeRates',
    () => ({ from: 'USD', to: 'JPY', on: TODAY, rate: '100', source: 'rights' }),
  ),
  'GET /providers/Microsoft.Capacity/operations': azure('200', () => `${CAPACITY}/operations`),
  'POST /providers/Microsoft.Capacity/calculatePrice': azure(
    '200',
    () => `${CAPACITY}/calculatePrice`,
    ({ subscription }) => purchaseBody(subscription),
  ),
  'PUT /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId': {
    reaches: '202',
    send: async (asked) => ({
      path: `${CAPACITY}/reservationOrders/${await quoteFor(asked)}?${VERSION}`,
      body: purchaseBody(asked.estate.subscription),
    }),
  },
  'GET /providers/Microsoft.Capacity/reservationOrders': azure(
    '200',
    () => `${CAPACITY}/reservationOrders`,
  ),
  'GET /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId': ofOrder('200', ''),
  'GET /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/reservations': ofOrder(
    '200',
    '/reservations',
  ),
  'GET /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/reservations/:reservationId':
    ofReservation('200', ''),
  'GET /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/reservations/:reservationId/revisions':
    ofReservation('200', '/revisions'),
  'POST /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/reservations/:reservationId/availableScopes':
    ofReservation('200', '/availableScopes', ({ subscription }) => ({
      properties: { scopes: [`/subscriptions/${subscription}`] },
    })),
  'GET /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/splitoperationresults/:changeId':
    azure(
      '200',
      ({ changed }) =>
        `${CAPACITY}/reservationOrders/${changed.order}/splitoperationresults/${changed.split}`,
    ),
  'GET /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/mergeoperationresults/:changeId':
    azure(
      '200',
      ({ changed }) =>
        `${CAPACITY}/reservationOrders/${changed.order}/mergeoperationresults/${changed.merge}`,
    ),
  'GET /providers/Microsoft.Capacity/reservations': azure('200', () => `${CAPACITY}/reservations`),
  'GET /providers/Microsoft.Capacity/operationResults/:operationId': azure(
    '200',
    ({ held }) => `${CAPACITY}/operationResults/${held.order}`,
  ),
  'POST /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/calculateRefund':
    ofOrder('200', '/calculateRefund', (estate) => ({
      properties: {
        scope: 'Reservation',
        reservationToReturn: { reservationId: reservationId(estate.held), quantity: 2 },
      },
    })),
  'POST /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/return': azure(
    '202',
    ({ returning }) => `${CAPACITY}/reservationOrders/${returning.order}/return`,
    (estate) => ({ properties: { ...returnOf(estate), sessionId: estate.returning.session } }),
  ),
  'POST /providers/Microsoft.Capacity/calculateExchange': azure(
    '202',
    () => `${CAPACITY}/calculateExchange`,
    ({ held, subscription }) => exchangeBody(held, subscription),
  ),
  'POST /providers/Microsoft.Capacity/exchange': azure(
    '202',
    () => `${CAPACITY}/exchange`,
    ({ exchanging }) => ({ properties: { sessionId: exchanging.session } }),
  ),
  'POST /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/split': ofOrder(
    '400 BadRequest',
    '/split',
    ({ held }) => ({ properties: { quantities: [1, 2], reservationId: reservationId(held) } }),
  ),
  'POST /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/merge': ofOrder(
    '400 BadRequest',
    '/merge',
    ({ held }) => ({ properties: { sources: [reservationId(held)] } }),
  ),
  'POST /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/changeDirectory': azure(
    '200',
    ({ moving }) => `${CAPACITY}/reservationOrders/${moving.order}/changeDirectory`,
    () => ({ destinationTenantId: NOBODY }),
  ),
  'PATCH /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/reservations/:reservationId':
    ofReservation('400 PatchValuesSameAsExisting', '', () => ({
      properties: { renew: false },
    })),
  'POST /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/reservations/:reservationId/archive':
    ofReservation('409 OperationCannotBePerformedInCurrentState', '/archive'),
  'POST /providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/reservations/:reservationId/unarchive':
    ofReservation('409 OperationCannotBePerformedInCurrentState', '/unarchive'),
  'GET /subscriptions/:subscriptionId/providers/Microsoft.Capacity/appliedReservations': azure(
    '200',
    ({ subscription }) =>
      `/subscriptions/${subscription}/providers/Microsoft.Capacity/appliedReservations`,
  ),
  'GET /subscriptions/:subscriptionId/providers/Microsoft.Capacity/catalogs': {
    reaches: '200',
    send: ({ estate }) => ({
      path: `/subscriptions/${estate.subscription}/providers/Microsoft.Capacity/catalogs?${VERSION}&reservedResourceType=VirtualMachines&location=westus`,
    }),
  },
};
