import { type AnsweredEvent, eventAnswer } from './event-message';

/** Subscribers that have caught up: an event is made ready for them once, and not at all when there is none. */
export class LiveReaders {
  private readonly readers = new Set<(answer: Buffer) => void>();

  add(reader: (answer: Buffer) => void): () => void {
    this.readers.add(reader);
    return () => {
      this.readers.delete(reader);
    };
  }

  tell(event: AnsweredEvent): void {
    if (this.readers.size === 0) return;
    const answer = eventAnswer(event);
    for (const reader of this.readers) reader(answer);
  }
}
