import { type AzureReservationAPI } from '@azure/arm-reservations';
import { ADMIN, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { priceListRow } from '../support/price-list-row';
import { openAccount, purchaseOf } from './opened-account';

const SUBSCRIPTION = 'aaaaaaaa-0000-4000-8000-000000000001';
const START_MS_MAX = 60_000;
/** As many as a region's list has. */
const ROWS = 4_300;
const CHANGED = '2021-01-10T00:00:00Z';
const WINDOWS = { productName: 'Virtual Machines Worked Examples Windows' };

/** Every product of a list at one price. */
function listAt(retailPrice: number) {
  const row = (n: number) =>
    priceListRow({ armSkuName: `Standard_L${n}`, reservationTerm: '1 Year', retailPrice });
  return { Items: Array.from({ length: ROWS }, (_, n) => row(n)) };
}

function rowOf(armSkuName: string, retailPrice: number, more: object = {}) {
  const row = { armSkuName, reservationTerm: '1 Year', retailPrice };
  return { Items: [priceListRow(row, { effectiveStartDate: CHANGED, ...more })] };
}

describe('price lists that come while the ledger trades', () => {
  let system: LedgerSystem;
  let client: AzureReservationAPI;
  const lists = (body: unknown) => system.ledger(ADMIN).post('/priceLists', body);
  const quoted = async (sku: string) => {
    const { properties } = await client.reservationOrder.calculate(purchaseOf(SUBSCRIPTION, sku));
    const { reservationOrderId: order = '', billingCurrencyTotal } = properties ?? {};
    return { order, total: billingCurrencyTotal?.amount };
  };
  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T00:00:00Z' });
    await openAccount(system, 'contoso', SUBSCRIPTION);
    client = system.client({ principal: 'alice@contoso.example' });
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('of a whole region are imported while quotes are made, each at the old price or at the new', async () => {
    expect(await lists(listAt(100))).toMatchObject({ body: { imported: ROWS, leftOut: [] } });
    const state = { isDone: false };
    const importing = lists(listAt(90)).finally(() => (state.isDone = true));
    const totals: (number | undefined)[] = [];
    while (!state.isDone)
      totals.push((await quoted(`Standard_L${ROWS - 1 - totals.length}`)).total);
    expect(await importing).toMatchObject({ status: 200, body: { imported: ROWS, unchanged: 0 } });
    expect(totals[0]).toBe(100);
    expect(totals.filter((total) => total !== 100 && total !== 90)).toEqual([]);
    // Once at the new price, never back at the old one.
    expect(totals).toEqual(totals.toSorted((one = 0, other = 0) => other - one));
    expect((await quoted('Standard_L0')).total).toBe(90);
    expect(await lists(listAt(90))).toMatchObject({ body: { imported: 0, unchanged: ROWS } });
  });

  it('leave a quote its price, R-PUR-1, and the next one has the new price', async () => {
    const { order, total } = await quoted('Standard_Year');
    expect(total).toBe(365);
    expect((await lists(rowOf('Standard_Year', 730))).status).toBe(200);
    const bought = await client.reservationOrder.beginPurchaseAndWait(
      order,
      purchaseOf(SUBSCRIPTION, 'Standard_Year'),
    );
    expect(bought.planInformation).toBeUndefined();
    const { body } = await system
      .ledger(ADMIN)
      .get('/billingAccounts/contoso/documents/contoso-000001');
    expect(body).toMatchObject({ total: { currency: 'USD', amount: '365.00' } });
    expect((await quoted('Standard_Year')).total).toBe(730);
  });

  it('of a Windows price change nothing for the plain product, and it is said why', async () => {
    const later = { ...WINDOWS, effectiveStartDate: '2021-01-14T00:00:00Z' };
    expect(await lists(rowOf('Standard_Year', 1_000, later))).toMatchObject({
      status: 200,
      body: {
        ...{ imported: 0, unchanged: 0 },
        leftOut: [{ row: 0, why: expect.stringContaining('is the product') as string }],
      },
    });
    expect((await quoted('Standard_Year')).total).toBe(730);
  });

  it('that are broken change nothing', async () => {
    for (const broken of [{ Items: {} }, { Items: 7 }, { items: [] }, []])
      expect((await lists(broken)).status).toBe(400);
    expect((await quoted('Standard_Year')).total).toBe(730);
  });
});
