import { LinkSubscription, OpenBillingAccount, RecordPayment } from '#application';
import {
  type BillingAccountId,
  billingAccountId,
  documentNumber,
  Money,
  type Principal,
  subscriptionId,
  tenantId,
} from '#ledger-core';
import { decodeSubscriptionEvent, subscriptionStream } from '#event-log';
import { meanwhile } from '../../test/faulty.event-log';
import {
  admin,
  bought,
  contoso,
  day,
  done,
  type LedgerWorld,
  ledgerWorld,
  opened,
  subscription,
  usd,
} from '../../test/ledger.world';

const request = {
  billingAccountId: contoso,
  agreementType: 'MicrosoftCustomerAgreement' as const,
  currency: Money.USD,
  displayName: 'Contoso',
  payment: { method: 'invoice' as const },
};
const link = { billingAccountId: contoso, subscriptionId: subscription, displayName: 'Main' };

describe('an account', () => {
  test('is opened once: the same body again answers the first result, another is refused', async () => {
    const { bus, clock } = await ledgerWorld();
    const first = await bus.execute(new OpenBillingAccount({ request, caller: admin }));
    clock.turnTo('2021-02-01T00:00:00Z');

    expect(done(first)).toEqual({ billingAccountId: contoso, openedOn: '2021-01-15' });
    expect(await bus.execute(new OpenBillingAccount({ request, caller: admin }))).toEqual({
      ...first,
      replayed: true,
    });
    const other = { ...request, displayName: 'Fabrikam' };
    expect(await bus.execute(new OpenBillingAccount({ request: other, caller: admin }))).toEqual({
      outcome: 'rejected',
      rejection: { code: 'BillingAccountExists', billingAccountId: contoso },
    });
  });

  test('is answered only when it is projected', async () => {
    const { bus, tables } = await ledgerWorld();
    tables.isBehind = true;
    const open = new OpenBillingAccount({ request, caller: admin });
    expect(await bus.execute(open)).toMatchObject({ outcome: 'unavailable' });
    tables.isBehind = false;
    const answered = await bus.execute(open);

    expect(answered).toMatchObject({ outcome: 'done', replayed: true });
    expect(answered).toMatchObject({ position: tables.waitedFor.at(-1) });
  });
});

describe('a subscription', () => {
  test('is linked to an account that is there, once', async () => {
    const world = await ledgerWorld();
    await opened(world);
    const again = await world.bus.execute(new LinkSubscription({ ...link, caller: admin }));

    expect(again).toMatchObject({ outcome: 'done', replayed: true });
    expect(done(again)).toEqual({ ...link, linkedOn: '2021-01-15' });
  });

  test('is not linked to an account that is not there', async () => {
    const { bus } = await ledgerWorld();
    expect(await bus.execute(new LinkSubscription({ ...link, caller: admin }))).toEqual({
      outcome: 'rejected',
      rejection: { code: 'BillingAccountUnknown', billingAccountId: contoso },
    });
  });

  test('linked under a key that another subscription had is linked all the same', async () => {
    const world = await ledgerWorld();
    await opened(world);
    const keyed = { caller: admin, idempotencyKey: 'k-1' };
    const ids = ['33333333-3333-4333-8333-333333333333', '44444444-4444-4444-8444-444444444444'];
    const streams = [];
    for (const id of ids) {
      const own = { ...link, ...keyed, subscriptionId: subscriptionId(id) };
      expect(await world.bus.execute(new LinkSubscription(own))).toMatchObject({ replayed: false });
      streams.push(world.log.appends.at(-1)?.events[0]?.metadata.commandId);
    }

    expect(new Set(streams).size).toBe(ids.length);
  });

  test('of another account is refused', async () => {
    const world = await ledgerWorld();
    await opened(world);
    const other = billingAccountId('fabrikam');
    const open = { ...request, billingAccountId: other };
    await world.bus.execute(new OpenBillingAccount({ request: open, caller: admin }));
    const steal = new LinkSubscription({ ...link, billingAccountId: other, caller: admin });

    expect(await world.bus.execute(steal)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'SubscriptionOfAnotherAccount', subscriptionId: subscription },
    });
  });

  test('may be renamed and take its first name again, and the same name once more writes nothing', async () => {
    const world = await ledgerWorld();
    await opened(world);
    const name = (displayName: string) =>
      world.bus.execute(new LinkSubscription({ ...link, displayName, caller: admin }));
    world.clock.turnTo('2021-01-16T00:00:00Z');
    expect(await name('Other')).toMatchObject({ outcome: 'done', replayed: false });
    world.clock.turnTo('2021-01-17T00:00:00Z');
    const back = await name('Main');
    const written = world.log.appends.length;
    world.clock.turnTo('2021-01-18T00:00:00Z');

    expect(back).toMatchObject({ outcome: 'done', replayed: false });
    // Renamed or not, it is this account's since the day it was linked first.
    expect(done(back)).toEqual({ ...link, linkedOn: '2021-01-15' });
    expect(await name('Main')).toEqual({ ...back, replayed: true });
    expect(world.log.appends).toHaveLength(written);
  });

  test('named the same by two processes at once is linked once', async () => {
    const one = await ledgerWorld();
    await opened(one);
    const other = await ledgerWorld(undefined, one.shared);
    const rename = new LinkSubscription({ ...link, displayName: 'Other', caller: admin });
    other.log.faults.push(meanwhile(() => one.bus.execute(rename)));

    expect(done(await other.bus.execute(rename))).toMatchObject({ displayName: 'Other' });
    expect(await one.bus.execute(rename)).toMatchObject({ outcome: 'done', replayed: true });
    expect(await linksOf(one)).toHaveLength(2);
  });

  test('that already has its name under no key is named so again by a key, once', async () => {
    const world = await ledgerWorld();
    await opened(world);
    const keyed = new LinkSubscription({ ...link, caller: admin, idempotencyKey: 'k-1' });
    await world.bus.execute(keyed);
    expect(await world.bus.execute(keyed)).toMatchObject({ outcome: 'done', replayed: true });
    const unkeyed = new LinkSubscription({ ...link, caller: admin });
    expect(await world.bus.execute(unkeyed)).toMatchObject({ outcome: 'done', replayed: true });
    expect(await linksOf(world)).toHaveLength(2);
  });

  test('is answered only when it is projected', async () => {
    const world = await ledgerWorld();
    await opened(world);
    world.tables.isBehind = true;
    const rename = new LinkSubscription({ ...link, displayName: 'Other', caller: admin });
    expect(await world.bus.execute(rename)).toMatchObject({ outcome: 'unavailable' });
  });
});

