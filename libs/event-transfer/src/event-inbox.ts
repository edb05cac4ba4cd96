import { type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type ReadCall } from './protocol-client';
import { eventOf, type PlacedEvent } from './read-messages';
import { weightOf } from './stream-runs';
import { StoreUnavailable } from './transfer-failures';

/** What has come and nobody has taken yet: above it the store is not read on. */
const BYTES_MAX = 4 * 1_024 * 1_024;
const EVENTS_MAX = 4_096;

/** The events of a read as they come, taken many at a time. */
export class EventInbox {
  #events: PlacedEvent[] = [];
  #bytes = 0;
  #ending: 'none' | 'over' | Error = 'none';
  #wake: () => void = () => undefined;

  constructor(
    private readonly call: ReadCall,
    private readonly silenceMs: number,
  ) {
    call.on('data', (answer: ReadResp) => {
      const event = eventOf(answer);
      if (event !== undefined) this.#put(event);
    });
    call.on('error', (error) => {
      this.#end(error);
    });
    call.on('end', () => {
      this.#end('over');
    });
  }

  /** All that has come, waiting for at least one; nothing when the read is over. */
  async take(): Promise<readonly PlacedEvent[]> {
    if (this.#events.length === 0 && this.#ending === 'none') await this.#somethingComes();
    if (this.#ending instanceof Error) throw this.#ending;
    const taken = this.#events;
    this.#events = [];
    this.#bytes = 0;
    this.call.resume();
    return taken;
  }

  /** Ends the call at the store too. */
  close(): void {
    this.call.cancel();
  }

  #put(event: PlacedEvent): void {
    this.#events.push(event);
    this.#bytes += weightOf(event);
    if (this.#bytes >= BYTES_MAX || this.#events.length >= EVENTS_MAX) this.call.pause();
    this.#wake();
  }

  #end(ending: 'over' | Error): void {
    if (this.#ending === 'none') this.#ending = ending;
    this.#wake();
  }

  async #somethingComes(): Promise<void> {
    const silence = setTimeout(() => {
      this.#end(new StoreUnavailable(`It said nothing for ${this.silenceMs} ms`));
      this.close();
    }, this.silenceMs);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    clearTimeout(silence);
  }
}
