import {
  type BillingAccountId,
  billingAccountId,
  Calendar,
  Money,
  prepaymentTermId,
  type SubscriptionId,
  subscriptionId,
} from '#ledger-core';
import { InMemoryEventLog } from '#event-log';
import {
  accountIdOfSubscription,
  cardRefundsOf,
  creditUnderWay,
  prepaymentStatement,
  type Reader,
  retainedCreditStatement,
  subscriptionsOf,
  supportRequestsOf,
  isCreditComing,
  transfersDue,
} from '#read-models';
import { ACCOUNT, AccountStory, ALICE, D2S, usd } from '../../../test/support/account-story';
import {
  cardPayer,
  changesCard,
  MASTER,
  movesRequest,
  VISA,
} from '../../../test/support/card-steps';
import { projecting } from '../../../test/support/projecting';
import {
  migratedDatabase,
  recordStory,
  subscriptionRecord,
} from '../../../test/support/recorded-story';

const { day } = Calendar;
const CONTOSO = { id: ACCOUNT, currency: Money.USD };
const oneYear = { ...D2S, term: 'P1Y' as const };

/** The tables that a log makes, and every statement that was asked of them. */
async function tablesOf(record: (log: InMemoryEventLog) => Promise<bigint>) {
  const { url, dataSource } = await migratedDatabase();
  const log = new InMemoryEventLog();
  const running = projecting(url, dataSource, log);
  await running.until(await record(log));
  const statements = new Map<string, readonly unknown[]>();
  const reader: Reader = {
    query: (statement, parameters = []) => {
      statements.set(statement, parameters);
      return dataSource.query(statement, parameters);
    },
  };
  return { dataSource, reader, statements, log, running };
}

type Tables = Awaited<ReturnType<typeof tablesOf>>;

async function closed({ dataSource, running }: Tables): Promise<void> {
  await running.stop();
  await dataSource.destroy();
}

/** The statements that PostgreSQL would answer by reading a whole table, had it any other way. */
async function scansOf({ dataSource, statements }: Tables): Promise<readonly string[]> {
  return dataSource.transaction(async (manager) => {
    await manager.query('set local enable_seqscan = off');
    const found: string[] = [];
    for (const [statement, parameters] of statements) {
      const plan = await manager.query<unknown[]>(`explain ${statement}`, [...parameters]);
      if (JSON.stringify(plan).includes('Seq Scan')) found.push(statement);
    }
    return found;
  });
}

describe('what the tables tell of a prepayment', () => {
  let tables: Tables;
  // 365.00 of 1,000.00 in advance; 19 of 365 days later 346.00 comes back and pays 100.00 and 200.00 of what follows.
  beforeAll(async () => {
    const term = { termId: prepaymentTermId('t1'), from: day('2021-01-01'), to: day('2021-03-01') };
    const story = new AccountStory(undefined, undefined, {
      agreementType: 'EnterpriseAgreement',
      payment: { method: 'prepayment', terms: [{ ...term, amount: usd('1000') }] },
    });
    const id = story.buy({ on: '2021-01-15', price: '365', product: oneYear });
    story.refund(id, { on: '2021-02-03' });
    story.buy({ on: '2021-02-10', price: '100' });
    story.do('2021-02-20', {
      type: 'AddPrepaymentTerm',
      ...{ termId: prepaymentTermId('t2'), from: day('2021-06-01'), to: day('2022-06-01') },
      amount: usd('500'),
    });
    story.buy({ on: '2021-03-05', price: '200' });
    story.through('2021-05-10');
    tables = await tablesOf((log) => recordStory(log, 'contoso', story.events));
  });
  afterAll(() => closed(tables));

  it.each([
    ['the day before it is granted', '2021-02-02', undefined, '0.00'],
    ['the day it is granted', '2021-02-03', ['0.00', '0.00', '346.00'], '346.00'],
    ['before it pays', '2021-02-09', ['0.00', '0.00', '346.00'], '346.00'],
    ['the day it pays', '2021-02-10', ['100.00', '0.00', '246.00'], '246.00'],
    ['when its term is over', '2021-03-05', ['300.00', '0.00', '46.00'], '46.00'],
    ['the last day it is usable', '2021-05-03', ['300.00', '0.00', '46.00'], '46.00'],
    ['day 90', '2021-05-04', ['300.00', '46.00', '0.00'], '0.00'],
    ['long after', '2031-01-01', ['300.00', '46.00', '0.00'], '0.00'],
  ])('of a credit: %s', async (_, on, amounts, available) => {
    const statement = await prepaymentStatement(tables.reader, CONTOSO, day(on));
    const told = statement.credits.map(({ used, expired, remaining }) =>
      [used, expired, remaining].map(({ amount }) => amount),
    );
    expect(told).toEqual(amounts === undefined ? [] : [amounts]);
    expect(statement.available).toEqual(usd(available));
  });

  it('of a credit whose day of expiry nobody has run', async () => {
    await tables.dataSource.query("delete from prepayment_movement where kind = 'Expired'");
    const statement = await prepaymentStatement(tables.reader, CONTOSO, day('2021-05-04'));
    expect(statement).toMatchObject({ available: usd('0'), credits: [{ expired: usd('46') }] });
  });

  it('of a credit its term and its days, and no fee where none was kept', async () => {
    const { credits } = await prepaymentStatement(tables.reader, CONTOSO, day('2021-02-03'));
    expect(credits).toMatchObject([
      { termId: 't1', grantedOn: '2021-02-03', expiresOn: '2021-05-04', amount: usd('346') },
    ]);
    expect(credits[0]).not.toHaveProperty('fee');
  });

  it('of the terms what was not drawn from them, from the day they were added', async () => {
    const terms = async (on: string) =>
      (await prepaymentStatement(tables.reader, CONTOSO, day(on))).terms.map(
        ({ id, remaining }) => [id, remaining.amount],
      );
    expect(await terms('2021-01-14')).toEqual([['t1', '1000.00']]);
    expect(await terms('2021-02-19')).toEqual([['t1', '635.00']]);
    expect(await terms('2021-03-05')).toEqual([
      ['t1', '635.00'],
      ['t2', '500.00'],
    ]);
  });

  it('with no scan of a whole table', async () => {
    expect(await scansOf(tables)).toEqual([]);
  });
});

