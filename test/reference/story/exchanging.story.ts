import { type StoryStep, type Told } from '../story-step';
import { azure, bought, purchase } from './capacity-steps';
import { OTHER_SUBSCRIPTION } from './given-ids';

const exchange = (sku: string, quantity: number) => (told: Told) => ({
  properties: {
    reservationsToExchange: [
      {
        reservationId: `/providers/Microsoft.Capacity/reservationOrders/${told('orderToExchange')}/reservations/${told('reservationToExchange')}`,
        quantity: 2,
      },
    ],
    reservationsToPurchase: [purchase({ sku, quantity, name: 'Databases' })],
  },
});

/** Smaller machines are exchanged for larger ones; an exchange that would bring money back is refused. */
export const EXCHANGING: readonly StoryStep[] = [
  ...bought(
    'Two units, to be exchanged',
    { sku: 'Standard_D2_v3', quantity: 2, name: 'Small servers' },
    { order: 'orderToExchange', reservation: 'reservationToExchange' },
  ),
  azure({
    operation: 'exchanges.calculateExchange',
    title: 'Two units for one that costs less',
    body: exchange('Standard_D2_v3', 1),
    status: 202,
    rememberFromAddress: { refusedCalculation: 'azure-asyncoperation' },
  }),
  azure({
    operation: 'operations.result',
    title: 'A calculated exchange, and what policy has against it',
    path: (told) => ({ operationId: told('refusedCalculation') }),
    status: 200,
    remember: { refusedExchange: 'properties.sessionId' },
  }),
  azure({
    operation: 'exchanges.exchange',
    title: 'Refused with the same code',
    body: (told) => ({ properties: { sessionId: told('refusedExchange') } }),
    status: 400,
  }),
  azure({
    operation: 'exchanges.calculateExchange',
    title: 'Two units for two that cost more',
    body: exchange('Standard_E2_v3', 2),
    status: 202,
    rememberFromAddress: { calculation: 'azure-asyncoperation' },
  }),
  azure({
    operation: 'operations.result',
    title: 'A calculated exchange: its amounts, and its session',
    path: (told) => ({ operationId: told('calculation') }),
    status: 200,
    remember: { exchangeSession: 'properties.sessionId' },
  }),
  azure({
    operation: 'exchanges.exchange',
    title: 'At the amounts of the session',
    body: (told) => ({ properties: { sessionId: told('exchangeSession') } }),
    status: 202,
  }),
  azure({
    operation: 'operations.result',
    title: 'An exchange that is done: the new order and its reservation',
    path: (told) => ({ operationId: told('exchangeSession') }),
    status: 200,
  }),
  azure({
    operation: 'operations.result',
    title: 'An operation that is not there',
    path: () => ({ operationId: OTHER_SUBSCRIPTION }),
    status: 404,
  }),
];
