import { PurchaseReservation, RecordPayment, TransferProgram } from '#application';
import { billingAccountId, documentNumber, subscriptionId } from '#ledger-core';
import { billingAccountStream } from '#event-log';
import {
  admin,
  alice,
  bought,
  contoso,
  d2s,
  day,
  done,
  quoted,
  type LedgerWorld,
} from '../../test/ledger.world';
import {
  partner,
  partners,
  UPFRONT,
  PRICE,
  twoAccounts,
  linking,
  moving,
  open,
  payment,
  boughtAndPaid,
  returnAll,
  returnAndEnd,
  ofPartner,
  received,
} from '../../test/moving-account';
import { recorded } from '../../test/tally.process';

describe('R-TIM-1: on the day of a move, before anybody has run it', () => {
  const MIDNIGHT = '2021-01-20T00:00:05Z';
  const BY_PARTNER = { ...UPFRONT, billingSubscriptionId: partners } as const;

  /** What is retained is to move at midnight; the purchase was quoted just before. */
  async function beforeMidnight() {
    const world = await twoAccounts();
    await returnAll(world, await boughtAndPaid(world));
    done(await world.bus.execute(moving('2021-01-20')));
    world.clock.turnTo('2021-01-19T23:59:59Z');
    const { orderId } = await quoted(world, BY_PARTNER);
    world.clock.turnTo(MIDNIGHT);
    const request = { ...d2s, ...BY_PARTNER };
    const buy = () =>
      world.bus.execute(new PurchaseReservation({ orderId, request, caller: alice }));
    return { world, buy };
  }

  const run = async (world: LedgerWorld) => {
    expect(await world.dailyRun.through(day('2021-01-20'))).toMatchObject({ outcome: 'ran' });
  };

  const papers = async (world: LedgerWorld) =>
    (await ofPartner(world)).flatMap(({ type, data }) =>
      type === 'InvoiceIssued'
        ? [[data.number, data.issuedOn, data.paid.amount, data.amountDue.amount, data.status]]
        : [],
    );

  test('a purchase at the new account has the papers that it has after the run', async () => {
    const early = await beforeMidnight();
    done(await early.buy());
    await run(early.world);
    const late = await beforeMidnight();
    await run(late.world);
    done(await late.buy());
    expect(await papers(early.world)).toEqual([
      ['northwind-csp-000001', '2021-01-20', '1200.01', '0.00', 'Paid'],
    ]);
    expect(await papers(late.world)).toEqual(await papers(early.world));
    expect(await received(early.world)).toMatchObject([{ amount: PRICE, grantedOn: '2021-01-20' }]);
  });

  test('a preview at the new account has the credit carried as well', async () => {
    const { world } = await beforeMidnight();
    await quoted(world, BY_PARTNER);
    expect(await received(world)).toHaveLength(1);
  });

  test('credit that is under way is there before the next command', async () => {
    const world = await twoAccounts();
    const order = await boughtAndPaid(world);
    done(await world.bus.execute(moving('2021-01-15')));
    await returnAndEnd(world, order);
    await bought(world, BY_PARTNER);
    expect(await papers(world)).toEqual([
      ['northwind-csp-000001', '2021-01-15', '1200.01', '0.00', 'Paid'],
    ]);
  });

  test('commands on both accounts at once are all answered', async () => {
    const { world, buy } = await beforeMidnight();
    const pay = () =>
      world.bus.execute(new RecordPayment({ request: payment('SEPA 2'), caller: admin }));
    const answered = await Promise.all([buy(), pay(), quoted(world, BY_PARTNER), pay(), buy()]);
    expect(answered).toMatchObject([{ outcome: 'done' }, {}, {}, {}, { outcome: 'done' }]);
    expect((await papers(world)).map(([, , paid]) => paid)).toEqual(['1200.01']);
  });

  test('a purchase is put off while the tables do not show what the move brings', async () => {
    const { world, buy } = await beforeMidnight();
    world.tables.isBehind = true;
    expect(await buy()).toMatchObject({ outcome: 'unavailable' });
    world.tables.isBehind = false;
    done(await buy());
    expect((await papers(world)).map(([, , paid]) => paid)).toEqual(['1200.01']);
  });

  test('a purchase goes on while the account that moves is parked', async () => {
    const { world, buy } = await beforeMidnight();
    world.log.alter = (event) =>
      event.stream === billingAccountStream(contoso) ? { ...recorded(event), data: {} } : event;
    world.tables.transfers.due = () =>
      Promise.resolve([
        { billingAccountId: contoso, toBillingAccountId: partner, on: day('2021-01-20') },
      ]);
    expect(await buy()).toMatchObject({ outcome: 'done' });
  });
});

describe('R-TIM-1: two accounts that move to one', () => {
  const TAILSPIN = billingAccountId('tailspin');
  const OTHERS = subscriptionId('44444444-4444-4444-8444-444444444444');
  const paying = (reference: string) =>
    new RecordPayment({
      request: {
        ...payment(reference),
        billingAccountId: TAILSPIN,
        invoiceNumber: documentNumber('tailspin-000001'),
      },
      caller: admin,
    });

  test('what the earlier brings arrives on its day, whoever looks for the later first', async () => {
    const world = await twoAccounts();
    world.tables.accounts.push(TAILSPIN);
    world.tables.subscriptions.push(OTHERS);
    await open(world, TAILSPIN, 'MicrosoftOnlineServicesProgram');
    done(await world.bus.execute(linking(TAILSPIN, OTHERS)));
    await returnAll(world, await boughtAndPaid(world));
    const theirs = await bought(world, { ...UPFRONT, billingSubscriptionId: OTHERS });
    done(await world.bus.execute(paying('SEPA 2')));
    await returnAll(world, theirs);
    done(await world.bus.execute(moving('2021-01-20')));
    const later = {
      billingAccountId: TAILSPIN,
      toBillingAccountId: partner,
      on: day('2021-01-25'),
    };
    done(await world.bus.execute(new TransferProgram({ request: later, caller: admin })));

    world.clock.turnTo('2021-01-26T08:00:00Z');
    done(await world.bus.execute(paying('SEPA 3')));
    expect(await received(world)).toMatchObject([
      { amount: PRICE, grantedOn: '2021-01-20' },
      { amount: PRICE, grantedOn: '2021-01-25' },
      { amount: PRICE, grantedOn: '2021-01-26' },
    ]);
  });

  test('who moves to another account does not wait for what strangers send', async () => {
    const OTHER = billingAccountId('tailspin-csp');
    const world = await twoAccounts();
    world.tables.accounts.push(TAILSPIN, OTHER);
    world.tables.subscriptions.push(OTHERS);
    await open(world, OTHER, 'MicrosoftPartnerAgreement');
    await open(world, TAILSPIN, 'MicrosoftOnlineServicesProgram');
    done(await world.bus.execute(linking(TAILSPIN, OTHERS)));
    await bought(world, { ...UPFRONT, billingSubscriptionId: OTHERS });
    const order = await boughtAndPaid(world);
    done(await world.bus.execute(moving('2021-01-15')));
    await returnAndEnd(world, order);
    const request = {
      billingAccountId: TAILSPIN,
      toBillingAccountId: OTHER,
      on: day('2021-01-15'),
    };
    done(await world.bus.execute(new TransferProgram({ request, caller: admin })));
    expect(await received(world)).toEqual([]);
    await world.dailyRun.through(day('2021-01-15'));
    expect(await received(world)).toHaveLength(1);
  });
});
