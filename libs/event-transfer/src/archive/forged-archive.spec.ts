import { type TransferredEvent } from '../transferred-event';
import { footerLine, headerLine } from './archive-lines';
import { readArchive } from './archive-reader';
import { ArchiveRefused } from './archive-refused';
import { ArchiveTally } from './archive-tally';
import { type OpenBlock, packedBlock, sealedBlock } from './block';
import { eventLine } from './event-line';

// Every block below is sealed as the ledger seals it: only what the blocks hold is wrong.
const HEADER = { made: '2021-01-15T12:00:00.000Z', release: '1.2.3', from: 'esdb://events:2113' };
const FIRST_TICKS = 16_107_120_000_000_000n;

const EVENTS: readonly TransferredEvent[] = [0, 1, 2].map((number) => ({
  ...{ stream: 'billingAccount-1', revision: BigInt(number), type: 'OwnerAdded', isJson: true },
  id: `11111111-1111-4111-8111-00000000000${number}`,
  createdTicks: FIRST_TICKS + BigInt(number),
  ...{ data: Buffer.from(`{"number":${number}}`), metadata: Buffer.from('{}') },
}));

const block = (kind: OpenBlock['kind'], text: string, events = 0): OpenBlock => ({
  ...{ kind, lines: Buffer.from(text), events },
});
const eventsBlock = (events: readonly TransferredEvent[], says = events.length): OpenBlock =>
  block('events', events.map(eventLine).join(''), says);
const header = block('header', headerLine(HEADER));

function footerOf(events: readonly TransferredEvent[], changes: object = {}): OpenBlock {
  const tally = new ArchiveTally('a test');
  for (const event of events) tally.add(event);
  tally.addLines(eventsBlock(events).lines);
  return block('footer', footerLine({ ...tally.footer(), ...changes }));
}

async function sealed(blocks: readonly OpenBlock[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  let [eventsBefore, linkBefore]: [number, Buffer] = [0, Buffer.alloc(0)];
  for (const [number, each] of blocks.entries()) {
    const place = { number, eventsBefore, linkBefore };
    const { bytes, link } = sealedBlock(await packedBlock(each), place);
    parts.push(bytes);
    [eventsBefore, linkBefore] = [eventsBefore + each.events, link];
  }
  return Buffer.concat(parts);
}

/** In which block it is refused, and why; `whole` if it is not. */
async function saidOf(
  blocks: readonly OpenBlock[],
): Promise<readonly (number | string | undefined)[]> {
  const archive = await sealed(blocks);
  const read = (at: number, length: number) => Promise.resolve(archive.subarray(at, at + length));
  try {
    for await (const part of readArchive({ name: 'FILE', length: archive.length, read }))
      if (part.kind === 'summary') return [undefined, 'whole'];
  } catch (error) {
    if (!(error instanceof ArchiveRefused)) throw error;
    return [error.place?.block, error.message.split('): ')[1]];
  }
  return [];
}

const NEVER_WRITTEN = 'what it holds was never written as a backup.';
const OTHER_BYTES = 'its bytes are not those that were written.';
const [A, B, C] = EVENTS.map((event) => [event]);
const one = eventsBlock(A ?? []);
const rest = eventsBlock([...(B ?? []), ...(C ?? [])]);

describe('an archive whose blocks were sealed anew', () => {
  it('is whole with what belongs into it', async () => {
    expect(await saidOf([header, one, rest, footerOf(EVENTS)])).toEqual([undefined, 'whole']);
  });

  it.each([
    ['events', { events: 4 }],
    ['streams', { streams: 2 }],
    ['bytes', { bytes: 1 }],
    ['digest', { digest: '0'.repeat(64) }],
    ['sum of the lines', { linesSha256: '0'.repeat(64) }],
    ['first instant', { first: '2021-01-15T11:59:59.0000000Z' }],
    ['last instant', { last: '2021-01-15T12:00:00.0000003Z' }],
    ['first instant, which is missing', { first: undefined }],
  ])('is refused with a last line of other %s', async (_, changes) => {
    const found = await saidOf([header, one, rest, footerOf(EVENTS, changes)]);
    expect(found).toEqual([3, NEVER_WRITTEN]);
  });

  const last = footerOf(EVENTS);
  it.each<[string, readonly OpenBlock[], number]>([
    ['no header', [one, rest, last], 0],
    ['a footer alone', [footerOf([])], 0],
    ['a second header', [header, one, header, rest, last], 2],
    ['a header that speaks of events', [{ ...header, events: 1 }, rest, last], 0],
    ['a header that is none', [block('header', '{"format":"mine"}\n'), one, rest, last], 0],
    ['fewer events than a block says', [header, eventsBlock(A ?? [], 2), rest, last], 1],
    ['more events than a block says', [header, one, eventsBlock(EVENTS.slice(1), 1), last], 2],
    ['a footer that speaks of events', [header, one, rest, { ...last, events: 1 }], 3],
    ['a line without its end', [header, block('events', '{"stream":"x"}', 1), last], 1],
    ['an event missing in its stream', [header, one, eventsBlock(C ?? []), last], 2],
    ['an event that stands there twice', [header, one, one, rest, last], 2],
  ])('is refused with %s', async (_, blocks, where) => {
    expect(await saidOf(blocks)).toEqual([where, NEVER_WRITTEN]);
  });

  it.each<[string, OpenBlock]>([
    ['short in the file', block('header', headerLine({ ...HEADER, from: 'x'.repeat(65_536) }))],
    ['long in the file too', block('header', headerLine({ ...HEADER, from: longText() }))],
  ])('is refused with a header of more than 64 KiB, %s', async (_, large) => {
    expect(await saidOf([large, one, rest, last])).toEqual([0, OTHER_BYTES]);
  });
});

/** What deflate does not get below 64 KiB. */
function longText(): string {
  let [text, state] = ['', 1];
  while (text.length < 200_000) {
    state = (state * 48_271) % 2_147_483_647;
    text += state.toString(36);
  }
  return text;
}
