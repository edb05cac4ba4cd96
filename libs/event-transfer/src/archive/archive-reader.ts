import { type TransferredEvent } from '../transferred-event';
import {
  type ArchiveFooter,
  type ArchiveHeader,
  footerOf,
  headerOf,
  isSameFooter,
} from './archive-lines';
import { ArchiveTally } from './archive-tally';
import { type ArchiveBytes, blocksOf, following, refusalAt, type WholeBlock } from './block-reader';
import { eventOf } from './event-line';

/** What an archive says of itself, once every byte of it was found to be as it was written. */
export type ArchiveSummary = Readonly<{
  header: ArchiveHeader;
  footer: ArchiveFooter;
  blocks: number;
  /** Of the file. */
  length: number;
}>;
/** One after the other: the events of each block, and the summary at the end. */
export type ArchivePart =
  | Readonly<{ kind: 'events'; events: readonly TransferredEvent[]; bytesRead: number }>
  | Readonly<{ kind: 'summary'; summary: ArchiveSummary }>;

const LINE_BREAK = 0x0a;

/** @throws for lines that are no events, or not as many as the block says */
function eventsOf({ head, lines }: WholeBlock): readonly TransferredEvent[] {
  const events: TransferredEvent[] = [];
  for (let at = 0; at < lines.length;) {
    const end = lines.indexOf(LINE_BREAK, at);
    if (end === -1) throw new SyntaxError('The last line has no end');
    events.push(eventOf(lines.subarray(at, end)));
    at = end + 1;
  }
  if (events.length !== head.events) throw new SyntaxError('There are more or fewer events');
  return events;
}

/** What the blocks are together. */
class Contents {
  #header: ArchiveHeader | undefined;
  #tally: ArchiveTally | undefined;

  /** @throws for a block that has no place there */
  partOf(block: WholeBlock): ArchivePart {
    const { head, at } = block;
    const bytesRead = following(block).byte;
    if ((head.kind === 'header') !== (at.number === 0))
      throw new SyntaxError('A header is the first block, and the first block a header');
    if (head.kind !== 'events' && head.events !== 0) throw new SyntaxError('Events without a line');
    switch (head.kind) {
      case 'header':
        this.#header = headerOf(block.lines);
        this.#tally = new ArchiveTally(this.#header.from);
        return { kind: 'events', events: [], bytesRead };
      case 'events':
        return { kind: 'events', events: this.#events(block), bytesRead };
      case 'footer':
        return { kind: 'summary', summary: this.#summary(block) };
    }
  }

  #events(block: WholeBlock): readonly TransferredEvent[] {
    const events = eventsOf(block);
    this.#tally?.addLines(block.lines);
    for (const event of events) this.#tally?.add(event);
    return events;
  }

  #summary(block: WholeBlock): ArchiveSummary {
    const [header, footer, counted] = [this.#header, footerOf(block.lines), this.#tally?.footer()];
    if (header === undefined || counted === undefined || !isSameFooter(footer, counted))
      throw new SyntaxError('The footer of other events');
    return { header, footer, blocks: block.at.number + 1, length: following(block).byte };
  }
}

/**
 * Reads an archive from its first byte to its last, one block in memory at a time.
 * @throws ArchiveRefused where something is not as it was written: what came before it was, but may not be all
 */
export async function* readArchive(bytes: ArchiveBytes): AsyncGenerator<ArchivePart> {
  const contents = new Contents();
  for await (const block of blocksOf(bytes)) {
    const part = partAt(bytes, block, contents);
    const isOver = part.kind === 'summary' && part.summary.length === bytes.length;
    if (part.kind === 'summary' && !isOver)
      throw refusalAt(bytes, following(block), 'something was added after the end of the backup');
    yield part;
  }
}

function partAt(bytes: ArchiveBytes, block: WholeBlock, contents: Contents): ArchivePart {
  try {
    return contents.partOf(block);
  } catch {
    throw refusalAt(bytes, block.at, 'what it holds was never written as a backup', block.head);
  }
}
