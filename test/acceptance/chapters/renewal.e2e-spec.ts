import { type AzureReservationAPI } from '@azure/arm-reservations';
import { z } from 'zod';
import { AUDITOR, type LedgerSystem, startLedgerSystem } from '../../support/ledger-system';
import { openAccount, purchaseOf } from '../opened-account';

const START_MS_MAX = 60_000;
const ALICE = { principal: 'alice@contoso.example' };
const SUBSCRIPTION = 'bbbbbbbb-612d-4bcd-a849-c2542a68be01';
const money = (amount: string) => ({ currency: 'USD', amount });

const papers = z.object({
  value: z.array(
    z.looseObject({ lines: z.array(z.looseObject({ reservationOrderId: z.string() })) }),
  ),
});

/** R-PUR-6: bought again on the day it expires. */
describe('a reservation that is to renew', () => {
  let system: LedgerSystem;
  let client: AzureReservationAPI;
  let first = '';
  const documents = async () =>
    papers.parse((await system.ledger(AUDITOR).get('/billingAccounts/contoso/documents')).body)
      .value;
  const onlyReservation = async (order: string) => {
    const { reservations } = await client.reservationOrder.get(order);
    const id = reservations?.[0]?.id?.split('/').at(-1) ?? '';
    return (await client.reservation.get(order, id)).properties;
  };

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    client = system.client(ALICE);
    await openAccount(system, 'contoso', SUBSCRIPTION);
    const request = purchaseOf(SUBSCRIPTION, 'Standard_Year', { quantity: 2, renew: true });
    const quote = await client.reservationOrder.calculate(request);
    first = quote.properties?.reservationOrderId ?? '';
    await client.reservationOrder.beginPurchaseAndWait(first, request);
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('says so', async () => {
    expect(await onlyReservation(first)).toMatchObject({
      renew: true,
      userFriendlyRenewState: 'On',
      provisioningState: 'Succeeded',
    });
  });

  it('is not bought again before the day it expires', async () => {
    await system.setClock('2022-01-14T23:59:00Z');
    expect(await documents()).toHaveLength(1);
  });

  it('is bought again on that day at the price of that day, for its Owner, and renews again', async () => {
    await system.setClock('2022-03-01T08:00:00Z');
    const [, second] = await documents();
    expect(second).toMatchObject({
      issuedOn: '2022-01-15',
      dueOn: '2022-02-14',
      total: money('730.00'),
      lines: [{ kind: 'Purchase', quantity: 2 }],
    });
    const renewed = second?.lines[0]?.reservationOrderId ?? '';
    expect(renewed).not.toBe(first);
    expect(await onlyReservation(first)).toMatchObject({ provisioningState: 'Expired' });
    expect(await onlyReservation(renewed)).toMatchObject({
      quantity: 2,
      renew: true,
      provisioningState: 'Succeeded',
    });
  });
});
