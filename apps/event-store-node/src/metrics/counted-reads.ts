import { Counter, Histogram, type Registry } from 'prom-client';
import { type NodeObserver } from '#event-store-node';
import { DURATIONS_SECONDS, MILLISECONDS } from './durations';

/** Reads, subscriptions, and calls of strangers. */
export function countedReads(
  registry: Registry,
): Pick<NodeObserver, 'eventsSent' | 'readEnded' | 'subscriptionEnded' | 'callDenied'> {
  const registers = [registry];
  const reads = new Histogram({
    name: 'eventstore_node_read_duration_seconds',
    help: 'Time until the last of a read was handed to the connection of its client, by gRPC status. Subscriptions are not among them.',
    labelNames: ['status'],
    buckets: DURATIONS_SECONDS,
    registers,
  });
  const subscriptions = new Counter({
    name: 'eventstore_node_subscriptions_ended_total',
    help: 'Subscriptions that ended, by gRPC status; CANCELLED where the client left.',
    labelNames: ['status'],
    registers,
  });
  const denied = new Counter({
    name: 'eventstore_node_calls_denied_total',
    help: 'Calls refused for a missing or wrong user and password.',
    registers,
  });
  return {
    eventsSent: countedEvents(registers),
    readEnded: (status, milliseconds) => {
      reads.observe({ status }, milliseconds / MILLISECONDS);
    },
    subscriptionEnded: (status) => {
      subscriptions.inc({ status });
    },
    callDenied: () => {
      denied.inc();
    },
  };
}

/** Called for each page or event: adds to plain numbers, which a scrape copies. */
function countedEvents(registers: Registry[]): NodeObserver['eventsSent'] {
  const sent = { reader: 0, subscriber: 0 };
  new Counter({
    name: 'eventstore_node_events_sent_total',
    help: 'Events handed to the connections of readers and of subscribers.',
    labelNames: ['to'],
    registers,
    collect() {
      this.reset();
      this.inc({ to: 'reader' }, sent.reader);
      this.inc({ to: 'subscriber' }, sent.subscriber);
    },
  });
  return (to, count) => {
    sent[to] += count;
  };
}
