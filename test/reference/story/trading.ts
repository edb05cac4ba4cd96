import { type StoryStep } from '../story-step';

const API_VERSION = { 'api-version': '2022-11-01' };
const version = () => API_VERSION;

/** The steps of a purchase by alice: its order is told as `{name}Order`, its reservation as `{name}`. */
export function buys(
  name: string,
  title: string,
  {
    subscription,
    sku,
    quantity = 1,
  }: Readonly<{ subscription: string; sku: string; quantity?: number }>,
): readonly StoryStep[] {
  const body = () => ({
    sku: { name: sku },
    location: 'westus',
    properties: {
      reservedResourceType: 'VirtualMachines',
      billingScopeId: `/subscriptions/${subscription}`,
      term: 'P1Y',
      billingPlan: 'Upfront',
      quantity,
      displayName: title,
      appliedScopeType: 'Shared',
      renew: false,
    },
  });
  const by = { title, as: 'alice', query: version, body } as const;
  return [
    {
      ...by,
      operation: 'purchases.calculatePrice',
      status: 200,
      remember: { [`${name}Order`]: 'properties.reservationOrderId' },
    },
    {
      ...by,
      operation: 'purchases.purchase',
      path: (told) => ({ reservationOrderId: told(`${name}Order`) }),
      status: 202,
      remember: { [name]: 'properties.reservations.0.id' },
    },
    {
      operation: 'operations.result',
      title: `${title}: it is bought`,
      as: 'alice',
      path: (told) => ({ operationId: told(`${name}Order`) }),
      query: version,
      status: 200,
    },
  ];
}

/** The steps in which alice returns a unit of what she bought under the name. */
export function returnsOne(name: string, title: string): readonly StoryStep[] {
  const by = {
    title,
    as: 'alice',
    query: version,
    path: (told: (name: string) => string) => ({ reservationOrderId: told(`${name}Order`) }),
  } as const;
  const returned = (told: (name: string) => string) => ({
    scope: 'Reservation',
    reservationToReturn: { reservationId: told(name), quantity: 1 },
  });
  return [
    {
      ...by,
      operation: 'refunds.calculateRefund',
      body: (told) => ({ properties: returned(told) }),
      status: 200,
      remember: { [`${name}Session`]: 'properties.sessionId' },
    },
    {
      ...by,
      operation: 'refunds.return',
      body: (told) => ({ properties: { sessionId: told(`${name}Session`), ...returned(told) } }),
      status: 202,
    },
    {
      operation: 'operations.result',
      title: `${title}: it is returned`,
      as: 'alice',
      path: (told) => ({ operationId: told(`${name}Session`) }),
      query: version,
      status: 200,
    },
  ];
}
