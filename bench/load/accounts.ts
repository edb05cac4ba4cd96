import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { sleep } from '#platform';
import { type BenchedSystem } from '../system/benched-system';
import { asked, HttpsConnection, requestText } from './https-connection';

const ADMIN = 'root@ledger.example';
export const BUYER = 'buyer@contoso.example';
const CAPACITY = '/providers/Microsoft.Capacity';
const VERSION = 'api-version=2022-11-01';

const QUOTE_ATTEMPTS_MAX = 100;
const QUOTE_PAUSE_MILLISECONDS = 50;

const PRICE_LIST = {
  Items: [
    {
      serviceName: 'Virtual Machines',
      productName: 'Virtual Machines DSv3 Series',
      armSkuName: 'Standard_D2s_v3',
      armRegionName: 'westeurope',
      type: 'Reservation',
      reservationTerm: '1 Year',
      currencyCode: 'USD',
      retailPrice: 600,
      unitPrice: 600,
      unitOfMeasure: '1 Hour',
      tierMinimumUnits: 0,
      effectiveStartDate: '2020-01-01T00:00:00Z',
    },
  ],
};

/** An account that pays by invoice, and the purchase it makes again and again: paid month by month. */
export type BuyingAccount = Readonly<{
  id: string;
  subscription: string;
  body: unknown;
  quote: string;
}>;

function purchaseOf(subscription: string): unknown {
  return {
    sku: { name: 'Standard_D2s_v3' },
    location: 'westeurope',
    properties: {
      reservedResourceType: 'VirtualMachines',
      billingScopeId: `/subscriptions/${subscription}`,
      term: 'P1Y',
      billingPlan: 'Monthly',
      quantity: 2,
      displayName: 'Nightly builds',
      appliedScopeType: 'Shared',
      renew: false,
    },
  };
}

const quoteSchema = z.object({ properties: z.object({ reservationOrderId: z.guid() }) });

/** The subscription is looked up in the tables, which may have it a moment later. */
async function quoted(
  connection: HttpsConnection,
  { token, body }: Readonly<{ token: string; body: unknown }>,
): Promise<string> {
  const request = requestText('POST', `${CAPACITY}/calculatePrice?${VERSION}`, { token, body });
  for (let attempt = 1; ; attempt += 1) {
    const answer = await connection.send(request);
    if (answer.status === 200)
      return quoteSchema.parse(JSON.parse(answer.body)).properties.reservationOrderId;
    if (attempt === QUOTE_ATTEMPTS_MAX) throw new Error(`calculatePrice: ${answer.body}`);
    await sleep(QUOTE_PAUSE_MILLISECONDS);
  }
}

/** Opens accounts with a subscription and one quote each, as an operator and a buyer would. */
export async function openAccounts(
  system: BenchedSystem,
  count: number,
): Promise<readonly BuyingAccount[]> {
  const connection = await HttpsConnection.open(system.api);
  const admin = await system.token(ADMIN, ['Ledger.Admin']);
  const buyer = await system.token(BUYER);
  const post = (path: string, expected: number, body: unknown) =>
    asked(connection, requestText('POST', `/ledger/v1${path}`, { token: admin, body }), expected);
  try {
    await post('/priceLists', 200, PRICE_LIST);
    const accounts: BuyingAccount[] = [];
    for (let n = 0; n < count; n += 1) {
      const id = `bench-${randomUUID()}`;
      const subscriptionId = randomUUID();
      const displayName = `Account ${n}`;
      await post('/billingAccounts', 201, {
        ...{ id, displayName, currency: 'USD', payment: { method: 'invoice' } },
        agreementType: 'MicrosoftCustomerAgreement',
      });
      await post(`/billingAccounts/${id}/subscriptions`, 201, { subscriptionId, displayName });
      const body = purchaseOf(subscriptionId);
      const quote = await quoted(connection, { token: buyer, body });
      accounts.push({ id, subscription: subscriptionId, body, quote });
    }
    return accounts;
  } finally {
    connection.close();
  }
}

/** The request that carries a quote out. */
export function purchaseRequest(orderId: string, body: unknown, token: string): string {
  return requestText('PUT', `${CAPACITY}/reservationOrders/${orderId}?${VERSION}`, { token, body });
}
