import { createHash } from 'node:crypto';
import { LogDigest } from '../log-digest';
import { StreamRevisions } from '../stream-revisions';
import { type TransferredEvent } from '../transferred-event';
import { type ArchiveFooter } from './archive-lines';
import { createdText } from './created-text';

/** What an archive says at its end of what is in it: counted by who writes it, and by who reads it to compare. */
export class ArchiveTally {
  readonly #log = new LogDigest();
  readonly #lines = createHash('sha256');
  readonly #revisions;
  #first: bigint | undefined;
  #last: bigint | undefined;

  constructor(log: string) {
    this.#revisions = new StreamRevisions(log);
  }

  /** @throws SourceCut for an event without those before it: what no store could be restored to is no backup. */
  add(event: TransferredEvent): void {
    const { createdTicks: created } = event;
    this.#revisions.add(event);
    this.#log.add(event);
    if (this.#first === undefined || created < this.#first) this.#first = created;
    if (this.#last === undefined || created > this.#last) this.#last = created;
  }

  addLines(lines: Buffer): void {
    this.#lines.update(lines);
  }

  footer(): ArchiveFooter {
    return {
      end: true,
      ...this.#log.summary(),
      first: textOf(this.#first),
      last: textOf(this.#last),
      linesSha256: this.#lines.digest('hex'),
    };
  }
}

function textOf(ticks: bigint | undefined): string | undefined {
  return ticks === undefined ? undefined : createdText(ticks);
}
