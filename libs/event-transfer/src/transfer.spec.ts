import { chainedEvents } from '../../../test/support/chained-events';
import { MemoryStore } from '../test/memory-store';
import { transfer, type TransferProgress } from './transfer';
import { SourceCut, TransferNotExact, TransferRefused } from './transfer-failures';
import { type TransferredEvent } from './transferred-event';

// 20 appends of 3 events, to three accounts in turn.
const EVENTS = chainedEvents(['contoso', 'fabrikam', 'northwind'], 20);
const SECOND_MS = 1_000;

/** Each look at the clock is a second later. */
function watch(saw: (progress: TransferProgress) => void = () => undefined) {
  let at = 0;
  return { now: () => new Date((at += SECOND_MS)), saw };
}

const copied = (source: MemoryStore, target: MemoryStore) => transfer(source, target, watch());

function withEvent(at: number, change: Partial<TransferredEvent>): TransferredEvent[] {
  return EVENTS.map((event, index) => (index === at ? { ...event, ...change } : event));
}

const DAMAGED = EVENTS[40];

/** A store that changes one event on its way in. */
class DamagingStore extends MemoryStore {
  constructor(private readonly change: Partial<TransferredEvent>) {
    super('target');
  }

  override readonly append = (events: readonly TransferredEvent[]): Promise<void> => {
    for (const event of events)
      this.events.push(event.id === DAMAGED?.id ? { ...event, ...this.change } : event);
    return Promise.resolve();
  };
}

const DATA = Buffer.from(DAMAGED?.data ?? []);
const METADATA = Buffer.from(DAMAGED?.metadata ?? []);

function withBitTurned(bytes: Buffer): Buffer {
  const turned = Buffer.from(bytes);
  turned.writeUInt8(turned.readUInt8(20) ^ 1, 20);
  return turned;
}

/** The same bytes one after the other, and another border between them. */
const BORDER_MOVED = {
  data: DATA.subarray(0, -1),
  metadata: Buffer.concat([DATA.subarray(-1), METADATA]),
};

