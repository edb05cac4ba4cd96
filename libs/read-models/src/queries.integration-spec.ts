import { type DataSource } from 'typeorm';
import {
  billingAccountId,
  Calendar,
  documentNumber,
  Money,
  principalId,
  SELF_SERVICE_2021_04,
  subscriptionId,
  type LinkSubscription,
  decideLink,
  type OperationAccepted,
} from '#ledger-core';
import { InMemoryEventLog } from '#event-log';
import {
  accountById,
  accountDetails,
  accountIdOfOrder,
  accountIdOfSubscription,
  accountsWithDueItems,
  atOneMoment,
  chargesOfOrder,
  documentAtRevision,
  documentByNumber,
  documentCursor,
  documentsOf,
  operationsKnownAs,
  orderById,
  ordersSeenBy,
  parkedStream,
  type OrderViewer,
  paymentsOfDocument,
  type Reader,
  refundCapStatement,
  retainedCreditStatement,
} from '#read-models';
import { ACCOUNT, ALICE, usd } from '../../../test/support/account-story';
import { accountLife } from '../../../test/support/account-life';
import { projecting } from '../../../test/support/projecting';
import {
  migratedDatabase,
  recordStory,
  subscriptionRecord,
} from '../../../test/support/recorded-story';
import { operationOfCommand } from './operation/operation.query';

type CapTermsOn = Parameters<typeof refundCapStatement>[3];
const { day } = Calendar;
const SUBSCRIPTION = subscriptionId('aaaaaaaa-0000-4000-8000-000000000001');

