import { RecordPayment, TransferProgram } from '#application';
import { billingAccountId, subscriptionId } from '#ledger-core';
import { billingAccountStream } from '#event-log';
import { requestLost } from '../../test/faulty.event-log';
import {
  admin,
  bought,
  contoso,
  day,
  done,
  ledgerWorld,
  subscription,
} from '../../test/ledger.world';
import {
  partner,
  third,
  partners,
  SENT_MAX,
  PRICE,
  linking,
  twoAccounts,
  moving,
  payment,
  boughtAndPaid,
  returnAll,
  returnAndEnd,
  ofPartner,
  received,
} from '../../test/moving-account';
import { recorded } from '../../test/tally.process';

describe('an account that moves to a partner’s programme', () => {
  test('is answered with its subscriptions, and buys with them at its new account', async () => {
    const world = await twoAccounts();
    expect(done(await world.bus.execute(moving('2021-01-15')))).toEqual({
      billingAccountId: contoso,
      toBillingAccountId: partner,
      ...{ on: '2021-01-15', agreedOn: '2021-01-15', subscriptions: [subscription] },
    });
    expect(await bought(world)).toMatchObject({ billingAccountId: partner });
  });

  test('on a later day buys at its new account from that day on, though nobody has run the day', async () => {
    const world = await twoAccounts();
    done(await world.bus.execute(moving('2021-01-20')));
    world.clock.turnTo('2021-01-19T23:59:59Z');
    expect(await bought(world)).toMatchObject({ billingAccountId: contoso });
    world.clock.turnTo('2021-01-20T00:00:00Z');
    expect(await bought(world)).toMatchObject({ billingAccountId: partner });
  });

  test('moves once for a key; another day under the key, and another move without one, are refused', async () => {
    const world = await twoAccounts();
    const keyed = { idempotencyKey: 'move-1' };
    const first = await world.bus.execute(moving('2021-01-20', keyed));
    expect(await world.bus.execute(moving('2021-01-20', keyed))).toMatchObject({
      ...{ outcome: 'done', replayed: true, answer: done(first) },
    });
    expect(await world.bus.execute(moving('2021-01-21', keyed))).toMatchObject({
      rejection: { code: 'KeyReused' },
    });
    expect(await world.bus.execute(moving('2021-01-21'))).toMatchObject({
      rejection: { code: 'TransferAgreedAlready', transfersOn: '2021-01-20' },
    });
  });

  test('to an account that is not there stays where it is', async () => {
    const world = await twoAccounts();
    const request = { billingAccountId: contoso, on: day('2021-01-15') };
    const toBillingAccountId = billingAccountId('nobody');
    const command = new TransferProgram({
      request: { ...request, toBillingAccountId },
      caller: admin,
    });
    expect(await world.bus.execute(command)).toMatchObject({
      rejection: { code: 'TransferTargetUnsuitable', why: 'Unknown' },
    });
  });
});

describe('the subscription of an account that has moved', () => {
  test.each([
    ['a third account', third],
    ['the account it moved away from', contoso],
  ])('is not linked to %s', async (_, account) => {
    const world = await twoAccounts();
    done(await world.bus.execute(moving('2021-01-15')));
    expect(await world.bus.execute(linking(account))).toEqual({
      outcome: 'rejected',
      rejection: { code: 'SubscriptionOfAnotherAccount', subscriptionId: subscription },
    });
  });

  test('is linked to the account it belongs to now, and to no other afterwards', async () => {
    const world = await twoAccounts();
    done(await world.bus.execute(moving('2021-01-15')));
    expect(done(await world.bus.execute(linking(partner)))).toMatchObject({
      billingAccountId: partner,
    });
    expect(await bought(world)).toMatchObject({ billingAccountId: partner });
    expect(await world.bus.execute(linking(third))).toMatchObject({
      rejection: { code: 'SubscriptionOfAnotherAccount' },
    });
  });

  test('that is new is linked to the new account, not to the one that is gone', async () => {
    const world = await twoAccounts();
    done(await world.bus.execute(moving('2021-01-15')));
    const id = subscriptionId('33333333-3333-4333-8333-333333333333');
    expect(await world.bus.execute(linking(contoso, id))).toEqual({
      outcome: 'rejected',
      rejection: {
        code: 'BillingAccountMoved',
        billingAccountId: contoso,
        toBillingAccountId: partner,
        transferredOn: '2021-01-15',
      },
    });
    expect(done(await world.bus.execute(linking(partner, id)))).toMatchObject({
      billingAccountId: partner,
    });
  });
});