async function linksOf({ tables }: LedgerWorld) {
  const events = await tables.eventsOf(subscriptionStream(subscription), decodeSubscriptionEvent);
  return events.filter(({ type }) => type === 'SubscriptionLinked');
}

/** Another account, with a subscription of its own that has bought something. */
async function openedWithOrder(world: LedgerWorld, account: BillingAccountId): Promise<void> {
  world.tables.accounts.push(account);
  const open = { ...request, billingAccountId: account };
  done(await world.bus.execute(new OpenBillingAccount({ request: open, caller: admin })));
  const theirs = subscriptionId('33333333-3333-4333-8333-333333333333');
  const own = { billingAccountId: account, subscriptionId: theirs, displayName: 'Theirs' };
  done(await world.bus.execute(new LinkSubscription({ ...own, caller: admin })));
  await bought(world, { billingSubscriptionId: theirs });
}

describe('a payment', () => {
  const payment = {
    billingAccountId: contoso,
    invoiceNumber: documentNumber('contoso-000001'),
    amount: usd('50.00'),
    paidOn: day('2021-01-15'),
    reference: 'transfer 1',
  };

  test('is recorded once a key, and each time without one', async () => {
    const world = await ledgerWorld();
    await opened(world);
    await bought(world);
    const keyed = new RecordPayment({ request: payment, caller: admin, idempotencyKey: 'k-1' });
    const unkeyed = new RecordPayment({ request: payment, caller: admin });
    const first = await world.bus.execute(keyed);

    expect(done(first)).toMatchObject({ ...payment, recordedOn: '2021-01-15' });
    expect(await world.bus.execute(keyed)).toEqual({ ...first, replayed: true });
    await world.bus.execute(unkeyed);
    await world.bus.execute(unkeyed);
    const state = await world.tables.state(contoso);
    expect(state.invoices.get(payment.invoiceNumber)?.paid).toEqual(usd('150.00'));
  });

  test('with a key that was spent on another is refused', async () => {
    const world = await ledgerWorld();
    await opened(world);
    await bought(world);
    const command = (amount: string) =>
      new RecordPayment({
        request: { ...payment, amount: usd(amount) },
        caller: admin,
        idempotencyKey: 'k-1',
      });
    await world.bus.execute(command('50.00'));

    expect(await world.bus.execute(command('60.00'))).toEqual({
      outcome: 'rejected',
      rejection: { code: 'KeyReused' },
    });
  });

  test('of another account under the same key is a payment of its own, with an id of its own', async () => {
    const world = await ledgerWorld();
    await opened(world);
    await bought(world);
    const fabrikam = billingAccountId('fabrikam');
    await openedWithOrder(world, fabrikam);
    const paid = (account: BillingAccountId, over: Partial<Principal> = {}) =>
      world.bus.execute(
        new RecordPayment({
          request: {
            ...payment,
            billingAccountId: account,
            invoiceNumber: documentNumber(`${account}-000001`),
          },
          caller: { ...admin, ...over },
          idempotencyKey: 'k-1',
        }),
      );
    const one = await paid(contoso);
    const other = await paid(fabrikam);
    const theirs = await paid(contoso, { tenantId: tenantId('fabrikam-tenant') });

    expect([one, other, theirs]).toMatchObject([
      { outcome: 'done', replayed: false },
      { outcome: 'done', replayed: false, answer: { billingAccountId: fabrikam } },
      { outcome: 'done', replayed: false },
    ]);
    const ids = [one, other, theirs].map((outcome) => done(outcome).paymentId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('that is refused does not spend its key', async () => {
    const world = await ledgerWorld();
    await opened(world);
    const keyed = new RecordPayment({ request: payment, caller: admin, idempotencyKey: 'k-1' });
    expect(await world.bus.execute(keyed)).toMatchObject({
      outcome: 'rejected',
      rejection: { code: 'InvoiceUnknown' },
    });
    await bought(world);
    expect(await world.bus.execute(keyed)).toMatchObject({ outcome: 'done', replayed: false });
  });
});
