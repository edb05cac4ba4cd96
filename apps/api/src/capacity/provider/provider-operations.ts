import { type BodyOf } from '../../http/body-of';
import { type providerOperationAnswer } from './provider-operations.answer';

type ProviderOperation = BodyOf<typeof providerOperationAnswer>;

type Row = readonly [name: string, resource: string, operation: string, description: string];

const ORDERS = 'Reservation orders';
const RESERVATIONS = 'Reservations';
const SUBSCRIPTIONS = 'Subscriptions';

/** What this ledger serves of the provider, and no more. */
const ROWS: readonly Row[] = [
  ['calculatePrice/action', ORDERS, 'Quote a purchase', 'Prices a purchase and keeps the price.'],
  ['reservationOrders/read', ORDERS, 'Read orders', 'Reads orders, with their payments if asked.'],
  ['reservationOrders/write', ORDERS, 'Buy', 'Buys what was quoted.'],
  [
    'reservationOrders/changeDirectory/action',
    ORDERS,
    'Change directory',
    'Moves an order to the directory of another tenant.',
  ],
  [
    'reservationOrders/calculateRefund/action',
    ORDERS,
    'Preview a refund',
    'Says what returning a quantity gives back, and what policy has against it.',
  ],
  ['reservationOrders/return/action', ORDERS, 'Return', 'Returns what a refund was reckoned for.'],
  [
    'reservationOrders/split/action',
    ORDERS,
    'Split a reservation',
    'Divides a reservation into two.',
  ],
  [
    'reservationOrders/merge/action',
    ORDERS,
    'Merge reservations',
    'Puts reservations of one order together.',
  ],
  [
    'calculateExchange/action',
    RESERVATIONS,
    'Preview an exchange',
    'Reckons what is returned against what is bought.',
  ],
  ['exchange/action', RESERVATIONS, 'Exchange', 'Carries out an exchange that was reckoned.'],
  ['reservations/read', RESERVATIONS, 'List all', 'Reads the reservations of all orders.'],
  [
    'reservationOrders/reservations/read',
    RESERVATIONS,
    'Read reservations',
    'Reads the reservations of an order.',
  ],
  [
    'reservationOrders/reservations/write',
    RESERVATIONS,
    'Change a reservation',
    'Changes name, scope, flexibility and renewal.',
  ],
  [
    'reservationOrders/reservations/availableScopes/action',
    RESERVATIONS,
    'Check scopes',
    'Says which scopes a reservation may be applied to.',
  ],
  [
    'reservationOrders/reservations/archive/action',
    RESERVATIONS,
    'Archive',
    'Puts a reservation that is over out of sight.',
  ],
  [
    'reservationOrders/reservations/unarchive/action',
    RESERVATIONS,
    'Unarchive',
    'Takes a reservation back out of the archive.',
  ],
  [
    'reservationOrders/reservations/revisions/read',
    RESERVATIONS,
    'Read revisions',
    'Reads what each change of a reservation made of it.',
  ],
  [
    'operationResults/read',
    RESERVATIONS,
    'Read results',
    'Reads how far an operation has come, and its result.',
  ],
  ['catalogs/read', SUBSCRIPTIONS, 'Read the catalogue', 'Reads what a subscription can buy.'],
  [
    'appliedReservations/read',
    SUBSCRIPTIONS,
    'Read applied orders',
    'Reads the orders that a subscription can use.',
  ],
];

/** Every operation of the provider that callers may ask for. */
export const PROVIDER_OPERATIONS: readonly ProviderOperation[] = ROWS.map(
  ([name, resource, operation, description]) => ({
    name: `Microsoft.Capacity/${name}`,
    isDataAction: false,
    display: { provider: 'Microsoft Capacity', resource, operation, description },
  }),
);
