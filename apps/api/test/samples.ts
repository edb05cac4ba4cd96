import {
  billingAccountId,
  Calendar,
  documentNumber,
  instalmentsOf,
  lineId,
  Money,
  principalId,
  reservationId,
  reservationOrderId,
  subscriptionId,
} from '#ledger-core';
import {
  type ChargeView,
  type DocumentView,
  type OrderView,
  type ReservationView,
} from '#read-models';

export const ORDER = reservationOrderId('11111111-aaaa-4bbb-8ccc-000000000001');
export const RESERVATION = reservationId('22222222-aaaa-4bbb-8ccc-000000000001');
export const SIBLING = reservationId('22222222-aaaa-4bbb-8ccc-000000000002');
const SUBSCRIPTION = subscriptionId('33333333-aaaa-4bbb-8ccc-000000000001');

export function usd(amount: string): Money.Money {
  return Money.money(Money.USD, amount);
}

/** Three units for a year, 12.01 each: eleven instalments of 1.00 and a first one of 1.01. */
export function monthlyReservation(changed: Partial<ReservationView> = {}): ReservationView {
  return {
    id: RESERVATION,
    orderId: ORDER,
    billingAccountId: billingAccountId('contoso'),
    product: {
      resourceType: 'VirtualMachines',
      skuName: 'Standard_B1ls',
      region: 'westus',
      term: 'P1Y',
    },
    billingPlan: 'Monthly',
    quantity: 3,
    displayName: 'Nightly builds',
    billingSubscriptionId: SUBSCRIPTION,
    appliedScope: { type: 'Shared', scopes: [] },
    instanceFlexibility: 'On',
    renew: false,
    purchasedOn: Calendar.day('2021-01-31'),
    expiresOn: Calendar.day('2022-01-31'),
    createdAt: Calendar.instant('2021-01-31T08:00:00Z'),
    updatedAt: Calendar.instant('2021-02-28T00:00:00Z'),
    state: 'Succeeded',
    etag: 4,
    archived: false,
    chargedInstalments: 2,
    nextDueOn: Calendar.day('2021-03-31'),
    splitDestinations: [],
    mergeSources: [],
    usage: [],
    ...changed,
  };
}

export function monthlyOrder(changed: Partial<OrderView> = {}): OrderView {
  return {
    id: ORDER,
    billingAccountId: billingAccountId('contoso'),
    orderNumber: 1,
    displayName: 'Nightly builds',
    term: 'P1Y',
    billingPlan: 'Monthly',
    originalQuantity: 3,
    billingSubscriptionId: SUBSCRIPTION,
    purchasedOn: Calendar.day('2021-01-31'),
    expiresOn: Calendar.day('2022-01-31'),
    requestedAt: Calendar.instant('2021-01-31T08:00:00Z'),
    unitPrice: usd('12.01'),
    listUnitPrice: usd('12.01'),
    commitment: usd('36.03'),
    instalments: instalmentsOf(usd('12.01'), 12),
    etag: 4,
    state: 'Succeeded',
    reservations: [monthlyReservation()],
    owners: [principalId('alice@contoso.example')],
    ...changed,
  };
}

export function charge(instalment: number, on: string, amount: string): ChargeView {
  return {
    reservationId: RESERVATION,
    instalment,
    chargedOn: Calendar.day(on),
    periodFrom: Calendar.day(on),
    periodTo: Calendar.addMonths(Calendar.day(on), 1),
    quantity: 3,
    amount: usd(amount),
    invoice: documentNumber('contoso-000001'),
  };
}

export const VOIDED_INVOICE: DocumentView = {
  number: documentNumber('contoso-000001'),
  kind: 'Invoice',
  status: 'Void',
  revision: 2,
  issuedOn: Calendar.day('2021-01-31'),
  dueOn: Calendar.day('2021-03-02'),
  currency: Money.USD,
  lines: [
    {
      id: lineId('44444444-aaaa-4bbb-8ccc-000000000001'),
      kind: 'Purchase',
      description: '3 × Standard_B1ls in westus',
      reservationOrderId: ORDER,
      reservationId: RESERVATION,
      quantity: 3,
      amount: usd('3.03'),
      explanation: { rules: ['R-PUR-2'], steps: [] },
    },
  ],
  total: usd('3.03'),
  paid: usd('0'),
  credited: usd('0'),
  amountDue: usd('0'),
  replaces: [],
  replacedBy: documentNumber('contoso-000002'),
  revisions: [
    { revision: 1, on: Calendar.day('2021-01-31'), why: 'Purchase' },
    { revision: 2, on: Calendar.day('2021-02-10'), why: 'Replaced by contoso-000002' },
  ],
};
