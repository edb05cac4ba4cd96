import { Client } from 'pg';
import { type DataSource } from 'typeorm';
import { billingAccountStream, encodeEvent, InMemoryEventLog, type PlainEvent } from '#event-log';
import { AccountStory } from '../../../../test/support/account-story';
import { projectedRows, projecting } from '../../../../test/support/projecting';
import {
  migratedDatabase,
  operationsOf,
  RecordedStream,
  recordStory,
} from '../../../../test/support/recorded-story';
import { projectedRevision } from '../../test/projected-revision';
import { parkedStream } from '../projection/projection.query';
import { openProjectionWaiter } from './projection-waiter';
import { emptyProjection } from './rebuild';
import { CheckpointMismatch } from './same-log';

/** A life with a monthly plan, a part returned, a payment and a return after it. */
function story(): AccountStory {
  const life = new AccountStory();
  const monthly = life.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly', quantity: 3 });
  life.buy({ on: '2021-02-01', price: '1200' });
  life.pay('2021-02-10', 'contoso-000001', '300');
  life.refund(monthly, { on: '2021-03-20', quantity: 1, used: true });
  life.through('2021-06-20');
  return life;
}

describe('the projector', () => {
  let url: string;
  let dataSource: DataSource;
  let log: InMemoryEventLog;
  let running: ReturnType<typeof projecting> | undefined;
  const started: ReturnType<typeof projecting>[] = [];

  beforeEach(async () => {
    ({ url, dataSource } = await migratedDatabase());
    log = new InMemoryEventLog();
  });
  afterEach(async () => {
    for (const each of started.splice(0)) await each.stop();
    running = undefined;
    await log.close();
    await dataSource.destroy();
  });

  function start(): ReturnType<typeof projecting> {
    running = projecting(url, dataSource, log);
    started.push(running);
    return running;
  }

  async function again(): Promise<ReturnType<typeof projecting>> {
    await running?.stop();
    return start();
  }

  async function countOf(table: string): Promise<number> {
    const [row] = await dataSource.query<[{ count: number }]>(
      `select count(*)::int as count from ${table}`,
    );
    return row.count;
  }

  it('writes what stood in the log before it, says when it has all of it, and then what is new', async () => {
    const events = operationsOf(story().events);
    const stream = new RecordedStream(log, billingAccountStream('contoso'));
    const half = Math.floor(events.length / 2);
    let position = -1n;
    for (const operation of events.slice(0, half)) position = await stream.append(operation);
    const { until, messages } = start();
    await until(position);
    expect(await countOf('operation')).toBe(half);
    for (const operation of events.slice(half)) {
      await until(await stream.append(operation));
    }
    expect(await countOf('operation')).toBe(events.length);
    expect(messages()).toEqual(['projecting', 'the tables hold the whole log']);
  });

  it('makes the same tables one operation at a time and all at once', async () => {
    const events = operationsOf(story().events);
    const stream = new RecordedStream(log, billingAccountStream('contoso'));
    const live = start();
    for (const operation of events) await live.until(await stream.append(operation));
    const oneByOne = await projectedRows(dataSource);
    await live.stop();
    expect(await emptyProjection(url)).toBe('emptied');
    expect(await countOf('document')).toBe(0);
    await start().until((await log.head()) ?? -1n);
    expect(await projectedRows(dataSource)).toEqual(oneByOne);
    expect(oneByOne['document']?.length).toBeGreaterThan(5);
  });

  it('is not deprived of its tables while it is active, and who waits hears when they are emptied', async () => {
    const position = await recordStory(log, 'contoso', story().events);
    const { until, stop } = start();
    await until(position);
    const before = await projectedRows(dataSource);
    expect(await emptyProjection(url)).toBe('aProjectorIsActive');
    expect(await projectedRows(dataSource)).toEqual(before);
    const waiter = openProjectionWaiter({ databaseUrl: url, reader: dataSource });
    try {
      expect(await waiter.waitFor(position, 5_000)).toBe(true);
      await stop();
      expect(await emptyProjection(url)).toBe('emptied');
      await untilAnswered(false, () => waiter.waitFor(position, 0));
    } finally {
      await waiter.close();
    }
  });

  it('writes nothing twice when the log delivers again what is in the tables', async () => {
    const position = await recordStory(log, 'contoso', story().events);
    await start().until(position);
    const before = await projectedRows(dataSource);
    await running?.stop();
    await dataSource.query('delete from checkpoint');
    // A row that would be missed if the operation were written again.
    await dataSource.query("update billing_account set display_name = 'Untouched'");
    await (await again()).until(position);
    const after = await projectedRows(dataSource);
    expect(after['billing_account']).toMatchObject([{ display_name: 'Untouched' }]);
    expect({ ...after, billing_account: 0 }).toEqual({ ...before, billing_account: 0 });
  });

  it('goes on where it was when its connection is cut off inside a transaction', async () => {
    const events = operationsOf(story().events);
    const stream = new RecordedStream(log, billingAccountStream('contoso'));
    const { until, messages } = start();
    await until(await stream.append(events[0] ?? []));
    const before = await projectedRows(dataSource);
    const blocker = new Client({ connectionString: url });
    await blocker.connect();
    // The rows of the next operation are written, and then its checkpoint has to wait.
    await blocker.query('begin');
    await blocker.query('lock table checkpoint in access exclusive mode');
    const position = await stream.append(events[1] ?? []);
    await untilWaiting(dataSource);
    await dataSource.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ledger projector' and datname = current_database()",
    );
    await blocker.query('rollback');
    await blocker.end();
    expect(await countOf('operation')).toBe(1);
    expect((await projectedRows(dataSource))['checkpoint']).toEqual(before['checkpoint']);
    await until(position);
    expect(await countOf('operation')).toBe(2);
    expect(messages()).toContain('projection interrupted; trying again');
  });

  it('parks a stream with an event that does not parse, and goes on with the others', async () => {
    const [opened = [], bought = [], ...rest] = operationsOf(story().events);
    const bad = new RecordedStream(log, billingAccountStream('bad'));
    await bad.append(opened);
    await bad.write(bad.encodedPlain(bought.map(encodeEvent).map(withAFieldTooMany)));
    for (const operation of rest) await bad.append(operation);
    const position = await recordStory(log, 'contoso', story().events);
    const { until, said } = start();
    await until(position);
    expect(await projectedRevision(dataSource, bad.stream)).toBe(1n);
    const parked = await parkedStream(dataSource, bad.stream);
    expect(parked?.revision).toBe(2n);
    expect(parked?.reason).toMatch(/^OperationAccepted: .*unheardOf/);
    expect(await countOf('parked_account')).toBe(1);
    expect(said.filter(({ level }) => level === 'error')).toMatchObject([
      { message: 'stream parked', details: { stream: bad.stream, revision: '2' } },
    ]);
    const good = billingAccountStream('contoso');
    expect(await projectedRevision(dataSource, good)).toBe(BigInt(story().events.length - 1));
  });

  it('parks a stream whose chain does not hold', async () => {
    const [opened = [], bought = []] = operationsOf(story().events);
    const stream = new RecordedStream(log, billingAccountStream('contoso'));
    await stream.append(opened);
    const [first, ...others] = stream.encoded(bought);
    if (first === undefined) throw new Error('Nothing was encoded');
    const forged = { ...first, data: { ...first.data, operationId: 'another' } };
    const position = await stream.write([forged, ...others]);
    await start().until(position);
    expect(await parkedStream(dataSource, stream.stream)).toMatchObject({
      revision: 2n,
      reason: 'The chain does not hold at revision 2',
    });
    expect(await countOf('reservation_order')).toBe(0);
  });

  it('parks a stream whose rows cannot stand in the tables, and writes the rest of the batch', async () => {
    const [opened = [], bought = []] = operationsOf(story().events);
    const bad = new RecordedStream(log, billingAccountStream('bad'));
    await bad.append(opened);
    // A charge for a reservation that nobody bought.
    await bad.append(bought.filter(({ type }) => type !== 'ReservationPurchased'));
    const good = new RecordedStream(log, billingAccountStream('contoso'));
    const position = await good.append(opened);
    const { until } = start();
    await until(position);
    const parked = await parkedStream(dataSource, bad.stream);
    expect(parked?.revision).toBe(2n);
    expect(parked?.reason).toMatch(/^Its rows cannot be written: MissingRow: .* reservation/);
    expect(await projectedRevision(dataSource, bad.stream)).toBe(1n);
    expect(await projectedRevision(dataSource, good.stream)).toBe(1n);
    await until(await good.append(bought));
    expect(await countOf('reservation')).toBe(1);
  });

  it('parks a stream that was cut off within an operation, and holds nobody back for it', async () => {
    const [opened = [], bought = []] = operationsOf(story().events);
    const good = new RecordedStream(log, billingAccountStream('contoso'));
    const bad = new RecordedStream(log, billingAccountStream('bad'));
    await bad.append(opened);
    const { until } = start();
    const cut = await bad.write(bad.encoded(bought).slice(0, 2));
    await until(cut);
    expect(await parkedStream(dataSource, bad.stream)).toMatchObject({
      revision: 2n,
      reason: expect.stringMatching(/^The operation .* has 2 of its \d+ events$/) as unknown,
    });
    await until(await good.append(opened));
    expect(await projectedRevision(dataSource, bad.stream)).toBe(1n);
    expect(await projectedRevision(dataSource, good.stream)).toBe(1n);
  });

  it('leaves a parked stream parked', async () => {
    const events = operationsOf(story().events);
    const stream = new RecordedStream(log, billingAccountStream('contoso'));
    await start().until(await stream.append(events[0] ?? []));
    await dataSource.query(
      `insert into parked_account (stream, revision, event_id, reason)
       values ($1, 2, gen_random_uuid(), 'for the test')`,
      [stream.stream],
    );
    await running?.until(await stream.append(events[1] ?? []));
    expect(await projectedRevision(dataSource, stream.stream)).toBe(1n);
  });

  it('refuses to run on another log than the one the tables were made from, and says what to do', async () => {
    await start().until(await recordStory(log, 'contoso', story().events));
    await running?.stop();
    const before = await projectedRows(dataSource);
    log = new InMemoryEventLog();
    await recordStory(log, 'fabrikam', story().events);
    const refused = start().finished;
    await expect(refused).rejects.toThrow(CheckpointMismatch);
    await expect(refused).rejects.toThrow(/ledger replay/);
    expect(await projectedRows(dataSource)).toEqual(before);
  });

  it('is active once: another stands by and takes over when the first ends', async () => {
    const events = operationsOf(story().events);
    const stream = new RecordedStream(log, billingAccountStream('contoso'));
    const first = start();
    await first.until(await stream.append(events[0] ?? []));
    const second = start();
    while (second.said.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(second.messages()).toEqual(['another projector is active; standing by']);
    await first.stop();
    await second.until(await stream.append(events[1] ?? []));
    expect(second.messages()).toContain('projecting');
  });
});

async function untilAnswered(answer: boolean, ask: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if ((await ask()) === answer) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Never answered ${String(answer)}`);
}

function withAFieldTooMany(event: PlainEvent, place: number): PlainEvent {
  return place === 0 ? { ...event, data: { ...event.data, unheardOf: true } } : event;
}

/** Until the projector waits for a lock that somebody else holds. */
async function untilWaiting(dataSource: DataSource): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const waiting = await dataSource.query<unknown[]>(
      "select 1 from pg_stat_activity where application_name = 'ledger projector' and datname = current_database() and wait_event_type = 'Lock'",
    );
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('The projector never waited');
}
