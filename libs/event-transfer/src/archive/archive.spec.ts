import { gunzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type EventPages, type TransferredEvent } from '../transferred-event';
import { type ArchiveSummary, readArchive } from './archive-reader';
import { ArchiveRefused, type RefusalKind } from './archive-refused';
import { writeArchive } from './archive-writer';
import { HEAD_LENGTH, headOf, headStart } from './block-head';
import { type ArchiveBytes } from './block-reader';
import { eventLine } from './event-line';

const HEADER = { made: '2021-01-15T12:00:00.000Z', release: '1.2.3', from: 'esdb://events:2113' };

function event(number: number, size = 20): TransferredEvent {
  return {
    stream: `billingAccount-${number % 3}`,
    revision: BigInt(Math.floor(number / 3)),
    id: `11111111-1111-4111-8111-${String(number).padStart(12, '0')}`,
    type: 'OwnerAdded',
    isJson: true,
    createdTicks: 16_107_120_000_000_000n + BigInt(number),
    data: Buffer.from(JSON.stringify({ text: randomLike(number, size) })),
    metadata: Buffer.from(`{"n":${number}}`),
  };
}

/** What deflate makes no smaller, and always the same. */
function randomLike(seed: number, size: number): string {
  const parts: string[] = [];
  for (let part = 0; parts.length * 86 < size; part += 1)
    parts.push(createHash('sha512').update(`${seed} ${part}`).digest('base64url'));
  return parts.join('').slice(0, size);
}

async function* pagesOf(events: readonly TransferredEvent[], size = 100): EventPages {
  for (let at = 0; at < events.length; at += size) {
    await Promise.resolve();
    yield events.slice(at, at + size);
  }
}

async function archiveOf(events: readonly TransferredEvent[]): Promise<Buffer> {
  const written: Buffer[] = [];
  const write = (bytes: Buffer): Promise<void> => {
    written.push(bytes);
    return Promise.resolve();
  };
  await writeArchive({ header: HEADER, pages: pagesOf(events) }, { write });
  return Buffer.concat(written);
}

function bytesOf(archive: Buffer): ArchiveBytes {
  const read = (position: number, length: number): Promise<Buffer> =>
    Promise.resolve(archive.subarray(position, position + length));
  return { name: 'FILE', length: archive.length, read };
}

async function read(
  archive: Buffer,
): Promise<{ events: TransferredEvent[]; summary?: ArchiveSummary }> {
  const events: TransferredEvent[] = [];
  for await (const part of readArchive(bytesOf(archive))) {
    if (part.kind === 'summary') return { events, summary: part.summary };
    events.push(...part.events);
  }
  return { events };
}

async function refusal(archive: Buffer): Promise<ArchiveRefused> {
  try {
    await read(archive);
  } catch (error) {
    if (error instanceof ArchiveRefused) return error;
    throw error;
  }
  throw new Error('It was read');
}

/** The blocks of a whole archive. */
function blocksOf(archive: Buffer): Buffer[] {
  const blocks: Buffer[] = [];
  for (let at = 0; at < archive.length;) {
    const length = headOf(archive.subarray(at, at + HEAD_LENGTH))?.length ?? archive.length;
    blocks.push(archive.subarray(at, at + length));
    at += length;
  }
  return blocks;
}

const BITS = [0, 1, 2, 3, 4, 5, 6, 7];
/** Some two seconds of reading; more where others use the processors too. */
const EVERY_BIT_MS_MAX = 60_000;

function withBitTurned(archive: Buffer, byte: number, bit: number): Buffer {
  const turned = Buffer.from(archive);
  turned.writeUInt8(turned.readUInt8(byte) ^ (1 << bit), byte);
  return turned;
}

const EVENTS = Array.from({ length: 7 }, (_, number) => event(number));
/** Of 300 KB each, so that a block takes four. */
const LARGE = Array.from({ length: 14 }, (_, number) => event(number, 300_000));

