import { type TransferredEvent } from './transferred-event';

/** Events that stand next to each other in the log and in one stream: one append. */
export type StreamRun = Readonly<{ events: readonly TransferredEvent[]; bytes: number }>;

const EVENTS_MAX = 500;
/** Half of what a store takes at once, so that no way of counting comes near its limit. */
const BYTES_MAX = 512 * 1_024;
/** What an event takes beside its data, metadata, type and the name of its stream. */
const FRAME_BYTES = 64;

/** What an event counts towards the bounds of memory and of appends. */
export function weightOf({ stream, type, data, metadata }: TransferredEvent): number {
  return data.length + metadata.length + stream.length + type.length + FRAME_BYTES;
}

/** The events as appends that together keep their order. An event that is too large for any is alone in one. */
export function runsOf(events: readonly TransferredEvent[]): readonly StreamRun[] {
  const runs: { events: TransferredEvent[]; bytes: number }[] = [];
  for (const event of events) {
    const weight = weightOf(event);
    const run = runs.at(-1);
    const fits =
      run?.events[0]?.stream === event.stream &&
      run.events.length < EVENTS_MAX &&
      run.bytes + weight <= BYTES_MAX;
    if (fits) {
      run.events.push(event);
      run.bytes += weight;
    } else runs.push({ events: [event], bytes: weight });
  }
  return runs;
}
