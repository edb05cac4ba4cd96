import { type DataSource } from 'typeorm';
import {
  billingAccountStream,
  type EventLog,
  InMemoryEventLog,
  InMemoryEventStore,
  type LoggedEvent,
  recordedStreamName,
  type Revision,
  type StreamName,
} from '#event-log';
import { accountLife } from '../../../../test/support/account-life';
import { recordEveryEvent } from '../../test/every-event';
import { projectedRows, projecting } from '../../../../test/support/projecting';
import {
  migratedDatabase,
  operationsOf,
  RecordedStream,
  recordStory,
} from '../../../../test/support/recorded-story';
import { projectedRevision } from '../../test/projected-revision';
import { parkedStream } from '../projection/projection.query';
import { OPERATIONS_OF_STREAM, ROWS_OF } from './rows-of-stream';
import { CheckpointMismatch } from './same-log';
import { streamsParked, unpark } from './unpark';

type Running = ReturnType<typeof projecting>;
const CONTOSO = billingAccountStream('contoso');
const LIFE = operationsOf(accountLife().events);
const part = (n: number) => LIFE[n] ?? [];

/** A log in which something happens each time that a stream was read to its head. */
class MeddledLog extends InMemoryEventLog {
  readonly meanwhile: (() => Promise<unknown>)[] = [];

  override async *readStream(stream: StreamName, after: Revision): AsyncGenerator<LoggedEvent> {
    yield* super.readStream(stream, after);
    await this.meanwhile.shift()?.();
  }
}

