import { type EventLog, type Revision, type StreamName } from '#event-log';
import {
  appended,
  freshStream,
  notes,
  type OpenEventLog,
  read,
  textOf,
  texts,
} from './event-log.samples';

export function describeReading(open: OpenEventLog): void {
  let log: EventLog;
  let stream: StreamName;

  beforeEach(async () => {
    log = await open();
    stream = freshStream();
  });
  afterEach(async () => {
    await log.close();
  });

  describe('reading', () => {
    test('a stream is read from after a revision to its head', async () => {
      await appended(log.append(stream, notes(stream, 'c-1', 'one', 'two', 'three'), 'empty'));
      const after = async (revision: Revision) =>
        (await read(log, stream, revision)).map((event) => event.revision);
      expect(await after('empty')).toEqual([0n, 1n, 2n]);
      expect(await after(0n)).toEqual([1n, 2n]);
      expect(await after(2n)).toEqual([]);
      expect(await after(7n)).toEqual([]);
    });

    test('a reader may leave before the end', async () => {
      await appended(log.append(stream, notes(stream, 'c-1', 'one', 'two', 'three'), 'empty'));
      for await (const event of log.readStream(stream, 'empty')) {
        expect(textOf(event)).toBe('one');
        break;
      }
      expect(await texts(log, stream)).toEqual(['one', 'two', 'three']);
    });

    test('later positions belong to later events, over all streams', async () => {
      const other = freshStream();
      await appended(log.append(stream, notes(stream, 'c-1', 'one', 'two'), 'empty'));
      await appended(log.append(other, notes(other, 'c-2', 'three'), 'empty'));
      await appended(log.append(stream, notes(stream, 'c-3', 'four'), 1n));
      const [one, two, four] = await read(log, stream);
      const [three] = await read(log, other);
      const positions = [one, two, three, four].map((event) => event?.position ?? -1n);
      expect(positions).toEqual([...positions].sort((a, b) => (a < b ? -1 : 1)));
      expect(new Set(positions).size).toBe(4);
    });

    test('an event is found at its position, and never at another', async () => {
      await appended(log.append(stream, notes(stream, 'c-1', 'one', 'two'), 'empty'));
      for (const event of await read(log, stream)) {
        expect(await log.eventAt(event.position)).toEqual(event);
        const next = event.position + 1n;
        expect([undefined, next]).toContain((await log.eventAt(next))?.position);
      }
    });

    test('there is no event beyond the end of the log', async () => {
      const { position } = await appended(log.append(stream, notes(stream, 'c-1', 'one'), 'empty'));
      expect(await log.eventAt(position + 1_000_000n)).toBeUndefined();
    });

    test('the head of the log is at or after the last append', async () => {
      const { position } = await appended(log.append(stream, notes(stream, 'c-1', 'one'), 'empty'));
      expect((await log.head()) ?? -1n).toBeGreaterThanOrEqual(position);
    });

    test('the head of some streams is their last event, whatever was written to others since', async () => {
      const other = freshStream();
      const asked = [stream, `${stream}-of-nobody`];
      expect(await log.headOf(asked)).toBeUndefined();
      await appended(log.append(stream, notes(stream, 'c-1', 'one'), 'empty'));
      const { position } = await appended(log.append(stream, notes(stream, 'c-2', 'two'), 0n));
      await appended(log.append(other, notes(other, 'c-3', 'three'), 'empty'));
      expect(await log.headOf(asked)).toBe(position);
      expect(await log.headOf([])).toBeUndefined();
    });

    test('an event whose metadata are not the ledger’s is delivered as unreadable, in its place', async () => {
      const [sound] = notes(stream, 'c-1', 'one');
      if (sound === undefined) throw new Error('No sample');
      const strange = { ...sound, metadata: { ...sound.metadata, size: 0 } };
      await appended(log.append(stream, [strange], 'empty'));
      const [event] = await read(log, stream);
      expect(event).toMatchObject({ kind: 'unreadable', stream, revision: 0n, id: sound.id });
      expect(event?.kind === 'unreadable' && event.why).toContain('size');
    });
  });
}