describe('what the tables answer of an account', () => {
  const life = accountLife();
  const number = (sequence: number) => documentNumber(`contoso-00000${sequence}`);
  let dataSource: DataSource;
  let reader: Reader;
  const statements = new Map<string, readonly unknown[]>();
  const capOn = (on: string, terms: CapTermsOn = () => SELF_SERVICE_2021_04) =>
    refundCapStatement(reader, ACCOUNT, day(on), terms);

  beforeAll(async () => {
    const database = await migratedDatabase();
    dataSource = database.dataSource;
    const log = new InMemoryEventLog();
    const running = projecting(database.url, dataSource, log);
    await recordStory(log, 'contoso', life.events);
    await running.until(await linkSubscription(log));
    await running.stop();
    reader = {
      query: (statement, parameters = []) => {
        statements.set(statement, parameters);
        return dataSource.query(statement, parameters);
      },
    };
  });
  afterAll(() => dataSource.destroy());

  it('tells the account, its subscriptions and its balances of a day', async () => {
    // Due: 300 of the second instalment, and what the two replacing invoices still ask: 148.39.
    expect(await accountDetails(reader, ACCOUNT, day('2021-05-01'))).toEqual({
      account: {
        id: 'contoso',
        agreementType: 'MicrosoftCustomerAgreement',
        currency: 'USD',
        displayName: 'Contoso',
        paymentTermDays: 30,
        payment: { method: 'invoice' },
        openedOn: '2021-01-01',
      },
      subscriptions: [
        {
          id: SUBSCRIPTION,
          billingAccountId: 'contoso',
          displayName: 'Production',
          linkedOn: '2021-01-02',
        },
      ],
      balances: { amountDue: usd('448.39'), retainedCredit: usd('33.33') },
    });
    expect(await accountDetails(reader, billingAccountId('nobody'), day('2021-05-01'))).toBe(
      undefined,
    );
    expect(await accountIdOfSubscription(reader, SUBSCRIPTION, day('2021-05-01'))).toBe('contoso');
    expect((await accountById(reader, ACCOUNT))?.currency).toBe('USD');
  });

  it('R-CAP-5: tells the cap of any day: what counts, what is left, and when it comes back', async () => {
    // 33 instalments of 100 twice, then 32: 3,300 + 3,300 + 3,200.
    expect(await capOn('2021-05-01')).toMatchObject({
      on: '2021-05-01',
      limit: usd('50000'),
      used: usd('9800'),
      available: usd('40200'),
      uses: [
        { refundedOn: '2021-03-20', replenishedOn: '2022-03-20', amount: usd('3300') },
        { refundedOn: '2021-03-25', replenishedOn: '2022-03-25', amount: usd('3300') },
        { refundedOn: '2021-04-20', replenishedOn: '2022-04-20', amount: usd('3200') },
      ],
      replenishments: [
        { on: '2022-03-20', available: usd('43500') },
        { on: '2022-03-25', available: usd('46800') },
        { on: '2022-04-20', available: usd('50000') },
      ],
      termsVersion: 'self-service-2021-04',
    });
  });

  it.each([
    ['2021-03-19', '0.00', 0],
    ['2021-03-20', '3300.00', 1],
    ['2022-03-19', '9800.00', 3],
    ['2022-03-20', '6500.00', 2],
    ['2022-04-19', '3200.00', 1],
    ['2022-04-20', '0.00', 0],
  ])('counts on %s %s USD of the cap', async (on, used, uses) => {
    expect(await capOn(on)).toMatchObject({ used: { amount: used }, uses: { length: uses } });
  });

  it('never says that less than nothing is left of a cap that was lowered', async () => {
    const terms = { version: 'lower', refundCap: { limit: usd('5000') } };
    const { available, replenishments } = await capOn('2021-05-01', () => terms);
    expect(available).toEqual(usd('0'));
    expect(replenishments.map((each) => each.available.amount)).toEqual([
      '0.00',
      '1800.00',
      '5000.00',
    ]);
  });

  it('says of each day on which something comes back what the terms of that day leave', async () => {
    const terms = (on: string) => ({
      ...{ version: on < '2022-03-25' ? 'first' : 'second' },
      refundCap: { limit: usd(on < '2022-03-25' ? '50000' : '5000') },
    });
    const told = await capOn('2021-05-01', terms);
    expect(told).toMatchObject({ limit: usd('50000'), termsVersion: 'first' });
    // 6,500 and 3,200 still count: of 50,000, then of 5,000.
    expect(told.replenishments).toEqual([
      { on: '2022-03-20', available: usd('43500') },
      { on: '2022-03-25', available: usd('1800') },
      { on: '2022-04-20', available: usd('5000') },
    ]);
    for (const { on, available } of told.replenishments)
      expect((await capOn(on, terms)).available).toEqual(available);
  });

  it.each([
    ['2021-04-19', '0.00', []],
    ['2021-04-20', '83.33', [['2021-04-20', '83.33', 'Refund']]],
    [
      '2021-05-01',
      '33.33',
      [
        ['2021-04-20', '83.33', 'Refund'],
        ['2021-05-01', '-50.00', 'Used'],
      ],
    ],
  ])('retains on %s %s', async (on, available, entries) => {
    const holder = { id: ACCOUNT, currency: Money.USD };
    const statement = await retainedCreditStatement(reader, holder, day(on));
    expect(statement.available.amount).toBe(available);
    expect(statement.entries.map((entry) => [entry.on, entry.amount.amount, entry.reason])).toEqual(
      entries,
    );
  });

  it('repeats on a paper the lines of those it replaces, in order, and then adds its own', async () => {
    const paper = await documentByNumber(reader, number(5));
    expect(paper).toMatchObject({
      kind: 'Invoice',
      status: 'Due',
      revision: 1,
      issuedOn: '2021-03-25',
      dueOn: '2021-04-24',
      replaces: [number(4)],
      total: usd('148.39'),
      amountDue: usd('148.39'),
    });
    expect(paper?.lines.map(({ kind, amount }) => [kind, amount.amount])).toEqual([
      ['Instalment', '300.00'],
      ['Refund', '-83.87'],
      ['Refund', '-67.74'],
    ]);
    expect((await documentByNumber(reader, number(4)))?.lines).toHaveLength(2);
  });

  it('answers every paper with lines that sum to its total, and Paid exactly when nothing is due', async () => {
    const { value } = await documentsOf(reader, ACCOUNT, { take: 100 });
    expect(value.map((paper) => paper.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(number));
    for (const paper of value) {
      const amounts = paper.lines.map(({ amount }) => amount);
      expect(Money.sum(paper.currency, amounts)).toEqual(paper.total);
      if (paper.status === 'Void') expect(paper.amountDue).toEqual(usd('0'));
      else expect(paper.status === 'Paid').toBe(Money.isZero(paper.amountDue));
      const movements = await paymentsOfDocument(reader, paper.number);
      expect(
        Money.sum(
          paper.currency,
          movements.map(({ amount }) => amount),
        ),
      ).toEqual(paper.paid);
    }
  });

  it('tells a voided paper by its revisions, and what was first issued by the first', async () => {
    const voided = await documentByNumber(reader, number(6));
    expect(voided).toMatchObject({
      status: 'Void',
      revision: 2,
      replacedBy: number(7),
      total: usd('100'),
      paid: usd('0'),
      amountDue: usd('0'),
      revisions: [
        { revision: 1, on: '2021-04-15' },
        { revision: 2, on: '2021-04-20' },
      ],
    });
    const first = await documentAtRevision(reader, number(6), 1);
    expect(first).toMatchObject({
      status: 'Due',
      revision: 1,
      paid: usd('0'),
      amountDue: usd('100'),
    });
    expect(first?.revisions).toHaveLength(1);
    expect(first).not.toHaveProperty('replacedBy');
    expect(await documentAtRevision(reader, number(6), 2)).toEqual(voided);
    expect(await documentAtRevision(reader, number(6), 3)).toBe(undefined);
    expect(await documentByNumber(reader, number(9))).toBe(undefined);
  });

  it('follows a payment from the voided paper to the new one', async () => {
    const of = async (sequence: number) =>
      (await paymentsOfDocument(reader, number(sequence))).map(({ kind, amount, on }) => [
        on,
        kind,
        amount.amount,
      ]);
    expect(await of(6)).toEqual([
      ['2021-04-20', 'Received', '100.00'],
      ['2021-04-20', 'Moved', '-16.67'],
      ['2021-04-20', 'Released', '-83.33'],
    ]);
    expect(await of(7)).toEqual([['2021-04-20', 'Moved', '16.67']]);
    expect(await of(8)).toEqual([['2021-05-01', 'RetainedCredit', '50.00']]);
  });

  it('pages through papers by cursor, and filters them by kind and status', async () => {
    const first = await documentsOf(reader, ACCOUNT, { take: 5 });
    expect(first.value).toHaveLength(5);
    const after = documentCursor(first.nextCursor ?? '');
    if (after === undefined) throw new Error('No cursor');
    const second = await documentsOf(reader, ACCOUNT, { take: 5, after });
    expect(second.value.map((paper) => paper.number)).toEqual([6, 7, 8].map(number));
    expect(second).not.toHaveProperty('nextCursor');
    const voided = await documentsOf(reader, ACCOUNT, { take: 5, status: 'Void' });
    expect(voided.value.map((paper) => paper.number)).toEqual([3, 4, 6].map(number));
    const notes = await documentsOf(reader, ACCOUNT, { take: 5, kind: 'CreditNote' });
    expect(notes).toEqual({ value: [] });
    expect(documentCursor('made up')).toBe(undefined);
  });

  it('tells an order with what became of its reservations, and its charges', async () => {
    const [bought] = life.facts('ReservationPurchased');
    if (bought === undefined) throw new Error('Nothing was bought');
    const order = await atOneMoment(dataSource, (moment) => orderById(moment, bought.orderId));
    expect(order).toMatchObject({
      billingAccountId: 'contoso',
      state: 'Cancelled',
      owners: ['alice@contoso.example'],
      originalQuantity: 3,
      commitment: usd('10800'),
      instalments: { count: 36, base: usd('100'), extra: 0 },
    });
    const ids = life.facts('ReservationReturned').map((returned) => returned.reservationId);
    const unchanged = {
      product: bought.product,
      displayName: bought.displayName,
      appliedScope: bought.appliedScope,
      purchasedOn: '2021-01-15',
      expiresOn: '2024-01-15',
      state: 'Cancelled',
    };
    expect(order?.reservations).toMatchObject([
      {
        ...unchanged,
        id: ids[0],
        // R-RET-2: of one returned in part, what was returned.
        quantity: 1,
        chargedInstalments: 3,
        returned: { on: '2021-03-20', quantity: 1, purpose: 'Refund' },
        splitDestinations: [ids[1]],
      },
      { ...unchanged, id: ids[1], quantity: 1, chargedInstalments: 3, splitSource: ids[0] },
      { ...unchanged, id: ids[2], quantity: 1, chargedInstalments: 4, splitSource: ids[1] },
    ]);
    expect(order?.reservations.filter((each) => each.nextDueOn !== undefined)).toEqual([]);
    const charges = await chargesOfOrder(reader, bought.orderId);
    expect(charges.map(({ instalment, amount }) => [instalment, amount.amount])).toEqual([
      [1, '300.00'],
      [2, '300.00'],
      [3, '300.00'],
      [4, '100.00'],
    ]);
    expect(await accountIdOfOrder(reader, bought.orderId)).toBe('contoso');
  });

  it('lists the orders of an owner in the order in which they were bought', async () => {
    const mine = await ordersSeenBy(reader, seenBy('alice@contoso.example'), { skip: 0, take: 10 });
    expect(mine.map(({ orderNumber, state }) => [orderNumber, state])).toEqual([
      [1, 'Cancelled'],
      [2, 'Succeeded'],
    ]);
    expect(
      await ordersSeenBy(reader, seenBy('alice@contoso.example'), { skip: 1, take: 10 }),
    ).toHaveLength(1);
    expect(await ordersSeenBy(reader, seenBy('mallory'), { skip: 0, take: 10 })).toEqual([]);
  });

  it('knows what falls due: of what is active its expiry, of what was returned nothing', async () => {
    const all = { most: 10, without: [] };
    expect(await accountsWithDueItems(reader, day('2024-04-30'), all)).toEqual([]);
    expect(await accountsWithDueItems(reader, day('2024-05-01'), all)).toEqual(['contoso']);
  });

  it('finds an operation by its command and by what callers know it by', async () => {
    const [known] = await operationsKnownAs(reader, '1');
    if (known === undefined) throw new Error('Not found');
    expect(known).toMatchObject({ kind: 'RunDueDay', billingAccountId: 'contoso', answer: {} });
    expect(await operationOfCommand(reader, known.commandId)).toEqual(known);
    expect(await operationsKnownAs(reader, 'unknown')).toEqual([]);
  });

  it('needs no scan of a whole table for any of these', async () => {
    await parkedStream(reader, subscriptionRecord(new InMemoryEventLog(), SUBSCRIPTION).stream);
    expect(statements.size).toBeGreaterThan(18);
    const scans = await dataSource.transaction(async (manager) => {
      await manager.query('set local enable_seqscan = off');
      const found: string[] = [];
      for (const [statement, parameters] of statements) {
        const plan = await manager.query<unknown[]>(`explain ${statement}`, [...parameters]);
        if (JSON.stringify(plan).includes('Seq Scan')) found.push(statement);
      }
      return found;
    });
    expect(scans).toEqual([]);
  });
});

function seenBy(principal: string): OrderViewer {
  return { sees: 'owned', principal: principalId(principal), tenant: undefined };
}

async function linkSubscription(log: InMemoryEventLog): Promise<bigint> {
  const command: LinkSubscription = {
    type: 'LinkSubscription',
    subscriptionId: SUBSCRIPTION,
    billingAccountId: ACCOUNT,
    displayName: 'Production',
  };
  const decision = decideLink(command, {}, day('2021-01-02'));
  if (decision.outcome === 'rejected') throw new Error('Rejected');
  const accepted: OperationAccepted = {
    type: 'OperationAccepted',
    data: {
      kind: 'LinkSubscription',
      operationId: SUBSCRIPTION,
      on: day('2021-01-02'),
      principal: ALICE,
      request: {},
      inputs: {},
      answer: {},
    },
  };
  return subscriptionRecord(log, SUBSCRIPTION).append([accepted, ...decision.events]);
}
