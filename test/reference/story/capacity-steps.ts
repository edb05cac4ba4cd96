import { type StoryStep, type Told } from '../story-step';
import { SUBSCRIPTION } from './given-ids';

/** Every call of Microsoft.Capacity names the version it speaks. */
export const VERSION = { 'api-version': '2022-11-01' };
export const version = (): typeof VERSION => VERSION;

/** A step of alice at Microsoft.Capacity. */
export function azure(step: Omit<StoryStep, 'as'> & Partial<Pick<StoryStep, 'as'>>): StoryStep {
  return { as: 'alice', query: version, ...step };
}

type Wanted = Readonly<{
  sku: string;
  type?: string;
  term?: 'P1Y' | 'P3Y';
  plan?: 'Upfront' | 'Monthly';
  quantity: number;
  name: string;
}>;

/** What contoso buys, as it goes over the wire. */
export function purchase(wanted: Wanted): object {
  const { sku, type = 'VirtualMachines', term = 'P1Y', plan = 'Upfront', quantity, name } = wanted;
  return {
    sku: { name: sku },
    location: 'westus',
    properties: {
      reservedResourceType: type,
      billingScopeId: `/subscriptions/${SUBSCRIPTION}`,
      term,
      billingPlan: plan,
      quantity,
      displayName: name,
      appliedScopeType: 'Shared',
      renew: false,
      reservedResourceProperties: { instanceFlexibility: 'On' },
    },
  };
}

export const orderNamed = (name: string) => (told: Told) => ({ reservationOrderId: told(name) });

export const reservationNamed = (order: string, reservation: string) => (told: Told) => ({
  reservationOrderId: told(order),
  reservationId: told(reservation),
});

/** Quote and purchase, told as `{name}` with the order id, and its reservation. */
export function bought(
  title: string,
  wanted: Wanted,
  told: Readonly<{ order: string; reservation: string }>,
): readonly StoryStep[] {
  const body = () => purchase(wanted);
  return [
    azure({
      operation: 'purchases.calculatePrice',
      title,
      body,
      status: 200,
      remember: { [told.order]: 'properties.reservationOrderId' },
    }),
    azure({
      operation: 'purchases.purchase',
      title,
      path: orderNamed(told.order),
      body,
      status: 202,
    }),
    azure({
      operation: 'operations.result',
      title: `${title}: it is bought`,
      path: (of) => ({ operationId: of(told.order) }),
      status: 200,
    }),
    azure({
      operation: 'orders.reservations',
      title: `${title}: its reservation`,
      path: orderNamed(told.order),
      status: 200,
      remember: { [told.reservation]: 'value.0.name' },
    }),
  ];
}
