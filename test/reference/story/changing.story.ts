import { type StoryStep, type Told } from '../story-step';
import { azure, bought, orderNamed, reservationNamed, VERSION } from './capacity-steps';
import { OTHER_SUBSCRIPTION, OTHER_TENANT, SUBSCRIPTION } from './given-ids';

const ORDER = 'orderToChange';
const ofOrder = orderNamed(ORDER);
const ofReservation = reservationNamed(ORDER, 'reservationToChange');
const named = (told: Told, name: string) =>
  `/providers/Microsoft.Capacity/reservationOrders/${told(ORDER)}/reservations/${told(name)}`;

/** What may be changed of a reservation in its place. */
const UPDATED: readonly StoryStep[] = [
  azure({
    operation: 'reservationHistory.availableScopes',
    title: 'A subscription of the account, and one of none',
    path: ofReservation,
    body: () => ({
      properties: {
        scopes: [`/subscriptions/${SUBSCRIPTION}`, `/subscriptions/${OTHER_SUBSCRIPTION}`],
      },
    }),
    status: 200,
  }),
  azure({
    operation: 'reservationChanges.update',
    title: 'Another name, one subscription, and renewed by another quantity',
    path: ofReservation,
    body: () => ({
      properties: {
        name: 'Test servers',
        appliedScopeType: 'Single',
        appliedScopes: [`/subscriptions/${SUBSCRIPTION}`],
        instanceFlexibility: 'Off',
        renew: true,
        renewProperties: { purchaseProperties: { properties: { quantity: 2 } } },
        reviewDateTime: '2021-12-01T00:00:00Z',
      },
    }),
    status: 200,
  }),
  azure({
    operation: 'reservationChanges.update',
    title: 'Nothing that it has not already',
    path: ofReservation,
    body: () => ({ properties: { name: 'Test servers' } }),
    status: 400,
  }),
  azure({
    operation: 'orders.reservation',
    title: 'What will be bought when it expires',
    path: ofReservation,
    query: () => ({ ...VERSION, $expand: 'renewProperties' }),
    status: 200,
  }),
];

/** A reservation is divided, and its parts become one again. */
const SPLIT_AND_MERGED: readonly StoryStep[] = [
  azure({
    operation: 'orderChanges.split',
    title: 'Four units into one and three',
    path: ofOrder,
    body: (told) => ({
      properties: { reservationId: named(told, 'reservationToChange'), quantities: [1, 3] },
    }),
    status: 200,
    rememberFromAddress: { split: 'location' },
  }),
  azure({
    operation: 'orderChanges.split',
    title: 'What was split already',
    path: ofOrder,
    body: (told) => ({
      properties: { reservationId: named(told, 'reservationToChange'), quantities: [2, 2] },
    }),
    status: 409,
  }),
  azure({
    operation: 'reservationHistory.splitResult',
    title: 'The parts, and what was split',
    path: (told) => ({ ...ofOrder(told), changeId: told('split') }),
    status: 200,
  }),
  azure({
    operation: 'orders.reservations',
    title: 'What was split, and its parts',
    path: ofOrder,
    status: 200,
    remember: { onePart: 'value.1.name', otherPart: 'value.2.name' },
  }),
  azure({
    operation: 'orderChanges.merge',
    title: 'The parts together again',
    path: ofOrder,
    body: (told) => ({
      properties: { sources: [named(told, 'onePart'), named(told, 'otherPart')] },
    }),
    status: 200,
    rememberFromAddress: { merge: 'location' },
  }),
  azure({
    operation: 'orderChanges.merge',
    title: 'One alone',
    path: ofOrder,
    body: (told) => ({ properties: { sources: [named(told, 'onePart')] } }),
    status: 400,
  }),
  azure({
    operation: 'reservationHistory.mergeResult',
    title: 'The parts, and what they became',
    path: (told) => ({ ...ofOrder(told), changeId: told('merge') }),
    status: 200,
  }),
  azure({
    operation: 'reservationHistory.revisions',
    title: 'Every change of what was split',
    path: ofReservation,
    query: () => ({ ...VERSION, $skiptoken: '0' }),
    status: 200,
  }),
];

/** What is over goes out of sight, and an order to another directory. */
const PUT_AWAY: readonly StoryStep[] = [
  azure({
    operation: 'reservationChanges.archive',
    title: 'What was split is over',
    path: ofReservation,
    status: 200,
  }),
  azure({
    operation: 'reservationChanges.archive',
    title: 'One that is active',
    path: reservationNamed('order', 'reservation'),
    status: 409,
  }),
  azure({
    operation: 'reservationChanges.unarchive',
    title: 'In sight again',
    path: ofReservation,
    status: 200,
  }),
  azure({
    operation: 'orderChanges.changeDirectory',
    title: 'To the directory of another tenant',
    path: ofOrder,
    body: () => ({ destinationTenantId: OTHER_TENANT }),
    status: 200,
  }),
  azure({
    operation: 'orders.order',
    title: 'It is shown no longer to whoever moved it',
    path: ofOrder,
    status: 403,
  }),
];

/** What is done with a reservation without paper or charge. */
export const CHANGING: readonly StoryStep[] = [
  ...bought(
    'Four units, to be changed',
    { sku: 'Standard_E2_v3', quantity: 4, name: 'Servers' },
    { order: ORDER, reservation: 'reservationToChange' },
  ),
  ...UPDATED,
  ...SPLIT_AND_MERGED,
  ...PUT_AWAY,
];
