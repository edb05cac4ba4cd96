import { type ExchangeCalculation, type ExchangeCarriedOut } from '#application';
import {
  billingAccountId,
  Calendar,
  reservationId,
  reservationOrderId,
  subscriptionId,
} from '#ledger-core';
import { ORDER, RESERVATION, usd } from '../../../test/samples';
import {
  presentCalculatedExchange,
  presentExchange,
  presentRunningExchange,
} from './exchange.presenter';

const price = (amount: number) => ({ currencyCode: 'USD', amount });
const OPERATION = 'dabd0617-7330-4dde-9135-3e24296c9be5';
const SESSION = '7efdc6f5-10f5-4ed8-bd47-5cda28affe51';
const NEW_ORDER = reservationOrderId('276447ca-ba23-45b0-bf6b-f5949218c320');
const NEW_RESERVATION = reservationId('77dfa421-4251-415c-a17b-7e0ba3659d6a');
const RETURNED = `/providers/Microsoft.Capacity/reservationOrders/${ORDER}/reservations/${RESERVATION}`;

const UNRECKONED: ExchangeCalculation = {
  operationId: OPERATION,
  sessionId: SESSION,
  billingAccountId: billingAccountId('contoso'),
  on: Calendar.day('2023-03-06'),
  expiresAt: Calendar.instant('2023-03-06T12:15:00Z'),
  returns: [{ orderId: ORDER, reservationId: RESERVATION, quantity: 1 }],
  purchases: [
    {
      skuName: 'Standard_B1s',
      location: 'eastus',
      reservedResourceType: 'VirtualMachines',
      billingSubscriptionId: subscriptionId('b0f278e1-1f18-4378-84d7-b44dfa708665'),
      term: 'P1Y',
      billingPlan: 'Upfront',
      quantity: 3,
      appliedScopeType: 'Shared',
      appliedScopes: [],
      renew: false,
    },
  ],
  policyRefusals: [],
};

/** 1 of 3 in the first month of 12 at 15.00 a unit, for another of 120.00. */
const CALCULATION: ExchangeCalculation = {
  ...UNRECKONED,
  amounts: {
    returns: [
      {
        quantity: 1,
        refund: usd('15.00'),
        pricingRefund: usd('15.00'),
        prorated: usd('15.00'),
        fee: usd('0'),
        cancelledInstalments: usd('165.00'),
        remainingCommitment: usd('165.00'),
        totalPaid: usd('45.00'),
        completedInstalments: 1,
        totalInstalments: 12,
      },
    ],
    purchases: [{ unitPrice: usd('40'), commitment: usd('120'), firstCharge: usd('120') }],
    refundTotal: usd('15.00'),
    cancelledInstalmentsTotal: usd('165.00'),
    remainingCommitmentTotal: usd('165.00'),
    purchaseTotal: usd('120.00'),
    netPayable: usd('-60.00'),
  },
};

const CARRIED_OUT: ExchangeCarriedOut = {
  sessionId: SESSION,
  billingAccountId: CALCULATION.billingAccountId,
  on: CALCULATION.on,
  refundTotal: usd('15.00'),
  cancelledInstalmentsTotal: usd('165.00'),
  purchaseTotal: usd('120.00'),
  netPayable: usd('-60.00'),
  bought: [{ orderId: NEW_ORDER, reservationId: NEW_RESERVATION }],
};

const SUMS = {
  sessionId: SESSION,
  // 15.00 back and 165.00 that nobody will pay.
  refundsTotal: price(180),
  purchasesTotal: price(120),
  netPayable: price(-60),
  policyResult: { policyErrors: null },
  savingsPlansToPurchase: [],
};

const PLACE = {
  reservationOrderId: `/providers/microsoft.capacity/reservationOrders/${NEW_ORDER}`,
  reservationId: `/providers/Microsoft.Capacity/reservationOrders/${NEW_ORDER}/reservations/${NEW_RESERVATION}`,
};

