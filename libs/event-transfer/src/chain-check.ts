import {
  type ChainLink,
  chainHolds,
  chainStart,
  parsedChainLink,
  parseMetadata,
  recordedStreamName,
  subjectOf,
} from '#event-log';
import { type TransferredEvent } from './transferred-event';

/** The first event of a stream that does not follow the event before it. */
export type ChainBreak = Readonly<{ stream: string; revision: bigint; why: string }>;

export type ChainsChecked = Readonly<{
  /** Streams that the ledger writes: each of their events is chained to the one before. */
  chained: number;
  /** Streams of other names, which no chain is asked of. */
  others: number;
  broken: number;
  /** The first of them. */
  breaks: readonly ChainBreak[];
}>;

const BREAKS_NAMED_MAX = 10;
const LINK_BYTES = 32;
const STREAMS_AT_FIRST = 1_024;
const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** Checks the hash chain of every stream of the ledger. It takes some 150 bytes a stream, however long that is. */
export class ChainCheck {
  readonly #numbers = new Map<string, number>();
  #links = Buffer.alloc(LINK_BYTES * STREAMS_AT_FIRST);
  readonly #broken = new Set<string>();
  readonly #breaks: ChainBreak[] = [];
  #others = 0;

  add(event: TransferredEvent): void {
    const { stream, revision } = event;
    if (subjectOf(recordedStreamName(stream)).kind === 'foreign') {
      if (revision === 0n) this.#others += 1;
      return;
    }
    if (this.#broken.has(stream)) return;
    const number = this.#numberOf(stream);
    const found = linkAfter(revision === 0n ? startOf(stream) : this.#linkOf(number), event);
    if (found.outcome === 'holds') this.#links.write(found.link, number * LINK_BYTES, 'hex');
    else this.#note({ stream, revision, why: found.why });
  }

  result(): ChainsChecked {
    return {
      chained: this.#numbers.size,
      others: this.#others,
      broken: this.#broken.size,
      breaks: this.#breaks,
    };
  }

  #note(chainBreak: ChainBreak): void {
    this.#broken.add(chainBreak.stream);
    if (this.#breaks.length < BREAKS_NAMED_MAX) this.#breaks.push(chainBreak);
  }

  #numberOf(stream: string): number {
    const known = this.#numbers.get(stream);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(stream, number);
    if ((number + 1) * LINK_BYTES > this.#links.length)
      this.#links = Buffer.concat([this.#links, Buffer.alloc(this.#links.length)]);
    return number;
  }

  #linkOf(number: number): ChainLink {
    const from = number * LINK_BYTES;
    return parsedChainLink(this.#links.toString('hex', from, from + LINK_BYTES));
  }
}

function startOf(stream: string): ChainLink {
  return chainStart(recordedStreamName(stream));
}

type LinkFound =
  Readonly<{ outcome: 'holds'; link: ChainLink }> | Readonly<{ outcome: 'breaks'; why: string }>;

function linkAfter(previous: ChainLink, event: TransferredEvent): LinkFound {
  const { revision, type } = event;
  const [data, json] = [jsonOf(event.data), jsonOf(event.metadata)];
  if (data === undefined || json === undefined) return { outcome: 'breaks', why: 'it is not JSON' };
  const parsed = parseMetadata(json);
  if (parsed.outcome === 'unreadable')
    return { outcome: 'breaks', why: `its ${parsed.why.replaceAll(/\s+/g, ' ')}` };
  const { metadata } = parsed;
  if (!chainHolds(previous, { revision, type, data, metadata }))
    return { outcome: 'breaks', why: 'it does not follow the event before it unchanged' };
  return { outcome: 'holds', link: metadata.chain };
}

/** Undefined for what is not JSON; JSON has no such value. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(UTF_8.decode(bytes));
  } catch {
    return undefined;
  }
}
