import { type StoryStep } from '../story-step';
import { azure, bought, orderNamed, purchase, reservationNamed, VERSION } from './capacity-steps';
import { OTHER_SUBSCRIPTION, SUBSCRIPTION } from './given-ids';

const THREE_A_MONTH = {
  sku: 'Standard_D2_v3',
  term: 'P3Y',
  plan: 'Monthly',
  quantity: 3,
  name: 'Web servers',
} as const;

/** What is for sale, and by whom. */
const LOOKING: readonly StoryStep[] = [
  azure({
    operation: 'providerOperations.operations',
    title: 'What is served here',
    status: 200,
  }),
  azure({
    operation: 'catalogs.catalogs',
    title: 'Virtual machines in one region',
    path: () => ({ subscriptionId: SUBSCRIPTION }),
    query: () => ({
      ...VERSION,
      reservedResourceType: 'VirtualMachines',
      location: 'westus',
      $filter: "name eq 'Standard_D2_v3'",
      $skip: '0',
      $take: '10',
    }),
    status: 200,
  }),
  azure({
    operation: 'catalogs.catalogs',
    title: 'A region in which nothing is sold',
    path: () => ({ subscriptionId: SUBSCRIPTION }),
    query: () => ({
      ...VERSION,
      reservedResourceType: 'VirtualMachines',
      location: 'atlantis',
    }),
    status: 400,
  }),
];

/** What keeps a purchase from being made. */
const NOT_BOUGHT: readonly StoryStep[] = [
  azure({
    operation: 'purchases.calculatePrice',
    title: 'A term that is not sold',
    body: () => purchase({ sku: 'Standard_E2_v3', term: 'P3Y', quantity: 1, name: 'Databases' }),
    status: 400,
  }),
  azure({
    operation: 'purchases.purchase',
    title: 'An order id that no quote has',
    path: () => ({ reservationOrderId: OTHER_SUBSCRIPTION }),
    body: () => purchase(THREE_A_MONTH),
    status: 400,
  }),
  azure({
    operation: 'purchases.purchase',
    title: 'An order that was bought already, with another quantity',
    path: orderNamed('order'),
    body: () => purchase({ ...THREE_A_MONTH, quantity: 4 }),
    status: 409,
  }),
];

/** Every way to look at what was bought. */
const READING: readonly StoryStep[] = [
  azure({
    operation: 'orders.order',
    title: 'The order with every payment',
    path: orderNamed('order'),
    query: () => ({ ...VERSION, $expand: 'schedule' }),
    status: 200,
  }),
  azure({
    operation: 'orders.order',
    title: 'An order that is not there',
    path: () => ({ reservationOrderId: OTHER_SUBSCRIPTION }),
    status: 404,
  }),
  azure({
    operation: 'orders.reservation',
    title: 'A reservation that is not renewed',
    path: reservationNamed('order', 'reservation'),
    query: () => ({ ...VERSION, $expand: 'renewProperties' }),
    status: 200,
  }),
  azure({
    operation: 'orders.list',
    title: 'The orders of the caller',
    query: () => ({ ...VERSION, $skiptoken: '0' }),
    status: 200,
  }),
  azure({
    operation: 'reservations.listAll',
    title: 'What is called so, the largest first',
    query: () => ({
      ...VERSION,
      $filter: "properties/displayName eq 'Web servers' and sku/name eq 'Standard_D2_v3'",
      $orderby: 'properties/quantity desc',
      $skiptoken: '0',
      take: '10',
      selectedState: 'Succeeded',
      refreshSummary: 'true',
    }),
    status: 200,
  }),
  azure({
    operation: 'reservations.listAll',
    title: 'A property that lists do not take',
    query: () => ({ ...VERSION, $filter: "properties/colour eq 'red'" }),
    status: 400,
  }),
  azure({
    operation: 'appliedReservations.applied',
    title: 'What the subscription can use',
    path: () => ({ subscriptionId: SUBSCRIPTION }),
    query: () => ({ ...VERSION, $skiptoken: '0' }),
    status: 200,
  }),
];

/** A purchase by instalments and one upfront. */
export const BUYING: readonly StoryStep[] = [
  ...LOOKING,
  ...bought('Three units for three years, paid by the month', THREE_A_MONTH, {
    order: 'order',
    reservation: 'reservation',
  }),
  ...bought(
    'Ten units for a year, paid upfront',
    { sku: 'Standard_D2_v3', quantity: 10, name: 'Build agents' },
    { order: 'orderToReturn', reservation: 'reservationToReturn' },
  ),
  ...NOT_BOUGHT,
  ...READING,
];
