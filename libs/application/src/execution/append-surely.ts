import {
  type AppendOutcome,
  type EncodedEvent,
  type EventLog,
  type Revision,
  type StreamName,
} from '#event-log';
import { type ExecutionBounds } from './execution-bounds';

export type Append = Readonly<{
  stream: StreamName;
  events: readonly EncodedEvent[];
  expected: Revision;
}>;

/** What came of an append, and whether the same bytes had to be sent more than once to learn it. */
type SureAppend = Readonly<{ last: AppendOutcome; resent: boolean }>;

/** Appends; when the store does not answer, the same bytes are sent again at the same revision, a bounded number of times. */
export async function appendSurely(
  log: EventLog,
  { stream, events, expected }: Append,
  bounds: ExecutionBounds,
  pause: (ms: number) => Promise<void>,
): Promise<SureAppend> {
  let last = await log.append(stream, events, expected);
  let resends = 0;
  while (last.outcome === 'unanswered' && resends < bounds.resendsMax) {
    resends += 1;
    await pause(bounds.resendPause * resends);
    last = await log.append(stream, events, expected);
  }
  return { last, resent: resends > 0 };
}
