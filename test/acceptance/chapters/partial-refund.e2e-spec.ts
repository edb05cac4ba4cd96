import { type AzureReservationAPI } from '@azure/arm-reservations';
import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../../support/ledger-system';
import { openAccount, purchaseOf } from '../opened-account';

const START_MS_MAX = 60_000;
const ALICE = { principal: 'alice@contoso.example' };
const SUBSCRIPTION = 'ed3a1871-612d-4bcd-a849-c2542a68be83';
const usd = (amount: number) => ({ currencyCode: 'USD', amount });
const money = (amount: string) => ({ currency: 'USD', amount });

/** R-RET-2: a part is given back, the rest goes on. */
describe('a year bought upfront and given back, by the official client', () => {
  let system: LedgerSystem;
  let client: AzureReservationAPI;
  let order = '';
  let reservation = '';
  const paper = async (sequence: number, query = '') =>
    (
      await system
        .ledger(AUDITOR)
        .get(`/billingAccounts/contoso/documents/contoso-00000${sequence}${query}`)
    ).body;
  const refundBody = (quantity: number) => ({
    properties: {
      scope: 'Reservation',
      reservationToReturn: { reservationId: reservation, quantity },
    },
  });
  const returned = async (quantity: number) => {
    const calculated = await client.calculateRefund.post(order, refundBody(quantity));
    const done = await client.return.beginPostAndWait(order, {
      properties: {
        ...refundBody(quantity).properties,
        sessionId: calculated.properties?.sessionId ?? '',
        returnReason: 'testing',
      },
    });
    return { calculated, done };
  };

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    client = system.client(ALICE);
    await openAccount(system, 'contoso', SUBSCRIPTION);
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('names the price of the day and the order id to buy with', async () => {
    const request = purchaseOf(SUBSCRIPTION, 'Standard_Year', { quantity: 3 });
    const quote = await client.reservationOrder.calculate(request);
    expect(quote.properties).toMatchObject({
      billingCurrencyTotal: usd(1_095),
      pricingCurrencyTotal: usd(1_095),
      skuDescription: 'Standard_Year',
    });
    expect(quote.properties?.paymentSchedule).toBeUndefined();
    order = quote.properties?.reservationOrderId ?? '';
  });

  it('is bought when the client says so, and not before it can be read', async () => {
    const request = purchaseOf(SUBSCRIPTION, 'Standard_Year', { quantity: 3 });
    const bought = await client.reservationOrder.beginPurchaseAndWait(order, request);
    expect(bought).toMatchObject({
      name: order,
      type: 'microsoft.capacity/reservationOrders',
      provisioningState: 'Succeeded',
      originalQuantity: 3,
      billingPlan: 'Upfront',
      displayName: 'Worked example',
    });
    reservation = bought.reservations?.[0]?.id ?? '';
    const again = await client.reservationOrder.beginPurchaseAndWait(order, request);
    expect(again.name).toBe(order);
  });

  it('is billed on the first paper of the account, due 30 days on', async () => {
    expect(await paper(1)).toMatchObject({
      number: 'contoso-000001',
      kind: 'Invoice',
      status: 'Due',
      revision: 1,
      issuedOn: '2021-01-15',
      dueOn: '2021-02-14',
      total: money('1095.00'),
      amountDue: money('1095.00'),
      lines: [
        { kind: 'Purchase', reservationOrderId: order, quantity: 3, amount: money('1095.00') },
      ],
    });
  });

  it('shows its one payment when the schedule is asked for', async () => {
    const read = await client.reservationOrder.get(order, { expand: 'schedule' });
    expect(read.planInformation?.transactions).toHaveLength(1);
    expect(read.planInformation?.transactions?.[0]).toMatchObject({
      status: 'Succeeded',
      billingCurrencyTotal: usd(1_095),
      billingAccount: 'contoso',
    });
  });

  it('is paid by its invoice', async () => {
    const path = '/billingAccounts/contoso/payments';
    const body = {
      invoiceNumber: 'contoso-000001',
      amount: money('1095.00'),
      paidOn: '2021-01-15',
      reference: 'SEPA 4711',
    };
    const headers = { 'idempotency-key': 'SEPA-4711' };
    const paid = await system.ledger(ADMIN).post(path, body, headers);
    expect(paid.status).toBe(201);
    const again = await system.ledger(ADMIN).post(path, body, headers);
    expect(again).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
    expect(again.body).toEqual(paid.body);
    const after = { 'x-ledger-after': String(paid.headers['x-ledger-position']) };
    const read = await system
      .ledger(AUDITOR)
      .get('/billingAccounts/contoso/documents/contoso-000001', after);
    expect(read.body).toMatchObject({
      status: 'Paid',
      paid: money('1095.00'),
      amountDue: money('0.00'),
    });
  });

  // One unit, 365 days in the term, 73 used: 365.00 × 73 ÷ 365 = 73.00 consumed, 292.00 comes back.
  it('is given back in part after 73 days, for the days that are left', async () => {
    await system.setClock('2021-03-29T08:00:00Z');
    const { calculated, done } = await returned(1);
    expect(calculated.properties).toMatchObject({
      quantity: 1,
      billingRefundAmount: usd(292),
      pricingRefundAmount: usd(292),
      policyResult: {
        properties: { consumedRefundsTotal: usd(0), maxRefundLimit: usd(50_000), policyErrors: [] },
      },
      billingInformation: {
        billingPlan: 'Upfront',
        completedTransactions: 1,
        totalTransactions: 1,
        billingCurrencyTotalPaidAmount: usd(1_095),
        billingCurrencyProratedAmount: usd(803),
        billingCurrencyRemainingCommitmentAmount: usd(0),
      },
    });
    expect(done.reservations).toHaveLength(2);
    const read = await client.reservation.get(order, reservation.split('/').at(-1) ?? '');
    expect(read.properties).toMatchObject({ provisioningState: 'Cancelled', quantity: 1 });
  });

  it('leaves a sibling that holds the rest', async () => {
    const found = [];
    for await (const each of client.reservation.list(order)) found.push(each);
    expect(
      found.map(({ properties }) => [properties?.provisioningState, properties?.quantity]),
    ).toEqual([
      ['Cancelled', 1],
      ['Succeeded', 2],
    ]);
    reservation = found[1]?.id ?? '';
    // The service writes its namespace in either case.
    const source = found[1]?.properties?.splitProperties?.splitSource;
    expect(String(source).toLowerCase()).toBe(String(found[0]?.id).toLowerCase());
  });

  it('has its invoice cancelled and a new one that repeats it and adds the refund', async () => {
    expect(await paper(1)).toMatchObject({
      status: 'Void',
      revision: 2,
      replacedBy: 'contoso-000002',
      total: money('1095.00'),
      paid: money('0.00'),
      amountDue: money('0.00'),
    });
    expect(await paper(1, '?revision=1')).toMatchObject({ status: 'Due', revision: 1 });
    expect(await paper(2)).toMatchObject({
      kind: 'Invoice',
      status: 'Paid',
      issuedOn: '2021-03-29',
      replaces: ['contoso-000001'],
      lines: [
        { kind: 'Purchase', amount: money('1095.00') },
        { kind: 'Refund', quantity: 1, amount: money('-292.00') },
      ],
      total: money('803.00'),
      paid: money('803.00'),
      amountDue: money('0.00'),
    });
  });

  it('leaves what was paid beyond the new total as retained credit', async () => {
    const statement = await system.ledger(AUDITOR).get('/billingAccounts/contoso/retainedCredit');
    expect(statement.body).toMatchObject({
      on: '2021-03-29',
      available: money('292.00'),
      entries: [{ on: '2021-03-29', amount: money('292.00'), reason: 'Refund' }],
    });
  });

  it('pays the next purchase with the retained credit first', async () => {
    const request = purchaseOf(SUBSCRIPTION, 'Standard_Year');
    const quote = await client.reservationOrder.calculate(request);
    const id = quote.properties?.reservationOrderId ?? '';
    await client.reservationOrder.beginPurchaseAndWait(id, request);
    expect(await paper(3)).toMatchObject({
      status: 'Due',
      total: money('365.00'),
      paid: money('292.00'),
      amountDue: money('73.00'),
    });
    const statement = await system.ledger(AUDITOR).get('/billingAccounts/contoso/retainedCredit');
    expect(statement.body).toMatchObject({ available: money('0.00') });
  });

  // Two units left: 2 × 292.00 = 584.00 more, 292.00 + 584.00 = 876.00 counts towards the cap.
  it('is given back whole, and stays readable as cancelled', async () => {
    const { calculated, done } = await returned(2);
    expect(calculated.properties).toMatchObject({
      billingRefundAmount: usd(584),
      policyResult: { properties: { consumedRefundsTotal: usd(292) } },
    });
    expect(done.provisioningState).toBe('Cancelled');
    const cap = await system.ledger(AUDITOR).get('/billingAccounts/contoso/refundCap');
    expect(cap.body).toMatchObject({ used: money('876.00'), available: money('49124.00') });
    const orders = [];
    for await (const each of client.reservationOrder.list()) orders.push(each.provisioningState);
    expect(orders).toEqual(['Cancelled', 'Succeeded']);
  });
});
