import { type StreamName } from '#event-log';
import { type Fault } from '#read-models';

/** Which streams are parked, whoever found their fault. Asking costs nothing: it is known in the process. */
export abstract class ParkedStreams {
  /** Where and why a stream cannot be read further; undefined when it is not parked. */
  abstract of(stream: StreamName): Readonly<{ revision: bigint; reason: string }> | undefined;

  /** How often word came that a stream was parked, or is so no longer. */
  abstract changes(): number;

  /** Parks a stream whose events cannot have happened, for every process. */
  abstract park(fault: Fault): Promise<void>;
}

/** A parked stream as callers are told of it. */
export function saidOfParked(
  stream: string,
  { revision, reason }: Readonly<{ revision: bigint; reason: string }>,
): string {
  return `${stream} at revision ${revision}: ${reason}`;
}
