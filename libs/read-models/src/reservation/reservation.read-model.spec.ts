import { eventOf, firstIds, projected, projectedOfSubscription } from '../../test/projected';
import { sample } from '../../test/sample-events';
import { charges } from './charge.read-model';
import { owners } from './owner.read-model';
import { reservationOrders } from './reservation-order.read-model';
import { reservations } from './reservation.read-model';

const { order, reservation: first, sibling } = firstIds();
const bought = eventOf('ReservationPurchased');

describe('a purchase', () => {
  it('makes an order with the schedule of one unit', () => {
    expect(projected(reservationOrders, bought)).toMatchObject([
      {
        change: 'upsert',
        row: {
          id: order,
          billing_account_id: 'contoso',
          order_number: 1,
          original_quantity: 3,
          billing_plan: 'Monthly',
          purchased_on: '2021-01-15',
          expires_on: '2024-01-15',
          currency: 'USD',
          unit_price: '3600.00',
          commitment: '10800.00',
          instalment_count: 36,
          instalment_base: '100.00',
          instalment_extra: 0,
          etag: '8',
        },
      },
    ]);
  });

  it('makes a reservation that is active and has nothing charged yet', () => {
    expect(projected(reservations, bought)).toMatchObject([
      {
        change: 'upsert',
        row: {
          id: first,
          order_id: order,
          position: '7',
          quantity: 3,
          sku_name: 'Standard_D2s_v3',
          state: 'Succeeded',
          charged_instalments: 0,
          next_due_on: null,
          split_source: null,
          returned_on: null,
          created_at: '2021-03-20T08:00:00.000Z',
        },
      },
    ]);
  });

  it('makes the buyer the owner', () => {
    const row = { order_id: order, principal_id: 'alice@contoso.example', tenant_id: null };
    expect(projected(owners, bought)).toEqual([{ change: 'upsert', row }]);
  });

  it('keeps the tenant of an owner whose name is of one', () => {
    const row = { principal_id: 'adele@litware.example', tenant_id: 'litware.example' };
    expect(projected(owners, sample('ReservationPurchased.owner-of-a-tenant'))).toMatchObject([
      { change: 'upsert', row },
    ]);
  });

  it('in the stream of a subscription is a fault', () => {
    expect(() => projectedOfSubscription(reservations, bought)).toThrow(/An event of an account/);
  });
});

describe('a charge', () => {
  it('is a row, and moves the schedule of its reservation on', () => {
    const second = eventOf('ChargeMade', 1);
    expect(projected(charges, second)).toMatchObject([
      {
        change: 'upsert',
        row: {
          reservation_id: first,
          instalment: 2,
          charged_on: '2021-02-15',
          period_from: '2021-02-15',
          period_to: '2021-03-15',
          quantity: 3,
          unit_amount: '100.00',
          amount: '300.00',
          method: 'invoice',
          invoice: 'contoso-000002',
        },
      },
    ]);
    expect(projected(reservations, second)).toMatchObject([
      {
        change: 'patch',
        key: { id: first },
        columns: { charged_instalments: 2, next_due_on: '2021-03-15', etag: '8' },
      },
    ]);
  });

  it('that is the last leaves nothing due', () => {
    // The upfront purchase of the life.
    const upfront = eventOf('ChargeMade', 4);
    expect(projected(reservations, upfront)).toMatchObject([{ columns: { next_due_on: null } }]);
  });
});

describe('a return', () => {
  it('in part copies the reservation to its sibling before it closes it', () => {
    const [copy, patch] = projected(reservations, eventOf('ReservationReturned'));
    expect(copy).toMatchObject({
      change: 'copy',
      from: { id: first },
      to: { id: sibling },
      columns: { quantity: 2, split_source: first, split_destinations: [], position: '7' },
      whenMissing: 'fail',
    });
    expect(patch).toMatchObject({
      change: 'patch',
      key: { id: first },
      columns: {
        state: 'Cancelled',
        next_due_on: null,
        returned_on: '2021-03-20',
        returned_quantity: 1,
        returned_for: 'Refund',
        split_destinations: [sibling],
      },
    });
  });

  it('of the whole makes no sibling', () => {
    const whole = eventOf('ReservationReturned', 2);
    expect(projected(reservations, whole)).toMatchObject([
      { change: 'patch', columns: { state: 'Cancelled', split_destinations: [] } },
    ]);
    expect(projected(reservationOrders, whole)).toEqual([
      { change: 'patch', key: { id: order }, columns: { etag: '8' } },
    ]);
  });
});
