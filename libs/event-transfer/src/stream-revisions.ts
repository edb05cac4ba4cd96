import { SourceCut } from './transfer-failures';
import { type TransferredEvent } from './transferred-event';

const REVISION_DIGITS_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Holds each stream to whole numbers from 0 on. It takes some 100 bytes a stream, however long that is. */
export class StreamRevisions {
  readonly #next = new Map<string, number>();

  constructor(private readonly log: string) {}

  /** @throws SourceCut when the stream's events before this one are not there. */
  add({ stream, revision, type }: TransferredEvent): void {
    const next = this.#next.get(stream) ?? 0;
    if (revision !== BigInt(next)) throw this.#refusal({ stream, revision, type }, next);
    this.#next.set(stream, next + 1);
  }

  #refusal(
    { stream, revision, type }: Pick<TransferredEvent, 'stream' | 'revision' | 'type'>,
    next: number,
  ): SourceCut {
    const what = revision > REVISION_DIGITS_SAFE ? type : `event ${revision.toString()}`;
    return new SourceCut(
      `The stream ${stream} of ${this.log} was cut or deleted: ${what} stands there where event ${next} was expected. No copy could have the same revisions; what was copied before that event stays in the target.`,
    );
  }
}