describe('what the tables tell of money that goes back to cards', () => {
  let tables: Tables;
  // 730.00 by Visa for two; one comes back to it, the other when the card is a MasterCard.
  beforeAll(async () => {
    const story = cardPayer()();
    const told = { story, named: new Map() };
    const id = story.buy({ on: '2021-03-01', price: '365', product: oneYear, quantity: 2 });
    story.refund(id, { on: '2021-03-01', quantity: 1 });
    changesCard('2021-03-02', MASTER)(told);
    const rest = story.facts('ReservationReturned').at(-1)?.sibling?.reservationId ?? id;
    story.refund(rest, { on: '2021-03-03', quantity: 1 });
    movesRequest('2021-03-04', 1, 'InProgress')(told);
    tables = await tablesOf((log) => recordStory(log, 'contoso', story.events));
    approved = () => {
      movesRequest('2021-03-05', 1, 'Approved')(told);
      return story;
    };
  });
  let approved: () => AccountStory;
  afterAll(() => closed(tables));

  it('sent and held, each with its paper and the held one with its request', async () => {
    const [request] = await supportRequestsOf(tables.reader, ACCOUNT);
    expect(request).toMatchObject({
      ...{ openedOn: '2021-03-03', status: 'InProgress', statusOn: '2021-03-04' },
      ...{ category: 'ExchangesAndRefunds', amount: usd('365') },
    });
    const refunds = await cardRefundsOf(tables.reader, ACCOUNT);
    expect(refunds).toMatchObject([
      { on: '2021-03-01', amount: usd('365'), card: VISA, status: 'Requested' },
      {
        ...{ on: '2021-03-03', amount: usd('365'), card: VISA, status: 'Held' },
        ...{ invoiceNumber: 'contoso-000003', supportRequestId: request?.id },
      },
    ]);
    expect(refunds[0]).not.toHaveProperty('supportRequestId');
  });

  it('sent after it was held once, to the new card, and the held one no more', async () => {
    const [, held] = await cardRefundsOf(tables.reader, ACCOUNT);
    const again = await tablesOf((log) => recordStory(log, 'contoso', approved().events));
    expect(await cardRefundsOf(again.reader, ACCOUNT)).toMatchObject([
      { on: '2021-03-01' },
      {
        ...{ on: '2021-03-05', amount: usd('365'), card: MASTER, status: 'Requested' },
        ...{ heldRefundId: held?.id, heldOn: '2021-03-03' },
        supportRequestId: held?.supportRequestId,
      },
    ]);
    await closed(again);
  });

  it('with no scan of a whole table', async () => {
    expect(await scansOf(tables)).toEqual([]);
  });
});