describe('a parked stream', () => {
  let url: string;
  let dataSource: DataSource;
  let store: InMemoryEventStore;
  let log: InMemoryEventLog;
  let running: Running;

  beforeEach(async () => {
    ({ url, dataSource } = await migratedDatabase());
    store = new InMemoryEventStore();
    log = new InMemoryEventLog(store);
    running = projecting(url, dataSource, log);
  });
  afterEach(async () => {
    await running.stop();
    await log.close();
    await dataSource.destroy();
  });

  const put = (stream: StreamName, eventLog: EventLog = log) =>
    unpark(stream, { databaseUrl: url, eventLog });

  async function park(stream: StreamName): Promise<void> {
    await dataSource.query(
      `insert into parked_account (stream, revision, event_id, reason)
       values ($1, 2, gen_random_uuid(), 'for the test')`,
      [stream],
    );
  }

  async function untilParked(stream: StreamName) {
    for (let tries = 0; tries < 500; tries += 1) {
      const parked = await parkedStream(dataSource, stream);
      if (parked !== undefined) return parked;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${stream} is not parked`);
  }

  async function freshFold() {
    const fresh = await migratedDatabase();
    const projector = projecting(fresh.url, fresh.dataSource, log);
    await projector.until((await log.head()) ?? -1n);
    await projector.stop();
    const rows = await projectedRows(fresh.dataSource);
    await fresh.dataSource.destroy();
    return rows;
  }

  it('has the rows of its events again in every table, and no others, whatever it is about', async () => {
    let position = -1n;
    for await (const each of recordEveryEvent(log)) position = each;
    await running.until(position);
    const whole = await projectedRows(dataSource);
    const streams = await dataSource.query<{ stream: string }[]>(
      'select stream from account_projection order by stream',
    );
    expect(streams).toHaveLength(7);
    for (const { stream } of streams) await park(recordedStreamName(stream));
    await dataSource.query(
      `insert into due_item values ('adatum', 'Instalment', 'stale', '2030-01-01'), ('fabrikam', 'Expiry', 'stale', '2030-01-01')`,
    );
    await dataSource.query(`insert into owner select id, 'stale' from reservation_order`);
    await dataSource.query(`update document set paid = 1`);
    await dataSource.query(`delete from charge`);
    await dataSource.query(`delete from usage_day`);
    await dataSource.query(`update policy_terms set effective_on = '2020-01-01'`);
    for (const { stream } of streams)
      expect(await put(recordedStreamName(stream))).toMatchObject({ outcome: 'unparked', stream });
    expect(await projectedRows(dataSource)).toEqual(whole);
    expect(await streamsParked(url)).toEqual([]);
  });

  it('goes on without a gap, with what was written while it was parked, while it is put back, and after', async () => {
    const stream = new RecordedStream(log, CONTOSO);
    const next = (n: number) => stream.append(part(n));
    await next(0);
    await running.until(await next(1));
    // What the next event takes for granted is lost.
    await dataSource.query('delete from reservation');
    for (const n of [2, 3]) await next(n);
    await running.until(await recordStory(log, 'fabrikam', []));
    expect((await untilParked(CONTOSO)).reason).toMatch(/MissingRow/);
    const meddled = new MeddledLog(store);
    // The projector passes it by, for the stream is parked; then, while it is held, comes one that it must not miss.
    meddled.meanwhile.push(
      async () => running.until(await next(4)),
      () => next(5),
    );
    expect(await put(CONTOSO, meddled)).toMatchObject({ outcome: 'unparked' });
    expect(meddled.meanwhile).toHaveLength(0);
    for (let n = 6; n < LIFE.length; n += 1) await running.until(await next(n));
    expect(await projectedRevision(dataSource, CONTOSO)).toBe(BigInt(LIFE.flat().length - 1));
    expect(await projectedRows(dataSource)).toEqual(await freshFold());
  });

  it('that still cannot be read stays as it is, and the answer says where and why', async () => {
    const stream = new RecordedStream(log, CONTOSO);
    for (const n of [0, 1]) await stream.append(part(n));
    const [first, ...others] = stream.encoded(part(2));
    if (first === undefined) throw new Error('Nothing was encoded');
    const forged = { ...first, data: { ...first.data, operationId: 'another' } };
    await running.until(await stream.write([forged, ...others]));
    const before = await projectedRows(dataSource);
    const revision = BigInt(part(0).length + part(1).length);
    expect(await put(CONTOSO)).toMatchObject({
      outcome: 'broken',
      fault: {
        ...{ stream: CONTOSO, revision, eventId: forged.id },
        why: `The chain does not hold at revision ${revision}`,
      },
    });
    expect(await projectedRows(dataSource)).toEqual(before);
    expect((await untilParked(CONTOSO)).revision).toBe(revision);
  });

  it.each<[string, (stream: RecordedStream) => Promise<unknown>, RegExp]>([
    [
      'ends in the middle of an operation',
      (stream) => stream.write(stream.encoded(part(1)).slice(0, 2)),
      /has 2 of its \d+ events/,
    ],
    [
      'takes rows for granted that no event of it made',
      (stream) => stream.append(part(1).filter(({ type }) => type !== 'ReservationPurchased')),
      /Its rows cannot be written: MissingRow/,
    ],
  ])('stays parked when it %s', async (_, breakIt, why) => {
    const stream = new RecordedStream(log, CONTOSO);
    await stream.append(part(0));
    await breakIt(stream);
    await untilParked(CONTOSO);
    const before = await projectedRows(dataSource);
    const answer = await put(CONTOSO);
    expect(answer).toMatchObject({ outcome: 'broken', fault: { revision: 2n } });
    expect(answer.outcome === 'broken' ? answer.fault.why : '').toMatch(why);
    expect(await projectedRows(dataSource)).toEqual(before);
  });

  it('is not put back from another log than the one the tables were made from', async () => {
    await running.until(await recordStory(log, 'contoso', LIFE.flat()));
    await park(CONTOSO);
    const other = new InMemoryEventLog();
    await recordStory(other, 'fabrikam', LIFE.flat().slice(0, 2));
    await expect(put(CONTOSO, other)).rejects.toThrow(CheckpointMismatch);
  });

  it('is told when it is not parked at all', async () => {
    expect(await put(CONTOSO)).toEqual({ outcome: 'notParked', stream: CONTOSO });
  });

  it('is put back while others wait for their turn, once', async () => {
    await running.until(await recordStory(log, 'contoso', LIFE.flat()));
    const whole = await projectedRows(dataSource);
    await park(CONTOSO);
    const outcomes = await Promise.all([put(CONTOSO), put(CONTOSO), put(CONTOSO)]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
      'notParked',
      'notParked',
      'unparked',
    ]);
    expect(await projectedRows(dataSource)).toEqual(whole);
  });
});

test('rows of a stream are found by an index in every table that holds those of several', async () => {
  const { dataSource } = await migratedDatabase();
  const { billingAccount, subscription, utilisation } = ROWS_OF;
  const plans = await dataSource.transaction(async (manager) => {
    await manager.query('set local enable_seqscan = off');
    const found: string[] = [];
    const rows = [...billingAccount, ...subscription, ...utilisation, OPERATIONS_OF_STREAM];
    for (const [table, where] of rows) {
      const key = table === 'subscription' ? '00000000-0000-4000-8000-000000000000' : 'contoso';
      const plan = await manager.query<unknown[]>(`explain delete from ${table} where ${where}`, [
        key,
      ]);
      if (/Seq Scan/.test(JSON.stringify(plan))) found.push(`${table}: ${JSON.stringify(plan)}`);
    }
    return found;
  });
  await dataSource.destroy();
  expect(plans).toEqual([]);
});
