import { z } from 'zod';
import { ADMIN, type As } from '../support/ledger-system';
import { priceListRow } from '../support/price-list-row';
import { CARD, type Chapter, money, opensAccount, OWNER, PAYERS, term } from './chapters/chapter';
import { buys, type Held, refunds } from './chapters/trading';
import { feeTerms } from '../support/fee-terms';

/** A request that is accepted, and what it is sent with. */
export type Sent = Readonly<{ by: As; method: string; path: string; body?: unknown }>;

/** What stands before the requests are sent. */
export type Given = Readonly<{ swapped: Held; owned: Held; supportRequest: string }>;

const BOB = 'bob@contoso.example';
const TERMS = feeTerms('keyed-2021-02', '2021-02-01', { typesNotReturnable: [] });
const listed = z.object({ value: z.array(z.object({ id: z.string() })).length(1) });

/** Accounts, papers, reservations and a support request, none of them changed by two of the requests. */
export async function given(chapter: Chapter): Promise<Given> {
  for (const id of ['invoiced', 'owning', 'metered']) await opensAccount(chapter, id);
  await opensAccount(
    chapter,
    'enrolled',
    PAYERS.enrolment(term('1', '2021-01-01', '2022-01-01', '1.00')),
  );
  await opensAccount(chapter, 'payg', PAYERS.payAsYouGo);
  await opensAccount(chapter, 'csp', PAYERS.csp);
  await opensAccount(chapter, 'carded', PAYERS.card);
  await opensAccount(chapter, 'held', PAYERS.card);
  await buys(chapter, 'invoiced');
  const held = await buys(chapter, 'held');
  await chapter.post('/billingAccounts/held/cardOnFile', { ...CARD, token: 'tok_second' }, 'PUT');
  await refunds(chapter, held);
  const { value } = listed.parse(await chapter.get('/billingAccounts/held/supportRequests'));
  return {
    swapped: await buys(chapter, 'owning', { sku: 'Standard_F1' }),
    owned: await buys(chapter, 'owning'),
    supportRequest: value[0]?.id ?? '',
  };
}

function post(path: string, body: unknown, by: As = ADMIN): Sent {
  return { by, method: 'POST', path, body };
}

/** One request for each operation of `/ledger/v1` that writes, by the verb and path that the reference gives it. */
export const KEYED_REQUESTS: Readonly<Record<string, (given: Given) => Sent>> = {
  'post /billingAccounts': () =>
    post('/billingAccounts', {
      ...{ id: 'keyed', agreementType: 'MicrosoftCustomerAgreement', currency: 'USD' },
      ...{ displayName: 'Keyed', payment: { method: 'invoice' } },
    }),
  'post /billingAccounts/{account}/subscriptions': () =>
    post('/billingAccounts/invoiced/subscriptions', {
      subscriptionId: 'cdcdcdcd-612d-4bcd-a849-c2542a68be01',
      displayName: 'Second',
    }),
  'post /billingAccounts/{account}/prepaymentTerms': () =>
    post(
      '/billingAccounts/enrolled/prepaymentTerms',
      term('2', '2022-01-01', '2023-01-01', '9.00'),
    ),
  'put /billingAccounts/{account}/cardOnFile': () => ({
    ...{ by: ADMIN, method: 'PUT', path: '/billingAccounts/carded/cardOnFile' },
    body: { ...CARD, token: 'tok_keyed' },
  }),
  'post /billingAccounts/{account}/payments': () =>
    post('/billingAccounts/invoiced/payments', {
      ...{ invoiceNumber: 'invoiced-000001', amount: money('5.00') },
      ...{ paidOn: '2021-01-15', reference: 'SEPA 1' },
    }),
  'post /billingAccounts/{account}/usage': ({ owned }) =>
    post('/billingAccounts/owning/usage', {
      days: [{ reservationId: owned.reservation, on: '2021-01-15', usedQuantity: '1' }],
    }),
  'post /billingAccounts/{account}/programTransfer': () =>
    post('/billingAccounts/payg/programTransfer', { toBillingAccountId: 'csp', on: '2021-03-01' }),
  'patch /billingAccounts/{account}/supportRequests/{request}': ({ supportRequest }) => ({
    ...{ by: ADMIN, method: 'PATCH' },
    path: `/billingAccounts/held/supportRequests/${supportRequest}`,
    body: { status: 'InProgress' },
  }),
  'post /reservationOrders/{order}/reservations/{reservation}/swap': ({ swapped }) =>
    post(
      `/reservationOrders/${swapped.order}/reservations/${swapped.reservation}/swap`,
      { armSkuName: 'Standard_F1s' },
      OWNER,
    ),
  'put /reservationOrders/{order}/owners/{principal}': ({ owned }) => ({
    ...{ by: OWNER, method: 'PUT', path: `/reservationOrders/${owned.order}/owners/${BOB}` },
  }),
  'delete /reservationOrders/{order}/owners/{principal}': ({ owned }) => ({
    ...{ by: OWNER, method: 'DELETE', path: `/reservationOrders/${owned.order}/owners/${BOB}` },
  }),
  'post /autofill': ({ owned }) =>
    post('/autofill', { reservations: [owned.reservation], mode: 'refundAll' }, OWNER),
  'post /dailyRuns': () => post('/dailyRuns', { through: '2021-01-15' }),
  'post /clock': () => post('/clock', { to: '2021-01-15T18:00:00Z' }),
  'post /priceLists': () =>
    post('/priceLists', {
      Items: [
        priceListRow({ armSkuName: 'Standard_Keyed', reservationTerm: '1 Year', retailPrice: 7 }),
        { type: 'Consumption' },
      ],
    }),
  'post /policyTerms': () => post('/policyTerms', TERMS),
  'post /exchangeRates': () =>
    post('/exchangeRates', {
      ...{ from: 'USD', to: 'EUR', on: '2021-01-15', rate: '0.80', source: 'A bank' },
    }),
};
