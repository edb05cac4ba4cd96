import { type EventStorage } from '../storage/event-storage.port';

/** Lets one subscription sleep until something was committed since it last woke, or its client has left. */
export class CommitBell {
  private ringing = false;
  private wake: () => void = () => undefined;
  private readonly unsubscribe: () => void;

  constructor(storage: Pick<EventStorage, 'onCommit'>, closed: AbortSignal) {
    const ring = (): void => {
      this.ringing = true;
      this.wake();
    };
    this.unsubscribe = storage.onCommit(ring);
    closed.addEventListener('abort', ring, { once: true });
  }

  async rung(): Promise<void> {
    if (!this.ringing)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    this.ringing = false;
  }

  silence(): void {
    this.unsubscribe();
  }
}