describe('a transfer', () => {
  it('makes an empty target hold what the source holds, and says what that is', async () => {
    const target = new MemoryStore('target');
    const report = await copied(new MemoryStore('source', EVENTS), target);
    expect(target.events).toEqual(EVENTS);
    const bytes = EVENTS.reduce(
      (sum, { data, metadata }) => sum + data.length + metadata.length,
      0,
    );
    expect(report).toMatchObject({
      log: { events: 60, streams: 3, bytes },
      ...{ before: 0, appended: 60, copySeconds: 1, verifySeconds: 1 },
      chains: { chained: 3, others: 0, broken: 0, breaks: [] },
    });
    expect(report.log.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([1, 6, 7, 8, 31, 59])(
    'goes on in a target that holds the first %i events',
    async (had) => {
      const target = new MemoryStore('target', EVENTS.slice(0, had), 5);
      const report = await copied(new MemoryStore('source', EVENTS), target);
      expect(target.events).toEqual(EVENTS);
      expect(report).toMatchObject({ before: had, appended: 60 - had });
    },
  );

  it('appends nothing to a target that holds everything', async () => {
    const target = new MemoryStore('target', EVENTS);
    const report = await copied(new MemoryStore('source', EVENTS), target);
    expect(report).toMatchObject({ before: 60, appended: 0, log: { events: 60 } });
    expect(target.events).toHaveLength(60);
  });

  it('makes nothing of nothing', async () => {
    const report = await copied(new MemoryStore('source'), new MemoryStore('target'));
    expect(report).toMatchObject({ appended: 0, log: { events: 0, streams: 0, bytes: 0 } });
  });

  it('tells each page it read: compared, appended, read again', async () => {
    const seen: TransferProgress[] = [];
    const target = new MemoryStore('target', EVENTS.slice(0, 14));
    const saw = (progress: TransferProgress) => seen.push(progress);
    await transfer(new MemoryStore('source', EVENTS, 20), target, watch(saw));
    expect(seen.map(({ phase, events }) => `${phase} ${events}`)).toEqual([
      ...['appending 20', 'appending 40', 'appending 60'],
      ...['verifying 7', 'verifying 14', 'verifying 21', 'verifying 28', 'verifying 35'],
      ...['verifying 42', 'verifying 49', 'verifying 56', 'verifying 60'],
    ]);
  });

  it.each<[string, Partial<TransferredEvent>, string]>([
    ['stream', { stream: 'billingAccount-other' }, 'stands where the source has event 2 of'],
    ['revision', { revision: 9n }, 'event 9 of stream billingAccount-contoso'],
    ['id', { id: '11111111-1111-4111-8111-111111111111' }, 'is in the source under another id'],
    ['type', { type: 'Other' }, 'is in the source of another type'],
    ['form', { isJson: false }, 'with data of another kind (JSON or not)'],
    ['byte of data', { data: Buffer.from('{}') }, 'is in the source with other data'],
    ['byte of metadata', { metadata: Buffer.from('{}') }, 'is in the source with other metadata'],
  ])('refuses a target where one event has another %s, and names it', async (_, change, words) => {
    const target = new MemoryStore('target', withEvent(2, change).slice(0, 10));
    const refused = copied(new MemoryStore('source', EVENTS), target);
    await expect(refused).rejects.toThrow(TransferRefused);
    await expect(refused).rejects.toThrow('target holds something else than source');
    await expect(refused).rejects.toThrow('its event number 3, event');
    await expect(refused).rejects.toThrow(words);
    expect(target.events).toHaveLength(10);
  });

  it('refuses a target that holds the same events in another order', async () => {
    const [a, b, ...rest] = [EVENTS.slice(0, 3), EVENTS.slice(3, 6), EVENTS.slice(6)];
    const target = new MemoryStore('target', [b, a, ...rest].flat());
    await expect(copied(new MemoryStore('source', EVENTS), target)).rejects.toThrow(
      'its event number 1, event 0 of stream billingAccount-fabrikam',
    );
  });

  it('refuses a target that is ahead of the source, and asks whether they are swapped', async () => {
    const target = new MemoryStore('target', EVENTS);
    const refused = copied(new MemoryStore('source', EVENTS.slice(0, 58)), target);
    await expect(refused).rejects.toThrow(TransferRefused);
    await expect(refused).rejects.toThrow(
      /ahead of source: it goes on with event 19 of stream billingAccount-fabrikam.*All 58 events.*swapped/,
    );
  });

  it('refuses a source whose stream was cut, and names it', async () => {
    const source = new MemoryStore('source', EVENTS.slice(1));
    const refused = copied(source, new MemoryStore('target'));
    await expect(refused).rejects.toThrow(SourceCut);
    await expect(refused).rejects.toThrow(
      'The stream billingAccount-contoso of source was cut or deleted: event 1 stands there where event 0 was expected',
    );
  });

  it.each<[string, Partial<TransferredEvent>]>([
    ['the stream', { stream: 'billingAccount-other' }],
    ['the revision', { revision: 99n }],
    ['the id', { id: '11111111-1111-4111-8111-111111111111' }],
    ['the type', { type: 'Other' }],
    ['whether it is JSON', { isJson: false }],
    ['one bit of the data', { data: withBitTurned(DATA) }],
    ['one bit of the metadata', { metadata: withBitTurned(METADATA) }],
    ['where data ends and metadata begins', BORDER_MOVED],
  ])('finds that the target changed %s of one event', async (_, change) => {
    const refused = copied(new MemoryStore('source', EVENTS), new DamagingStore(change));
    await expect(refused).rejects.toThrow(TransferNotExact);
    await expect(refused).rejects.toThrow('target is not what source is: it holds 60 events');
  });

  it('copies a log with a broken chain exactly, and names where it breaks first', async () => {
    const source = withEvent(10, { data: Buffer.from('{"number":0}') });
    const target = new MemoryStore('target');
    const report = await copied(new MemoryStore('source', source), target);
    expect(target.events).toEqual(source);
    // Event 10 is the second of the append number 3, which is contoso's second: its revision 4.
    expect(report.chains).toEqual({
      ...{ chained: 3, others: 0, broken: 1 },
      breaks: [
        {
          stream: 'billingAccount-contoso',
          revision: 4n,
          why: 'it does not follow the event before it unchanged',
        },
      ],
    });
  });

  it('asks no chain of streams that the ledger does not write', async () => {
    const other = { ...EVENTS[0], stream: 'orders-1', metadata: Buffer.alloc(0) };
    const source = new MemoryStore('source', [...EVENTS, ...withEvent(0, other).slice(0, 1)]);
    const report = await copied(source, new MemoryStore('target'));
    expect(report.chains).toMatchObject({ chained: 3, others: 1, broken: 0 });
  });
});
