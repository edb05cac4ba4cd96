import { Calendar } from '#ledger-core';
import { monthlyReservation, ORDER, RESERVATION, SIBLING } from '../../test/samples';
import { presentReservation } from './reservation.presenter';

const PREFIX = `/providers/Microsoft.Capacity/reservationOrders/${ORDER}/reservations/`;
const SUBSCRIPTION = '/subscriptions/33333333-aaaa-4bbb-8ccc-000000000001';

describe('a reservation', () => {
  it('reads as the real service writes it', () => {
    expect(presentReservation(monthlyReservation())).toEqual({
      id: `${PREFIX}${RESERVATION}`,
      name: RESERVATION,
      type: 'microsoft.capacity/reservationOrders/reservations',
      location: 'westus',
      etag: 4,
      sku: { name: 'Standard_B1ls' },
      properties: {
        reservedResourceType: 'VirtualMachines',
        userFriendlyRenewState: 'Off',
        skuDescription: 'Standard_B1ls',
        renew: false,
        archived: false,
        quantity: 3,
        appliedScopeType: 'Shared',
        displayName: 'Nightly builds',
        provisioningState: 'Succeeded',
        term: 'P1Y',
        displayProvisioningState: 'Succeeded',
        userFriendlyAppliedScopeType: 'Shared',
        expiryDate: '2022-01-31',
        expiryDateTime: '2022-01-31T00:00:00.000Z',
        purchaseDate: '2021-01-31',
        purchaseDateTime: '2021-01-31T00:00:00.000Z',
        benefitStartTime: '2021-01-31T00:00:00.000Z',
        effectiveDateTime: '2021-01-31T08:00:00.000Z',
        lastUpdatedDateTime: '2021-02-28T00:00:00.000Z',
        instanceFlexibility: 'On',
        billingPlan: 'Monthly',
        billingScopeId: SUBSCRIPTION,
      },
    });
  });

  it.each([
    [SUBSCRIPTION, 'Single', { subscriptionId: SUBSCRIPTION }],
    [
      `${SUBSCRIPTION}/resourceGroups/builds`,
      'ResourceGroup',
      { resourceGroupId: `${SUBSCRIPTION}/resourceGroups/builds` },
    ],
  ])('of the single scope %s says what it is', (scope, friendly, named) => {
    const single = monthlyReservation({ appliedScope: { type: 'Single', scopes: [scope] } });
    expect(presentReservation(single).properties).toMatchObject({
      appliedScopeType: 'Single',
      userFriendlyAppliedScopeType: friendly,
      appliedScopes: [scope],
      appliedScopeProperties: named,
    });
  });

  it('that was returned in part names the one that holds the rest, and that one names it', () => {
    const closed = monthlyReservation({
      state: 'Cancelled',
      splitDestinations: [SIBLING],
      returned: { on: Calendar.day('2021-02-28'), quantity: 1, purpose: 'Refund' },
    });
    const rest = monthlyReservation({ id: SIBLING, splitSource: RESERVATION });
    expect(presentReservation(closed).properties).toMatchObject({
      provisioningState: 'Cancelled',
      quantity: 1,
      userFriendlyRenewState: 'NotApplicable',
      splitProperties: { splitDestinations: [`${PREFIX}${SIBLING}`] },
    });
    expect(presentReservation(rest).properties.splitProperties).toEqual({
      splitSource: `${PREFIX}${RESERVATION}`,
    });
  });
});
