import { projected } from '../../test/projected';
import { sample } from '../../test/sample-events';
import { owners } from './owner.read-model';
import { reservationOrders } from './reservation-order.read-model';
import { reservationRevisions } from './reservation-revision.read-model';
import { reservations } from './reservation.read-model';

const ORDER = '375626df-4f04-4754-8ab1-6539e9b5c2ab';
const SPLIT = 'e93f53fa-cc47-4aac-abd5-c05aef6f0803';
const DAY = 'f8071f34-8b00-4931-a3af-1c883ebf449b';
const NIGHT = 'c40d962c-1f40-4978-9c6a-3102d5878343';
const MERGED = 'a3b88f17-2416-4b38-8633-ea06a3866b15';

const changed = { etag: '8', updated_at: '2021-03-20T08:00:00.000Z' };
const begun = {
  ...{ position: '7', log_position: '4711', created_at: '2021-03-20T08:00:00.000Z' },
  ...changed,
};

test('what is bought says what will be bought in its place, and when its owner looks at it again', () => {
  expect(projected(reservations, sample('ReservationPurchased.renewing'))).toMatchObject([
    {
      row: {
        renew: true,
        renew_properties: { product: { skuName: 'Standard_D2s_v4' }, quantity: 1 },
        review_date_time: '2022-04-03T08:00:00.000Z',
        archived: false,
        merge_sources: [],
        renewed_by: null,
      },
    },
  ]);
});

test('what is left of a return in part drops the renew properties, and keeps that it is renewed', () => {
  const [copy] = projected(reservations, sample('ReservationReturned.card'));
  expect(copy).toMatchObject({ change: 'copy', columns: { renew_properties: null } });
  expect(copy).not.toHaveProperty('columns.renew');
});

test('a reservation that is split becomes several, in their order, and closes', () => {
  const part = {
    ...begun,
    split_source: SPLIT,
    split_destinations: [],
    merge_sources: [],
    merge_destination: null,
    archived: false,
    renew_properties: null,
  };
  const copy = (id: string, columns: object) => ({
    change: 'copy',
    from: { id: SPLIT },
    to: { id },
    columns: { ...part, ...columns },
    whenMissing: 'fail',
  });
  expect(projected(reservations, sample('ReservationSplit'))).toEqual([
    copy(DAY, { n: 0, quantity: 2, display_name: 'Batch workers, day' }),
    copy(NIGHT, { n: 1, quantity: 3, display_name: 'Batch workers, night' }),
    {
      change: 'patch',
      key: { id: SPLIT },
      columns: {
        ...changed,
        state: 'Cancelled',
        next_due_on: null,
        split_destinations: [DAY, NIGHT],
      },
    },
  ]);
});

test('reservations that are merged close, and what they become has what the event says and the dates of any', () => {
  const closed = (id: string) => ({
    change: 'patch',
    key: { id },
    columns: { ...changed, state: 'Cancelled', next_due_on: null, merge_destination: MERGED },
  });
  expect(projected(reservations, sample('ReservationsMerged'))).toEqual([
    {
      change: 'copy',
      from: { id: DAY },
      to: { id: MERGED },
      columns: {
        ...begun,
        n: 0,
        quantity: 5,
        display_name: 'Batch workers',
        billing_subscription_id: 'aaaaaaaa-0000-4000-8000-000000000003',
        applied_scope: {
          type: 'Single',
          scopes: ['/subscriptions/aaaaaaaa-0000-4000-8000-000000000003'],
        },
        instance_flexibility: 'On',
        renew: false,
        renew_properties: null,
        archived: false,
        split_source: null,
        split_destinations: [],
        merge_sources: [DAY, NIGHT],
        merge_destination: null,
      },
      whenMissing: 'fail',
    },
    closed(DAY),
    closed(NIGHT),
  ]);
});

test('what was swapped covers the twin', () => {
  expect(projected(reservations, sample('ReservationSwapped'))).toEqual([
    { change: 'patch', key: { id: MERGED }, columns: { ...changed, sku_name: 'Standard_F2s' } },
  ]);
});

