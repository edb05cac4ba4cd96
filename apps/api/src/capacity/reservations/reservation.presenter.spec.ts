import { Calendar, reservationId, reservationOrderId, subscriptionId } from '#ledger-core';
import { type ReservationView } from '#read-models';
import { monthlyReservation, ORDER, RESERVATION, SIBLING } from '../../../test/samples';
import { presentReservation } from './reservation.presenter';

const PREFIX = `/providers/microsoft.capacity/reservationOrders/${ORDER}/reservations/`;
const SUBSCRIPTION = '/subscriptions/33333333-aaaa-4bbb-8ccc-000000000001';
const WHOLE = reservationId('22222222-aaaa-4bbb-8ccc-000000000003');
const TODAY = Calendar.day('2021-03-03');

function shown(changed: Partial<ReservationView> = {}, today = TODAY) {
  return presentReservation(monthlyReservation(changed), today).properties;
}

describe('a reservation', () => {
  it('reads as the real service writes it', () => {
    expect(presentReservation(monthlyReservation(), TODAY)).toEqual({
      id: `${PREFIX}${RESERVATION}`,
      name: RESERVATION,
      type: 'microsoft.capacity/reservationOrders/reservations',
      location: 'westus',
      etag: 4,
      sku: { name: 'Standard_B1ls' },
      properties: {
        reservedResourceType: 'VirtualMachines',
        userFriendlyRenewState: 'Off',
        skuDescription: 'Virtual machine Standard_B1ls in westus, reserved for 1 year',
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
        effectiveDateTime: '2021-02-28T00:00:00.000Z',
        lastUpdatedDateTime: '2021-02-28T00:00:00.000Z',
        instanceFlexibility: 'On',
        billingPlan: 'Monthly',
        billingScopeId: SUBSCRIPTION,
      },
    });
  });

  it.each([
    [SUBSCRIPTION, 'Single', { subscriptionId: SUBSCRIPTION, displayName: 'Production' }],
    [
      SUBSCRIPTION.replace('/subscriptions/', ''),
      'Single',
      { subscriptionId: SUBSCRIPTION, displayName: 'Production' },
    ],
    [
      `${SUBSCRIPTION}/resourceGroups/builds`,
      'ResourceGroup',
      { resourceGroupId: `${SUBSCRIPTION}/resourceGroups/builds`, displayName: 'builds' },
    ],
  ])('of the single scope %s says what it is', (scope, friendly, named) => {
    const [id] = Object.values(named);
    const appliedScope = { type: 'Single', scopes: [scope] } as const;
    expect(shown({ appliedScope, scopeName: 'Production' })).toMatchObject({
      appliedScopeType: 'Single',
      userFriendlyAppliedScopeType: friendly,
      appliedScopes: [id],
      appliedScopeProperties: named,
    });
  });

  it('of a management group names the group and its tenant', () => {
    const group = '/providers/Microsoft.Management/managementGroups/all-builds';
    const properties = shown({
      appliedScope: { type: 'ManagementGroup', scopes: [group, 'the-tenant'] },
    });
    expect(properties).toMatchObject({
      userFriendlyAppliedScopeType: 'ManagementGroup',
      appliedScopeProperties: {
        managementGroupId: group,
        tenantId: 'the-tenant',
        displayName: 'all-builds',
      },
    });
    expect(properties).not.toHaveProperty('appliedScopes');
  });

  // It ends on 2022-01-31: thirty days before is 2022-01-01.
  it.each([
    ['2021-12-31', 'Succeeded'],
    ['2022-01-01', 'Expiring'],
    ['2022-01-30', 'Expiring'],
    ['2022-01-31', 'Expired'],
  ])('is on %s shown as %s', (today, state) => {
    expect(shown({}, Calendar.day(today))).toMatchObject({
      provisioningState: 'Succeeded',
      displayProvisioningState: state,
    });
  });

  it('that was returned in part names the one that holds the rest, and that one names it', () => {
    const closed = shown({
      state: 'Cancelled',
      quantity: 1,
      splitDestinations: [SIBLING],
      returned: { on: Calendar.day('2021-02-28'), quantity: 1, purpose: 'Refund' },
    });
    expect(closed).toMatchObject({
      provisioningState: 'Cancelled',
      displayProvisioningState: 'Cancelled',
      quantity: 1,
      userFriendlyRenewState: 'NotApplicable',
      splitProperties: { splitDestinations: [`${PREFIX}${SIBLING}`] },
      extendedStatusInfo: {
        statusCode: 'Split',
        message: `The quantity 1 was returned for a refund on 2021-02-28; the rest is the reservation ${SIBLING}.`,
      },
    });
    expect(shown({ id: SIBLING, splitSource: RESERVATION }).splitProperties).toEqual({
      splitSource: `${PREFIX}${RESERVATION}`,
    });
  });

  it('that was returned whole says so with no code, for Azure has none', () => {
    const returned = { on: Calendar.day('2021-02-28'), quantity: 3, purpose: 'Exchange' } as const;
    expect(shown({ state: 'Cancelled', returned }).extendedStatusInfo).toEqual({
      statusCode: 'None',
      message: 'The quantity 3 was returned in an exchange on 2021-02-28.',
    });
  });

  it('that was split or merged says what became of it, and what came of it says from what', () => {
    const split = shown({ state: 'Cancelled', splitDestinations: [SIBLING, WHOLE] });
    expect(split.extendedStatusInfo).toEqual({
      statusCode: 'Split',
      message: 'It was divided into 2 reservations and is no longer active itself.',
    });
    expect(shown({ state: 'Cancelled', mergeDestination: WHOLE })).toMatchObject({
      mergeProperties: { mergeDestination: `${PREFIX}${WHOLE}` },
      extendedStatusInfo: {
        statusCode: 'Merged',
        message: `It went into the reservation ${WHOLE} and is no longer active itself.`,
      },
    });
    const sources = [RESERVATION, SIBLING];
    expect(shown({ id: WHOLE, mergeSources: sources }).mergeProperties).toEqual({
      mergeSources: sources.map((id) => `${PREFIX}${id}`),
    });
  });

  it('R-PUR-6: says whether it will be, was or was not bought again', () => {
    const place = {
      orderId: reservationOrderId('11111111-aaaa-4bbb-8ccc-000000000002'),
      reservationId: WHOLE,
    };
    const named = `/providers/microsoft.capacity/reservationOrders/${place.orderId}/reservations/${WHOLE}`;
    expect(shown({ renew: true }).userFriendlyRenewState).toBe('On');
    expect(shown({ renewSource: place }).renewSource).toBe(named);
    expect(shown({ state: 'Expired', renewDestination: place })).toMatchObject({
      userFriendlyRenewState: 'Renewed',
      renewDestination: named,
      extendedStatusInfo: {
        statusCode: 'Expired',
        message: `Its term ended on 2022-01-31; ${WHOLE} was bought in its place.`,
      },
    });
    expect(shown({ state: 'Expired', notRenewedWhy: 'ListedNoLonger' })).toMatchObject({
      userFriendlyRenewState: 'NotRenewed',
      extendedStatusInfo: {
        message:
          'Its term ended on 2022-01-31; it was not renewed because what it renews to was no longer listed.',
      },
    });
    expect(shown({ state: 'Expired' }).extendedStatusInfo?.message).toBe(
      'Its term ended on 2022-01-31.',
    );
  });

  it('shows what will be bought again only when that is asked for', () => {
    const renewing = monthlyReservation({
      renew: true,
      renewProperties: {
        quantity: 2,
        renew: false,
        billingSubscriptionId: subscriptionId('33333333-aaaa-4bbb-8ccc-000000000009'),
      },
    });
    expect(presentReservation(renewing, TODAY).properties).not.toHaveProperty('renewProperties');
    const asked = { renewProperties: true };
    expect(presentReservation(renewing, TODAY, asked).properties.renewProperties).toEqual({
      purchaseProperties: {
        sku: { name: 'Standard_B1ls' },
        location: 'westus',
        properties: {
          reservedResourceType: 'VirtualMachines',
          billingScopeId: '/subscriptions/33333333-aaaa-4bbb-8ccc-000000000009',
          term: 'P1Y',
          billingPlan: 'Monthly',
          quantity: 2,
          displayName: 'Nightly builds',
          appliedScopeType: 'Shared',
          renew: false,
          reservedResourceProperties: { instanceFlexibility: 'On' },
        },
      },
    });
    const ending = presentReservation(monthlyReservation(), TODAY, asked);
    expect(ending.properties).not.toHaveProperty('renewProperties');
  });

  it('keeps its review and its place in the archive', () => {
    const reviewDateTime = '2021-12-01T00:00:00.000Z';
    expect(shown({ archived: true, reviewDateTime })).toMatchObject({
      archived: true,
      reviewDateTime,
    });
  });
});
