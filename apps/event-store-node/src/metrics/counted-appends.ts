import { Counter, Histogram, type Registry } from 'prom-client';
import { type AppendEnd, type NodeObserver } from '#event-store-node';
import { DURATIONS_SECONDS, MILLISECONDS } from './durations';

const GROUP_SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000];
const ENDS: readonly AppendEnd[] = ['appended', 'conflict', 'refused', 'timedOut', 'unanswered'];

/** Appends, and the groups in which they are written. */
export function countedAppends(
  registry: Registry,
): Pick<NodeObserver, 'appendEnded' | 'groupWritten'> {
  const registers = [registry];
  const appends = new Histogram({
    name: 'eventstore_node_append_duration_seconds',
    help: 'Time from the last message of an append to its answer, by outcome: appended, conflict (the stream stood elsewhere), refused, timedOut, unanswered (its caller has no word of it).',
    labelNames: ['outcome'],
    buckets: DURATIONS_SECONDS,
    registers,
  });
  for (const outcome of ENDS) appends.zero({ outcome });
  const groups = groupMetrics(registers);
  return {
    appendEnded: (outcome, milliseconds) => {
      appends.observe({ outcome }, milliseconds / MILLISECONDS);
    },
    groupWritten: (group) => {
      groups.duration.observe(group.milliseconds / MILLISECONDS);
      groups.appends.observe(group.appends);
      groups.events.observe(group.events);
      groups.eventsWritten.inc(group.events);
      groups.bytesWritten.inc(group.bytes);
    },
  };
}

function groupMetrics(registers: Registry[]) {
  return {
    duration: new Histogram({
      name: 'eventstore_node_commit_duration_seconds',
      help: 'Time that PostgreSQL took to write and flush a group of appends.',
      buckets: DURATIONS_SECONDS,
      registers,
    }),
    appends: new Histogram({
      name: 'eventstore_node_group_appends',
      help: 'Appends that were written in one transaction.',
      buckets: GROUP_SIZES,
      registers,
    }),
    events: new Histogram({
      name: 'eventstore_node_group_events',
      help: 'Events that were written in one transaction.',
      buckets: GROUP_SIZES,
      registers,
    }),
    eventsWritten: new Counter({
      name: 'eventstore_node_events_written_total',
      help: 'Events written since the process started.',
      registers,
    }),
    bytesWritten: new Counter({
      name: 'eventstore_node_written_bytes_total',
      help: 'Bytes of data and metadata of the events written since the process started.',
      registers,
    }),
  };
}
