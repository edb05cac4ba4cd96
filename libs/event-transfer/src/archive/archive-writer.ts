import { type EventPages } from '../transferred-event';
import { type ArchiveFooter, type ArchiveHeader, footerLine, headerLine } from './archive-lines';
import { ArchiveTally } from './archive-tally';
import { type OpenBlock, type PackedBlock, packedBlock, sealedBlock } from './block';
import { eventLine } from './event-line';

/** A block is closed by the event with which it has so many characters: small enough to say where a file is damaged. */
const BLOCK_CHARACTERS = 1_024 * 1_024;
/** So many blocks are compressed while the events of the next are collected. */
const PACKING_MAX = 3;

/** Where the bytes of an archive go. */
export type ArchiveSink = Readonly<{ write: (bytes: Buffer) => Promise<void> }>;

/** What an archive is made of. */
export type ArchiveContents = Readonly<{
  header: Omit<ArchiveHeader, 'format' | 'version'>;
  pages: EventPages;
}>;

function eventsBlock(lines: readonly string[], tally: ArchiveTally): OpenBlock {
  const bytes = Buffer.from(lines.join(''));
  tally.addLines(bytes);
  return { kind: 'events', lines: bytes, events: lines.length };
}

async function* blocksOf(
  { header, pages }: ArchiveContents,
  tally: ArchiveTally,
): AsyncGenerator<OpenBlock> {
  yield openBlock('header', headerLine(header));
  let [lines, characters]: [string[], number] = [[], 0];
  for await (const page of pages)
    for (const event of page) {
      const line = eventLine(event);
      tally.add(event);
      lines.push(line);
      characters += line.length;
      if (characters < BLOCK_CHARACTERS) continue;
      yield eventsBlock(lines, tally);
      [lines, characters] = [[], 0];
    }
  if (lines.length > 0) yield eventsBlock(lines, tally);
}

function openBlock(kind: 'header' | 'footer', line: string): OpenBlock {
  return { kind, lines: Buffer.from(line), events: 0 };
}

/** Gives each block its place, one after the other. */
class BlockChain {
  #number = 0;
  #eventsBefore = 0;
  #linkBefore: Buffer = Buffer.alloc(0);

  constructor(private readonly sink: ArchiveSink) {}

  async write(packed: PackedBlock): Promise<void> {
    const [number, eventsBefore] = [this.#number, this.#eventsBefore];
    const place = { number, eventsBefore, linkBefore: this.#linkBefore };
    const { bytes, link } = sealedBlock(packed, place);
    this.#number += 1;
    this.#eventsBefore += packed.events;
    this.#linkBefore = link;
    await this.sink.write(bytes);
  }
}

/** Writes events as an archive; answers its last line. Memory grows with the number of streams alone, 100 bytes each. */
export async function writeArchive(
  contents: ArchiveContents,
  sink: ArchiveSink,
): Promise<ArchiveFooter> {
  const tally = new ArchiveTally(contents.header.from);
  const chain = new BlockChain(sink);
  const packing: Promise<PackedBlock>[] = [];
  const writeNext = async (): Promise<void> => {
    const packed = await packing.shift();
    if (packed !== undefined) await chain.write(packed);
  };
  for await (const block of blocksOf(contents, tally)) {
    const packed = packedBlock(block);
    packed.catch(() => undefined);
    packing.push(packed);
    if (packing.length > PACKING_MAX) await writeNext();
  }
  while (packing.length > 0) await writeNext();
  const footer = tally.footer();
  await chain.write(await packedBlock(openBlock('footer', footerLine(footer))));
  return footer;
}