describe('an exchange', () => {
  it('as it was calculated reads as the real service writes it, nulls included', () => {
    expect(presentCalculatedExchange(CALCULATION)).toEqual({
      id: `/providers/Microsoft.Capacity/operationResults/${OPERATION}`,
      name: OPERATION,
      status: 'Succeeded',
      properties: {
        ...SUMS,
        reservationsToPurchase: [
          {
            properties: {
              location: 'eastus',
              sku: { name: 'Standard_B1s' },
              properties: {
                reservedResourceType: 'VirtualMachines',
                billingScopeId: '/subscriptions/b0f278e1-1f18-4378-84d7-b44dfa708665',
                term: 'P1Y',
                billingPlan: 'Upfront',
                quantity: 3,
                displayName: null,
                appliedScopeType: 'Shared',
                appliedScopes: null,
                renew: false,
                reservedResourceProperties: null,
                instanceFlexibility: null,
                reviewDateTime: null,
              },
            },
            billingCurrencyTotal: price(120),
            paymentSchedule: null,
            pricingCurrencyTotal: null,
          },
        ],
        reservationsToExchange: [
          {
            reservationId: RETURNED,
            quantity: 1,
            billingRefundAmount: price(15),
            billingInformation: {
              billingCurrencyTotalPaidAmount: price(45),
              billingCurrencyProratedAmount: price(30),
              billingCurrencyRemainingCommitmentAmount: price(165),
            },
          },
        ],
      },
    });
  });

  it('that policy keeps from being reckoned has no amounts, and says why', () => {
    const refusal = { code: 'ReservationsOfSeveralAccounts', reservations: [RESERVATION] } as const;
    const { properties } = presentCalculatedExchange({ ...UNRECKONED, policyRefusals: [refusal] });
    expect(properties).not.toHaveProperty('netPayable');
    expect(properties.reservationsToExchange).toEqual([{ reservationId: RETURNED, quantity: 1 }]);
    expect(properties.policyResult.policyErrors).toMatchObject([{ code: 'BillingScopeMismatch' }]);
  });

  it('that is running has every line pending, by the id of its session', () => {
    const { name, status, properties } = presentRunningExchange(CALCULATION);
    expect([name, status]).toEqual([SESSION, 'PendingPurchases']);
    const { reservationsToExchange, reservationsToPurchase } = properties;
    expect([...reservationsToExchange, ...reservationsToPurchase]).toMatchObject([
      { status: 'Pending' },
      { status: 'Pending' },
    ]);
  });

  it('that is done names what was bought', () => {
    const { status, properties } = presentExchange(CARRIED_OUT, CALCULATION);
    expect(status).toBe('Succeeded');
    expect(properties).toMatchObject({
      ...SUMS,
      reservationsToExchange: [{ status: 'Succeeded', billingRefundAmount: price(15) }],
      reservationsToPurchase: [{ ...PLACE, status: 'Succeeded', billingCurrencyTotal: price(120) }],
    });
  });

  it('whose session is lost answers what its operation knows: the sums and what was bought', () => {
    expect(presentExchange(CARRIED_OUT, undefined).properties).toEqual({
      ...SUMS,
      reservationsToExchange: [],
      reservationsToPurchase: [
        { ...PLACE, status: 'Succeeded', paymentSchedule: null, pricingCurrencyTotal: null },
      ],
    });
  });

  it('repeats the day of review that was asked for', () => {
    const reviewDateTime = Calendar.instant('2024-01-31T00:00:00Z');
    const [asked] = UNRECKONED.purchases;
    if (asked === undefined) throw new Error('One is bought');
    const purchases = [{ ...asked, reviewDateTime }];
    const { properties } = presentCalculatedExchange({ ...CALCULATION, purchases });
    expect(properties.reservationsToPurchase[0]?.properties).toMatchObject({
      properties: { reviewDateTime },
    });
  });
});