describe('R-RET-4: what the old account retains', () => {
  test('is at the new one when the move is answered', async () => {
    const world = await twoAccounts();
    await returnAll(world, await boughtAndPaid(world));
    done(await world.bus.execute(moving('2021-01-15')));
    expect(await received(world)).toMatchObject([
      {
        amount: PRICE,
        source: { billingAccountId: contoso },
        grantedOn: '2021-01-15',
        availableAfter: PRICE,
      },
    ]);
    expect((await world.tables.state(contoso)).retainedCredits.size).toBe(0);
  });

  test('arrives by the daily run when the process ended between the two appends, once', async () => {
    const world = await twoAccounts();
    const order = await boughtAndPaid(world);
    done(await world.bus.execute(moving('2021-01-15')));
    await returnAndEnd(world, order);

    const another = await ledgerWorld('2021-01-18T00:00:00Z', world.shared);
    another.tables.accounts = world.tables.accounts;
    const run = () => another.dailyRun.through(day('2021-01-18'));
    expect(await run()).toMatchObject({ outcome: 'ran', accounts: 0, waiting: [] });
    expect(await run()).toMatchObject({ outcome: 'ran', accounts: 0, waiting: [] });
    // It counts on the day on which it left, however late it is found.
    expect(await received(another)).toMatchObject([{ amount: PRICE, grantedOn: '2021-01-15' }]);
  });

  test('stays under way while the new account cannot be written, and arrives with the next run', async () => {
    const world = await twoAccounts();
    const order = await boughtAndPaid(world);
    done(await world.bus.execute(moving('2021-01-15')));
    await returnAndEnd(world, order);
    world.log.faults.push(...Array.from({ length: SENT_MAX }, () => requestLost));
    expect(await world.dailyRun.through(day('2021-01-15'))).toMatchObject({
      waiting: [{ toBillingAccountId: partner }],
    });
    expect(await received(world)).toEqual([]);
    expect(await world.dailyRun.through(day('2021-01-15'))).toMatchObject({ waiting: [] });
    expect(await received(world)).toHaveLength(1);
  });

  test('of a return after the move is at the new one when the return is answered', async () => {
    const world = await twoAccounts();
    const order = await boughtAndPaid(world);
    done(await world.bus.execute(moving('2021-01-15')));
    await returnAll(world, order);
    expect(await received(world)).toMatchObject([{ amount: PRICE, grantedOn: '2021-01-15' }]);
  });

  test('of an overpayment after the move too', async () => {
    const world = await twoAccounts();
    await boughtAndPaid(world);
    done(await world.bus.execute(moving('2021-01-15')));
    done(await world.bus.execute(new RecordPayment({ request: payment('SEPA 2'), caller: admin })));
    expect(await received(world)).toMatchObject([{ amount: PRICE }]);
  });

  test('found by two processes at once arrives once', async () => {
    const world = await twoAccounts();
    const order = await boughtAndPaid(world);
    done(await world.bus.execute(moving('2021-01-15')));
    await returnAndEnd(world, order);
    const another = await ledgerWorld('2021-01-15T12:00:00Z', world.shared);
    another.tables.accounts = world.tables.accounts;
    const ran = await Promise.all(
      [world, another].map(({ dailyRun }) => dailyRun.through(day('2021-01-15'))),
    );
    expect(ran).toMatchObject([{ waiting: [] }, { waiting: [] }]);
    expect(await received(world)).toHaveLength(1);
  });

  test('does not arrive while the account that shall receive it is parked, and the run goes on', async () => {
    const world = await twoAccounts();
    const order = await boughtAndPaid(world);
    done(await world.bus.execute(moving('2021-01-15')));
    await returnAndEnd(world, order);
    const another = await ledgerWorld('2021-01-15T12:00:00Z', world.shared);
    another.tables.accounts = world.tables.accounts;
    another.log.alter = (event) =>
      event.stream === billingAccountStream(partner) ? { ...recorded(event), data: {} } : event;
    const ran = await another.dailyRun.through(day('2021-01-15'));
    expect(ran).toMatchObject({ outcome: 'ran', waiting: [{ toBillingAccountId: partner }] });
  });

  // 1,200.01 a year are twelve instalments: 100.01 on 15 January, then 100.00 each.
  test.each([
    ['in one run', ['2021-03-20']],
    ['day by day', ['2021-02-10', '2021-02-14', '2021-02-15', '2021-03-15', '2021-03-20']],
  ])('pays the instalments due after the day of the move and none before: %s', async (_, days) => {
    const world = await twoAccounts();
    await returnAll(world, await boughtAndPaid(world));
    await bought(world, { quantity: 1, billingSubscriptionId: partners });
    done(await world.bus.execute(moving('2021-02-20')));
    for (const on of days) {
      world.clock.turnTo(`${on}T08:00:00Z`);
      expect(await world.dailyRun.through(day(on))).toMatchObject({ outcome: 'ran' });
    }
    const issued = (await ofPartner(world)).flatMap((event) =>
      event.type === 'InvoiceIssued' ? [[event.data.issuedOn, event.data.paid.amount]] : [],
    );
    expect(issued).toEqual([
      ['2021-01-15', '0.00'],
      ['2021-02-15', '0.00'],
      ['2021-03-15', '100.00'],
    ]);
    expect(await received(world)).toMatchObject([{ amount: PRICE, grantedOn: '2021-02-20' }]);
  });
});
