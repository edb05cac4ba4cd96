import { createHash } from 'node:crypto';
import { type TransferredEvent } from './transferred-event';

/** What a log holds, in numbers. Equal digests: the same events with the same bytes in the same order. */
export type LogSummary = Readonly<{
  events: number;
  streams: number;
  /** Of data and metadata. */
  bytes: number;
  /** SHA-256, hexadecimal. */
  digest: string;
}>;

/**
 * SHA-256 over events one after the other: of each the JSON array of stream, revision, id, type, whether it is JSON and
 * the lengths of data and metadata, a line feed, data, metadata. Positions and instants are each store's own and are
 * not in it.
 */
export class LogDigest {
  #events = 0;
  #streams = 0;
  #bytes = 0;
  readonly #hash = createHash('sha256');

  get events(): number {
    return this.#events;
  }

  add({ stream, revision, id, type, isJson, data, metadata }: TransferredEvent): void {
    const place = [stream, revision.toString(), id, type, isJson, data.length, metadata.length];
    this.#hash
      .update(`${JSON.stringify(place)}\n`)
      .update(data)
      .update(metadata);
    this.#events += 1;
    this.#bytes += data.length + metadata.length;
    if (revision === 0n) this.#streams += 1;
  }

  summary(): LogSummary {
    return {
      events: this.#events,
      streams: this.#streams,
      bytes: this.#bytes,
      digest: this.#hash.copy().digest('hex'),
    };
  }
}
