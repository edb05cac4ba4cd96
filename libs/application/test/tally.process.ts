import {
  type EventLog,
  InMemoryEventLog,
  type InMemoryEventStore,
  type LoggedEvent,
  type RecordedEvent,
  type StreamName,
} from '#event-log';
import { CommandExecutor } from '../src/execution/execute-command';
import { EXECUTION_BOUNDS, type ExecutionBounds } from '../src/execution/execution-bounds';
import { type StreamKind } from '../src/execution/stream-kind';
import { MemoryTerms } from './books-on-memory';
import { FaultyEventLog } from './faulty.event-log';
import { FixedBusinessClock } from './fixed.business-clock';
import { MemoryParkedStreams } from './parked-on-memory';
import {
  type Tally,
  type TallyEvent,
  tallyKind,
  type TallyOrder,
  tallyStream,
} from './tally.stream';

type Settings = Readonly<{
  at?: string;
  bounds?: Partial<ExecutionBounds>;
  kind?: Partial<StreamKind<Tally, TallyEvent>>;
}>;

/** One process on a store that others share: its own cache, queue and clock. */
export function processOn(
  store: InMemoryEventStore,
  { at = '2021-06-15T12:00:00Z', bounds = {}, kind = {} }: Settings = {},
) {
  const log = new FaultyEventLog(new InMemoryEventLog(store));
  const clock = new FixedBusinessClock(at);
  const terms = new MemoryTerms();
  const pauses: number[] = [];
  const pause = (ms: number) => {
    pauses.push(ms);
    return Promise.resolve();
  };
  const parked = new MemoryParkedStreams();
  const parts = { log, clock, terms, parked, pause, chance: () => 0.5 };
  const executor = new CommandExecutor<Tally, TallyEvent>({ ...tallyKind, ...kind }, parts, {
    ...EXECUTION_BOUNDS,
    ...bounds,
  });
  const preview = (order: TallyOrder) =>
    executor.preview(order, async (state, moment) => ({
      decided: await order.decide(state, moment),
      state,
    }));
  return { executor, preview, log, clock, terms, parked, pauses };
}

export async function storedEvents(
  log: EventLog,
  stream: StreamName = tallyStream,
): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of log.readStream(stream, 'empty')) events.push(recorded(event));
  return events;
}

export function recorded(event: LoggedEvent): RecordedEvent {
  if (event.kind === 'unreadable') throw new Error(event.why);
  return event;
}
