import { type DataSource } from 'typeorm';
import {
  billingAccountId,
  BILLING_EVENT_TYPES,
  Calendar,
  documentNumber,
  Money,
  reservationOrderId,
} from '#ledger-core';
import { InMemoryEventLog } from '#event-log';
import {
  documentAtRevision,
  documentByNumber,
  documentsOf,
  emptyProjection,
  orderById,
  parkedStreams,
  paymentsOfDocument,
  retainedCreditStatement,
} from '#read-models';
import { usd } from '../../../test/support/account-story';
import {
  BOUGHT,
  LEFT_IN_JULY,
  LEFT_IN_MARCH,
  ORDER,
  PARTS,
  recordEveryEvent,
  WHOLE,
} from '../test/every-event';
import { projectedRows, projecting } from '../../../test/support/projecting';
import { migratedDatabase } from '../../../test/support/recorded-story';

const { day } = Calendar;
const ADATUM = billingAccountId('adatum');
const TRANSFER = '104ca33e-4e8e-43c5-80fd-36e1a54fd003';
const number = (sequence: number) => documentNumber(`adatum-00000${sequence}`);

describe('every way of paying, in the tables', () => {
  let url: string;
  let dataSource: DataSource;
  let oneByOne: Awaited<ReturnType<typeof projectedRows>>;
  const log = new InMemoryEventLog();

  beforeAll(async () => {
    ({ url, dataSource } = await migratedDatabase());
    const running = projecting(url, dataSource, log);
    for await (const position of recordEveryEvent(log)) await running.until(position);
    await running.stop();
    oneByOne = await projectedRows(dataSource);
  });
  afterAll(() => dataSource.destroy());

  const rowsOf = (statement: string) => dataSource.query<unknown[]>(statement);

  it('parks nothing, and leaves rows in every table that an account feeds', async () => {
    expect(await parkedStreams(dataSource)).toEqual([]);
    const empty = Object.keys(oneByOne).filter((name) => oneByOne[name]?.length === 0);
    // A subscription is linked in a stream of its own.
    expect(empty).toEqual(['subscription', 'parked_account']);
  });

  it('makes the same tables one operation at a time and all at once', async () => {
    expect(await emptyProjection(url)).toBe('emptied');
    const again = projecting(url, dataSource, log);
    await again.until((await log.head()) ?? -1n);
    await again.stop();
    expect(await projectedRows(dataSource)).toEqual(oneByOne);
  });

  it('shows on the invoice of a month its lines in the order in which they came about', async () => {
    const march = await documentByNumber(dataSource, number(1));
    expect(march?.lines.map(({ kind, amount }) => [kind, amount.amount])).toEqual([
      ['Purchase', '9600.00'],
      ['Refund', '-2400.00'],
      ['Purchase', '100.00'],
    ]);
    const april = await documentByNumber(dataSource, number(2));
    expect(april?.lines.map(({ amount }) => amount.amount)).toEqual(['600.00']);
  });

  it('answers every paper with lines that sum to its total, and payments to what is paid', async () => {
    const { value } = await documentsOf(dataSource, ADATUM, { take: 10 });
    expect(value.map(({ total }) => total.amount)).toEqual(['7300.00', '600.00', '1406.07']);
    for (const paper of value) {
      const lines = paper.lines.map(({ amount }) => amount);
      expect(Money.sum(paper.currency, lines)).toEqual(paper.total);
      const movements = await paymentsOfDocument(dataSource, paper.number);
      const amounts = movements.map(({ amount }) => amount);
      expect(Money.sum(paper.currency, amounts)).toEqual(paper.paid);
    }
  });

  it('shows a credit note beside the invoices it is set against, and what they said before', async () => {
    expect(await documentByNumber(dataSource, number(3))).toMatchObject({
      kind: 'CreditNote',
      status: 'Paid',
      creditFor: number(1),
      total: usd('1406.07'),
      amountDue: usd('0'),
      lines: [
        { kind: 'Refund', amount: usd('1597.81') },
        { kind: 'EarlyTerminationFee', amount: usd('-191.74') },
      ],
      revisions: [{ revision: 1, on: '2021-07-10' }],
    });
    const figures = { paid: usd('6600'), credited: usd('700'), amountDue: usd('0') };
    expect(await documentByNumber(dataSource, number(1))).toMatchObject({
      ...{ status: 'Paid', revision: 2, total: usd('7300'), ...figures },
      revisions: [
        { revision: 1, on: '2021-04-01', why: 'OverageMonth' },
        { revision: 2, on: '2021-07-10', why: 'Reopened: adatum-000003 credits what it billed' },
      ],
    });
    expect(await documentAtRevision(dataSource, number(1), 1)).toMatchObject({
      ...{ status: 'Due', revision: 1, total: usd('7300') },
      ...{ paid: usd('0'), credited: usd('0'), amountDue: usd('7300') },
    });
  });

  it('names in both statements the account that credit went to or came from', async () => {
    const of = (id: string) =>
      retainedCreditStatement(
        dataSource,
        { id: billingAccountId(id), currency: Money.USD },
        day('2021-09-01'),
      );
    const transfer = { on: '2021-09-01', reason: 'ProgramTransfer', transferId: TRANSFER };
    expect((await of('northwind')).entries).toEqual([
      { ...transfer, billingAccountId: 'northwind-csp', amount: usd('-120') },
      { ...transfer, billingAccountId: 'northwind-csp', amount: usd('-35.5') },
    ]);
    expect(await of('northwind-csp')).toEqual({
      on: '2021-09-01',
      available: usd('155.5'),
      entries: [{ ...transfer, billingAccountId: 'northwind', amount: usd('155.5') }],
    });
    expect((await of('adatum')).entries).toMatchObject([
      { reason: 'OverageCredit', document: number(3), amount: usd('106.07') },
    ]);
  });

  it('tells what became of a reservation, the parts of a split in their order', async () => {
    const order = await orderById(dataSource, reservationOrderId(ORDER));
    expect(order?.owners).toEqual(['bob@adatum.example']);
    expect(order?.reservations.map(({ id, state, quantity }) => [id, state, quantity])).toEqual([
      [BOUGHT, 'Cancelled', 1],
      [LEFT_IN_MARCH, 'Cancelled', 1],
      [LEFT_IN_JULY, 'Cancelled', 2],
      [PARTS[0], 'Cancelled', 1],
      [PARTS[1], 'Cancelled', 1],
      [WHOLE, 'Expired', 2],
    ]);
    const [split, part, whole] = await Promise.all(
      [LEFT_IN_JULY, PARTS[0], WHOLE].map(
        async (id) => (await rowsOf(`select * from reservation where id = '${id}'`))[0],
      ),
    );
    expect(split).toMatchObject({ split_destinations: PARTS, archived: false });
    expect(part).toMatchObject({ split_source: LEFT_IN_JULY, merge_destination: WHOLE });
    expect(whole).toMatchObject({
      ...{ merge_sources: PARTS, split_source: null, sku_name: 'Standard_F2s' },
      ...{ expires_on: '2022-03-10', display_name: 'Batch workers, Europe' },
      ...{ not_renewed_why: 'ListedNoLonger' },
    });
    expect(await rowsOf('select id from reservation where archived')).toEqual([{ id: BOUGHT }]);
  });

  it('leaves of a prepayment what was not drawn, by credit and term', async () => {
    const left = await rowsOf(
      `select coalesce(term_id, credit_id::text) as of, sum(amount) as left
       from prepayment_movement group by 1 order by 1`,
    );
    expect(left).toEqual([
      { of: '26ba1261-d96b-462c-8b6e-b2bf8259f84a', left: '0.00' },
      { of: 'c7b77d1e-12b0-46be-a933-ba6409a7f7af', left: '0.00' },
      { of: 'enrolment-2021', left: '9739.73' },
    ]);
  });

  it('has nothing due of what was closed, used up, swept, moved or returned', async () => {
    // The sibling of what the card payer gave back in part goes on.
    const sibling = '508f5999-41c8-4f44-a3bf-50baa91cf121';
    expect(
      await rowsOf('select kind, ref, due_on from due_item order by billing_account_id, kind'),
    ).toEqual([
      { kind: 'Expiry', ref: sibling, due_on: '2022-05-03' },
      { kind: 'Instalment', ref: sibling, due_on: '2021-06-03' },
    ]);
  });

  it('shows a card payment move with its invoice, and what goes back to which card', async () => {
    const of = async (sequence: number) =>
      (await paymentsOfDocument(dataSource, documentNumber(`fabrikam-00000${sequence}`))).map(
        ({ kind, amount }) => [kind, amount.amount],
      );
    expect(await of(1)).toEqual([
      ['Card', '121.68'],
      ['Moved', '-94.20'],
      ['Released', '-27.48'],
    ]);
    expect(await of(2)).toEqual([['Moved', '94.20']]);
    expect(
      await rowsOf('select status, amount, card_last4 from card_refund order by stream_revision'),
    ).toEqual([
      { status: 'Requested', amount: '27.48', card_last4: '4242' },
      { status: 'Held', amount: '3.93', card_last4: '4242' },
      { status: 'Requested', amount: '3.93', card_last4: '4444' },
    ]);
  });

  it('finds the lines of a paper without a scan of a table', async () => {
    const asked: string[] = [];
    const reader = {
      query: <Rows>(statement: string, parameters?: unknown[]) => {
        asked.push(statement);
        return dataSource.query<Rows>(statement, parameters);
      },
    };
    await documentByNumber(reader, number(1));
    await dataSource.transaction(async (manager) => {
      await manager.query('set local enable_seqscan = off');
      for (const statement of asked) {
        const parameter = statement.includes('any') ? [number(1)] : number(1);
        const plan = await manager.query<unknown[]>(`explain ${statement}`, [parameter]);
        expect(JSON.stringify(plan)).not.toContain('Seq Scan');
      }
    });
    expect(asked.length).toBeGreaterThan(2);
  });

  it('is made of every type of event but those that the other lives bring', async () => {
    const seen = new Set<string>();
    for await (const message of log.subscribeToAll({ after: 'start', prefixes: [''] })) {
      if (message.kind === 'caughtUp') break;
      if (message.kind === 'event') seen.add(message.event.type);
    }
    expect(BILLING_EVENT_TYPES.filter((type) => !seen.has(type))).toEqual(['RetainedCreditUsed']);
  });
});
