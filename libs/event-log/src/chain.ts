import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import { type ChainLink, parsedChainLink } from './chain-link';
import { type EventMetadata, type UnchainedMetadata } from './event-metadata';
import { type StreamName } from './stream-names';

/** What a link covers, beside the link before it. */
export type ChainedContent = Readonly<{ type: string; data: unknown; metadata: UnchainedMetadata }>;

/** What the check of a chain needs of an event that was read. */
export type ChainedEvent = Readonly<{
  revision: bigint;
  type: string;
  data: unknown;
  metadata: EventMetadata;
}>;

export type ChainCheck =
  | Readonly<{ outcome: 'whole'; last: ChainLink; length: number }>
  | Readonly<{ outcome: 'broken'; revision: bigint; expected: ChainLink; found: ChainLink }>;

/** What a stream's first event is chained to: the SHA-256 of the stream's name. */
export function chainStart(stream: StreamName): ChainLink {
  return parsedChainLink(createHash('sha256').update(stream, 'utf8').digest('hex'));
}

/** SHA-256 of the previous link (its 64 digits) and the RFC 8785 JSON of `{type, data, metadata without chain}`. */
export function nextLink(previous: ChainLink, { type, data, metadata }: ChainedContent): ChainLink {
  const text = previous + canonicalJson({ type, data, metadata });
  return parsedChainLink(createHash('sha256').update(text, 'utf8').digest('hex'));
}

/** The link an event that was read should carry; it is whole when `metadata.chain` is the same. */
function expectedLink(previous: ChainLink, event: ChainedEvent): ChainLink {
  const metadata: UnchainedMetadata & { chain?: ChainLink } = { ...event.metadata };
  delete metadata.chain;
  return nextLink(previous, { type: event.type, data: event.data, metadata });
}

/** Whether an event that was read follows the link before it unchanged. */
export function chainHolds(previous: ChainLink, event: ChainedEvent): boolean {
  return expectedLink(previous, event) === event.metadata.chain;
}

/** Checks a stream's events from one link on, and names the first that was changed, taken out or put in. */
export function verifyChain(previous: ChainLink, events: Iterable<ChainedEvent>): ChainCheck {
  let last = previous;
  let length = 0;
  for (const event of events) {
    const expected = expectedLink(last, event);
    const found = event.metadata.chain;
    if (expected !== found) return { outcome: 'broken', revision: event.revision, expected, found };
    last = found;
    length += 1;
  }
  return { outcome: 'whole', last, length };
}