test('an update changes what it names and leaves the rest alone', () => {
  expect(projected(reservations, sample('ReservationUpdated'))).toMatchObject([
    {
      change: 'patch',
      key: { id: MERGED },
      columns: {
        ...changed,
        display_name: 'Batch workers, Europe',
        applied_scope: { type: 'ManagementGroup' },
        billing_subscription_id: 'aaaaaaaa-0000-4000-8000-000000000003',
        instance_flexibility: 'Off',
        renew: true,
        renew_properties: { quantity: 3 },
        review_date_time: '2022-04-05T08:00:00.000Z',
      },
    },
  ]);
  const off = sample('ReservationUpdated', { changes: { renew: false } });
  expect(projected(reservations, off)).toEqual([
    { change: 'patch', key: { id: MERGED }, columns: { ...changed, renew: false } },
  ]);
});

test.each([
  ['ReservationArchived', { archived: true }],
  ['ReservationUnarchived', { archived: false }],
])('%s leaves %j', (name, columns) => {
  expect(projected(reservations, sample(name))).toEqual([
    { change: 'patch', key: { id: SPLIT }, columns: { ...changed, ...columns } },
  ]);
});

test('what expired says what was bought in its place, or why nothing was', () => {
  expect(projected(reservations, sample('ReservationRenewed'))).toMatchObject([
    {
      key: { id: '8abe4fa5-bbe1-4fef-b373-594ed848fcf2' },
      columns: { renewed_by: 'cdbc2b4d-df0a-4cfd-a354-b7fb422ea2e1' },
    },
  ]);
  expect(projected(reservations, sample('RenewalNotPossible'))).toMatchObject([
    { key: { id: MERGED }, columns: { not_renewed_why: 'ListedNoLonger' } },
  ]);
});

test.each([
  'ReservationSplit',
  'ReservationsMerged',
  'ReservationSwapped',
  'ReservationUpdated',
  'ReservationArchived',
  'ReservationUnarchived',
  'RenewalNotPossible',
])('%s changes the etag of the order', (name) => {
  expect(projected(reservationOrders, sample(name))).toEqual([
    { change: 'patch', key: { id: ORDER }, columns: { etag: '8' } },
  ]);
});

test('owners are added and taken away one by one', () => {
  expect(projected(owners, sample('OwnerAdded'))).toEqual([
    {
      change: 'upsert',
      row: { order_id: ORDER, principal_id: 'dave@fabrikam.example', tenant_id: null },
    },
  ]);
  expect(projected(owners, sample('OwnerRemoved'))).toEqual([
    { change: 'delete', key: { order_id: ORDER, principal_id: 'carol@fabrikam.example' } },
  ]);
});

test('an order that is moved has a directory of its own, and the owners it is left, who are of that', () => {
  const moved = sample('OrderDirectoryChanged');
  const tenant = 'c3a1f6de-1c64-4f0e-9a52-6c5d1a7b9e02';
  expect(projected(reservationOrders, moved)).toEqual([
    { change: 'patch', key: { id: ORDER }, columns: { tenant_id: tenant, etag: '8' } },
  ]);
  expect(projected(owners, moved)).toEqual([
    { change: 'delete', key: { order_id: ORDER, principal_id: 'dave@fabrikam.example' } },
    {
      change: 'upsert',
      row: { order_id: ORDER, principal_id: 'carol@fabrikam.example', tenant_id: null },
    },
  ]);
});

test('every change of a reservation is a revision that says what changed, a copy where it comes from', () => {
  const at = { stream_revision: '7', changed_at: '2021-03-20T08:00:00.000Z' };
  expect(projected(reservationRevisions, sample('ReservationSplit'))).toMatchObject([
    { change: 'upsert', row: { ...at, reservation_id: DAY, what: { copied_from: SPLIT } } },
    { row: { ...at, reservation_id: NIGHT, what: { copied_from: SPLIT, quantity: 3 } } },
    { row: { ...at, reservation_id: SPLIT, what: { state: 'Cancelled' } } },
  ]);
  expect(projected(reservationRevisions, sample('ReservationSwapped'))).toEqual([
    {
      change: 'upsert',
      row: { ...at, reservation_id: MERGED, what: { ...changed, sku_name: 'Standard_F2s' } },
    },
  ]);
  expect(projected(reservationRevisions, sample('ReservationPurchased.renewing'))).toMatchObject([
    { row: { reservation_id: 'aebc06c7-ec92-43b5-8236-a213767eecb5', what: { quantity: 2 } } },
  ]);
});
