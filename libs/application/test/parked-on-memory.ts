import { type StreamName } from '#event-log';
import { type Fault } from '#read-models';
import { ParkedStreams } from '../src/ports/parked-streams.port';

/** Parked streams, and how often any was parked or unparked. */
export class MemoryParkedStreams extends ParkedStreams {
  readonly #faults = new Map<StreamName, Fault>();
  #changes = 0;

  override of(stream: StreamName): Fault | undefined {
    return this.#faults.get(stream);
  }

  override changes(): number {
    return this.#changes;
  }

  override park(fault: Fault): Promise<void> {
    this.#faults.set(fault.stream, fault);
    this.#changes += 1;
    return Promise.resolve();
  }

  unpark(stream: StreamName): void {
    this.#faults.delete(stream);
    this.#changes += 1;
  }
}
