import { type StoryStep, type Told } from '../story-step';
import { azure, bought, orderNamed } from './capacity-steps';

const returned = (order: string, reservation: string, quantity: number) => (told: Told) => ({
  scope: 'Reservation',
  reservationToReturn: {
    reservationId: `/providers/Microsoft.Capacity/reservationOrders/${told(order)}/reservations/${told(reservation)}`,
    quantity,
  },
});

const fourOfTen = returned('orderToReturn', 'reservationToReturn', 4);
const databricks = returned('databricksOrder', 'databricks', 1);

/** A return is previewed and made; another is refused by policy. */
export const RETURNING: readonly StoryStep[] = [
  azure({
    operation: 'refunds.calculateRefund',
    title: 'Four units of ten',
    path: orderNamed('orderToReturn'),
    body: (told) => ({ properties: fourOfTen(told) }),
    status: 200,
    remember: { refundSession: 'properties.sessionId' },
  }),
  azure({
    operation: 'refunds.calculateRefund',
    title: 'More than there are',
    path: orderNamed('orderToReturn'),
    body: (told) => ({
      properties: returned('orderToReturn', 'reservationToReturn', 11)(told),
    }),
    status: 400,
  }),
  azure({
    operation: 'refunds.return',
    title: 'Four units of ten, at the amounts of the session',
    path: orderNamed('orderToReturn'),
    body: (told) => ({
      properties: {
        sessionId: told('refundSession'),
        ...fourOfTen(told),
        returnReason: 'Fewer are needed',
      },
    }),
    status: 202,
  }),
  azure({
    operation: 'operations.result',
    title: 'The order after a return: what was returned, and the rest',
    path: (told) => ({ operationId: told('refundSession') }),
    status: 200,
  }),
  azure({
    operation: 'orders.reservations',
    title: 'What was returned, and a sibling with the rest',
    path: orderNamed('orderToReturn'),
    status: 200,
  }),
  azure({
    operation: 'refunds.calculateRefund',
    title: 'What was returned already',
    path: orderNamed('orderToReturn'),
    body: (told) => ({ properties: fourOfTen(told) }),
    status: 409,
  }),
  ...bought(
    'Units of a type that is never returned',
    { sku: 'DBCU_12500', type: 'Databricks', quantity: 1, name: 'Databricks units' },
    { order: 'databricksOrder', reservation: 'databricks' },
  ),
  azure({
    operation: 'refunds.calculateRefund',
    title: 'A type that is never returned: what policy has against it',
    path: orderNamed('databricksOrder'),
    body: (told) => ({ properties: databricks(told) }),
    status: 200,
    remember: { refusedSession: 'properties.sessionId' },
  }),
  azure({
    operation: 'refunds.return',
    title: 'Refused with the same code',
    path: orderNamed('databricksOrder'),
    body: (told) => ({ properties: { sessionId: told('refusedSession'), ...databricks(told) } }),
    status: 400,
  }),
];