describe('what the tables tell of an account that moves (R-RET-4)', () => {
  const CSP = billingAccountId('partner-customer');
  const MOVED = subscriptionId('aaaaaaaa-0000-4000-8000-000000000001');
  const OWN = subscriptionId('aaaaaaaa-0000-4000-8000-000000000002');
  let tables: Tables;
  const contoso = new AccountStory(undefined, undefined, {
    agreementType: 'MicrosoftOnlineServicesProgram',
  });
  const partner = new AccountStory(undefined, undefined, {
    billingAccountId: CSP,
    agreementType: 'MicrosoftPartnerAgreement',
  });
  const ofAccount = async (account: BillingAccountId, on: string) =>
    (await subscriptionsOf(tables.reader, account, day(on))).map(({ id }) => id);

  beforeAll(async () => {
    const id = contoso.buy({ on: '2021-03-01', price: '365', product: oneYear });
    contoso.pay('2021-03-01', 'contoso-000001', '365');
    contoso.refund(id, { on: '2021-03-02' });
    contoso.do('2021-03-03', {
      type: 'TransferProgram',
      ...{ toBillingAccountId: CSP, transfersOn: day('2021-03-20'), subscriptions: [MOVED] },
      target: { agreementType: 'MicrosoftPartnerAgreement', currency: Money.USD },
    });
    tables = await tablesOf(async (log) => {
      await recordStory(log, 'contoso', contoso.events);
      await recordStory(log, CSP, partner.events);
      await link(log, MOVED, ACCOUNT);
      return link(log, OWN, CSP);
    });
  });
  afterAll(() => closed(tables));

  it.each([
    ['the day before', '2021-03-19', [MOVED], [OWN]],
    ['the day itself, run or not', '2021-03-20', [], [MOVED, OWN]],
  ])('agreed for a later day: %s', async (_, on, old, now) => {
    expect(await ofAccount(ACCOUNT, on)).toEqual(old);
    expect(await ofAccount(CSP, on)).toEqual(now);
    const owner = await accountIdOfSubscription(tables.reader, MOVED, day(on));
    expect(owner).toBe(old.length === 0 ? CSP : ACCOUNT);
    const due = await transfersDue(tables.reader, day(on));
    expect(due).toEqual(
      old.length === 0 ? [{ billingAccountId: ACCOUNT, toBillingAccountId: CSP, on }] : [],
    );
    expect(await isCreditComing(tables.reader, CSP, day(on))).toBe(old.length === 0);
    expect(await isCreditComing(tables.reader, ACCOUNT, day(on))).toBe(false);
    expect(await creditUnderWay(tables.reader)).toEqual([]);
  });

  it('moved: its subscriptions are the other’s, and what it retained is under way', async () => {
    contoso.through('2021-03-20');
    const moved = await tablesOf(async (log) => {
      await recordStory(log, CSP, partner.events);
      await link(log, MOVED, ACCOUNT);
      return recordStory(log, 'contoso', contoso.events);
    });
    const { reader } = moved;
    const on = day('2021-03-20');
    expect(await accountIdOfSubscription(reader, MOVED, on)).toBe(CSP);
    expect((await subscriptionsOf(reader, CSP, on)).map(({ id }) => id)).toEqual([MOVED]);
    expect(await transfersDue(reader, on)).toEqual([]);
    const { transferId } = contoso.facts('RetainedCreditTransferred')[0] ?? { transferId: '' };
    const amount = usd('365');
    expect(await creditUnderWay(reader)).toEqual([
      {
        ...{ transferId, fromBillingAccountId: ACCOUNT, toBillingAccountId: CSP },
        ...{ transferredOn: on, amount },
      },
    ]);
    expect(await isCreditComing(reader, CSP, on)).toBe(true);
    expect(await isCreditComing(reader, ACCOUNT, on)).toBe(false);
    expect(await scansOf(moved)).toEqual([]);
    await closed(moved);

    const source = { billingAccountId: ACCOUNT, transferId };
    partner.do('2021-03-20', { type: 'ReceiveTransferredCredit', source, amount });
    const arrived = await tablesOf(async (log) => {
      await recordStory(log, 'contoso', contoso.events);
      return recordStory(log, CSP, partner.events);
    });
    expect(await creditUnderWay(arrived.reader)).toEqual([]);
    expect(await isCreditComing(arrived.reader, CSP, on)).toBe(false);
    const holder = { id: CSP, currency: Money.USD };
    expect(await retainedCreditStatement(arrived.reader, holder, on)).toEqual({
      on,
      available: amount,
      entries: [{ on, amount, reason: 'ProgramTransfer', transferId, billingAccountId: ACCOUNT }],
    });
    await closed(arrived);
  });
});

function link(log: InMemoryEventLog, id: SubscriptionId, account: BillingAccountId) {
  const on = day('2021-01-02');
  const displayName = 'Production';
  return subscriptionRecord(log, id).append([
    {
      type: 'OperationAccepted',
      data: {
        ...{ kind: 'LinkSubscription', operationId: id, on, principal: ALICE },
        ...{ request: {}, inputs: {}, answer: {} },
      },
    },
    {
      type: 'SubscriptionLinked',
      data: { subscriptionId: id, billingAccountId: account, displayName, linkedOn: on },
    },
  ]);
}
