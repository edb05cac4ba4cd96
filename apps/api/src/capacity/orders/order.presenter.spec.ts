import { billingAccountId, Calendar, subscriptionId } from '#ledger-core';
import { orderOn } from '#read-models';
import {
  charge,
  monthlyOrder,
  monthlyReservation,
  ORDER,
  RESERVATION,
} from '../../../test/samples';
import { presentNewOrder, presentOrder } from './order.presenter';

describe('a reservation order', () => {
  it('reads as the real service writes it', () => {
    expect(presentOrder(monthlyOrder())).toEqual({
      id: `/providers/microsoft.capacity/reservationOrders/${ORDER}`,
      name: ORDER,
      type: 'microsoft.capacity/reservationOrders',
      etag: 4,
      properties: {
        displayName: 'Nightly builds',
        requestDateTime: '2021-01-31T08:00:00.000Z',
        createdDateTime: '2021-01-31T08:00:00.000Z',
        benefitStartTime: '2021-01-31T00:00:00.000Z',
        expiryDate: '2022-01-31',
        expiryDateTime: '2022-01-31T00:00:00.000Z',
        term: 'P1Y',
        billingPlan: 'Monthly',
        provisioningState: 'Succeeded',
        originalQuantity: 3,
        billingAccountId: '/providers/Microsoft.Billing/billingAccounts/contoso',
        reservations: [
          {
            id: `/providers/Microsoft.Capacity/reservationOrders/${ORDER}/reservations/${RESERVATION}`,
          },
        ],
      },
    });
  });

  it.each([
    ['the day before it expires', '2022-01-30', 'Succeeded', 'Succeeded'],
    ['the day it expires, run or not (R-TIM-1)', '2022-01-31', 'Succeeded', 'Expired'],
    ['after it was given back', '2022-01-31', 'Cancelled', 'Cancelled'],
  ] as const)('is shown in the state of the day: %s', (_, today, state, shown) => {
    const order = orderOn(monthlyOrder({ state }), Calendar.day(today));
    expect(presentOrder(order).properties.provisioningState).toBe(shown);
  });

  it('shows its payments only when they are asked for', () => {
    expect(presentOrder(monthlyOrder()).properties).not.toHaveProperty('planInformation');
    const charges = [charge(1, '2021-01-31', '3.03')];
    expect(presentOrder(monthlyOrder(), charges).properties.planInformation).toMatchObject({
      startDate: '2021-01-31',
      pricingCurrencyTotal: { currencyCode: 'USD', amount: 36.03 },
    });
  });

  it('is reviewed when the first active of its reservations is', () => {
    const reviewed = (state: 'Cancelled' | 'Succeeded', reviewDateTime: string) =>
      monthlyReservation({ state, reviewDateTime });
    const reservations = [
      reviewed('Cancelled', '2021-06-01T00:00:00Z'),
      monthlyReservation(),
      reviewed('Succeeded', '2021-12-01T00:00:00Z'),
    ];
    expect(presentOrder(monthlyOrder({ reservations })).properties.reviewDateTime).toBe(
      '2021-12-01T00:00:00Z',
    );
  });

  it('is being created as long as the tables do not have it', () => {
    const body = presentNewOrder(
      {
        orderId: ORDER,
        reservationId: RESERVATION,
        billingAccountId: billingAccountId('contoso'),
        on: Calendar.day('2021-01-31'),
      },
      {
        skuName: 'Standard_B1ls',
        location: 'westus',
        billingSubscriptionId: subscriptionId('33333333-aaaa-4bbb-8ccc-000000000001'),
        term: 'P1Y',
        billingPlan: 'Monthly',
        quantity: 3,
        appliedScopeType: 'Shared',
        appliedScopes: [],
        renew: false,
      },
    );
    expect(body).toMatchObject({
      etag: 1,
      properties: { provisioningState: 'Creating', originalQuantity: 3, term: 'P1Y' },
    });
    expect(body.properties).not.toHaveProperty('displayName');
  });
});