describe('an archive', () => {
  it('gives back the events, and says how many they are and whose', async () => {
    const archive = await archiveOf(EVENTS);
    const { events, summary } = await read(archive);
    expect(events).toEqual(EVENTS);
    expect(summary?.header).toMatchObject(HEADER);
    expect(summary).toMatchObject({ blocks: 3, length: archive.length });
    expect(summary?.footer).toMatchObject({
      ...{ events: 7, streams: 3 },
      ...{ first: '2021-01-15T12:00:00.0000000Z', last: '2021-01-15T12:00:00.0000006Z' },
    });
    // {"text":"…20…"} takes 31, {"n":0} takes 7.
    expect(summary?.footer.bytes).toBe(7 * 38);
  });

  it('is gzip to everybody, and its checksum that of the lines between the first and the last', async () => {
    const lines = gunzipSync(await archiveOf(LARGE))
      .toString('utf8')
      .split('\n');
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      ...{ format: 'ledger-event-archive', version: 1 },
      ...HEADER,
    });
    expect(lines.at(-1)).toBe('');
    const events = lines.slice(1, -2);
    expect(events.map((line) => (JSON.parse(line) as { revision: unknown }).revision)).toEqual(
      LARGE.map(({ revision }) => Number(revision)),
    );
    const sum = createHash('sha256')
      .update(events.map((line) => `${line}\n`).join(''))
      .digest('hex');
    expect(JSON.parse(lines.at(-2) ?? '')).toMatchObject({
      end: true,
      events: 14,
      linesSha256: sum,
    });
  });

  it('may hold nothing', async () => {
    const { events, summary } = await read(await archiveOf([]));
    expect([events, summary?.footer.events, summary?.footer.first]).toEqual([[], 0, undefined]);
  });

  it('closes a block with the event that fills it, and each block says which events it has', async () => {
    const blocks = blocksOf(await archiveOf(LARGE)).map((block) => headOf(block));
    expect(blocks.map((head) => [head?.kind, head?.eventsBefore, head?.events])).toEqual([
      ['header', 0, 0],
      ['events', 0, 4],
      ['events', 4, 4],
      ['events', 8, 4],
      ['events', 12, 2],
      ['footer', 14, 0],
    ]);
  });

  it('gives back any events in any pages', async () => {
    const sizes = fc.array(fc.nat({ max: 400_000 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(sizes, async (each) => {
        const lines = each.map((size, number) => eventLine(event(number, size)));
        const { events } = await read(await archiveOf(each.map((size, at) => event(at, size))));
        // As text: jest compares bytes one by one.
        expect(events.map(eventLine).join('') === lines.join('')).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it('is not made of a stream that lacks its first events', async () => {
    const pages = pagesOf(EVENTS.slice(3));
    const writing = writeArchive({ header: HEADER, pages }, { write: () => Promise.resolve() });
    await expect(writing).rejects.toThrow('was cut or deleted');
  });

  it('ends as the source does that fails', async () => {
    async function* failing(): EventPages {
      yield* pagesOf(LARGE);
      throw new Error('The store is gone');
    }
    const sink = { write: () => Promise.resolve() };
    const writing = writeArchive({ header: HEADER, pages: failing() }, sink);
    await expect(writing).rejects.toThrow('The store is gone');
  });
});

describe('an archive of a format to come', () => {
  it('is refused as that, and a turned bit in the number of the format is damage', async () => {
    const archive = await archiveOf(EVENTS);
    const first = blocksOf(archive)[0] ?? Buffer.alloc(0);
    const head = headOf(first);
    if (head === undefined) throw new Error('It has no head');
    const start = headStart({ ...head, version: 2 });
    const body = first.subarray(HEAD_LENGTH);
    const link = createHash('sha256').update(start).update(body).digest();
    const newer = Buffer.concat([start, link, body, archive.subarray(first.length)]);
    expect(await refusal(newer)).toMatchObject({
      kind: 'newer format',
      message:
        'FILE is a backup in format 2, and this release reads format 1: use the release that wrote it, or a later one.',
    });
    start.copy(archive);
    expect((await refusal(archive)).kind).toBe('damaged');
  });
});

describe('a damaged archive', () => {
  it(
    'is refused with any single bit turned',
    async () => {
      const archive = await archiveOf(EVENTS.slice(0, 1));
      const found: RefusalKind[] = [];
      for (let byte = 0; byte < archive.length; byte += 1) {
        const refused = BITS.map((bit) => refusal(withBitTurned(archive, byte, bit)));
        found.push(...(await Promise.all(refused)).map(({ kind }) => kind));
      }
      // The first 16 bytes are those by which an archive is known at all.
      expect(found.slice(0, 128).every((kind) => kind === 'not an archive')).toBe(true);
      expect(found.slice(128).every((kind) => kind === 'damaged')).toBe(true);
      expect(found.length).toBe(archive.length * 8);
    },
    EVERY_BIT_MS_MAX,
  );

  it('is refused when cut off after any byte', async () => {
    const archive = await archiveOf(EVENTS.slice(0, 2));
    const found: string[] = [];
    for (let length = 0; length < archive.length; length += 1)
      found.push((await refusal(archive.subarray(0, length))).message);
    expect(found.slice(0, 16).every((why) => why.includes('is no backup'))).toBe(true);
    expect(found.slice(16).every((why) => why.includes('the file is cut off after'))).toBe(true);
    expect(found.length).toBe(archive.length);
  });

  it('is refused with a turned bit or a cut in the place where that is', async () => {
    const archive = await archiveOf(LARGE);
    const blocks = blocksOf(archive);
    const second = blocks.slice(0, 2).reduce((sum, { length }) => sum + length, 0);
    const turned = Buffer.from(archive);
    turned[second + 5_000] = (turned[second + 5_000] ?? 0) ^ 1;
    const place = { block: 2, byte: second, eventsBefore: 4, events: 4 };
    expect(await refusal(turned)).toMatchObject({
      ...{ kind: 'damaged', place },
      message: `FILE is damaged in block 2 at byte ${second.toLocaleString('en-US')} (events 5 to 8): its bytes are not those that were written.`,
    });
    const cut = archive.subarray(0, second + 5_000);
    expect((await refusal(cut)).message).toMatch(
      /^FILE is damaged in block 2 at byte [\d,]+ \(events 5 to 8\): the file is cut off after [\d,]+ bytes\.$/,
    );
  });

  const [H, A, B, C, D, F] = [0, 1, 2, 3, 4, 5];
  it.each([
    ['a block is missing', [H, A, C, D, F], 2, 'block 3 stands in its place'],
    ['the last block is missing', [H, A, B, C, D], 5, 'the file is cut off'],
    ['the header is missing', [A, B, C, D, F], 0, 'block 1 stands in its place'],
    ['blocks are swapped', [H, A, C, B, D, F], 2, 'block 3 stands in its place'],
    ['a block stands there twice', [H, A, A, B, C, D, F], 2, 'block 1 stands in its place'],
    ['it stands there twice', [H, A, B, C, D, F, H, A, B, C, D, F], 6, 'something was added'],
  ])('is refused when %s', async (_, order, block, why) => {
    const blocks = blocksOf(await archiveOf(LARGE));
    const found = await refusal(
      Buffer.concat(order.map((each) => blocks[each] ?? Buffer.alloc(0))),
    );
    expect(found).toMatchObject({ kind: 'damaged', place: { block } });
    expect(found.message).toContain(why);
  });

  it('is refused with a block of another archive that is as long', async () => {
    const [mine, other] = [LARGE, LARGE.map((each) => ({ ...each, type: 'OwnerGone!' }))];
    const blocks = blocksOf(await archiveOf(mine));
    blocks[2] = blocksOf(await archiveOf(other))[2] ?? Buffer.alloc(0);
    expect(await refusal(Buffer.concat(blocks))).toMatchObject({
      kind: 'damaged',
      place: { block: 2 },
    });
  });

  it('is refused with anything after its end', async () => {
    const archive = await archiveOf(EVENTS);
    const found = await refusal(Buffer.concat([archive, Buffer.alloc(1)]));
    expect(found.message).toBe(
      `FILE is damaged in block 3 at byte ${archive.length} (from event 8 on): something was added after the end of the backup.`,
    );
  });
});
