import { Gauge, type Registry } from 'prom-client';
import { type EventStoreNode, type NodeState } from '#event-store-node';

export type ObservedNode = Pick<EventStoreNode, 'state' | 'subscriptionLagSeconds'>;

/** Name after `eventstore_node_`, what it tells, and how it is read off a node's state. */
type Row = readonly [name: string, help: string, of: (state: NodeState) => number | bigint];

const ROWS: readonly Row[] = [
  [
    'writer_up',
    '1 while the node holds the right to write and takes appends, else 0.',
    ({ canWrite }) => (canWrite ? 1 : 0),
  ],
  [
    'committed_position',
    'Position of the last committed event. Positions are spaced like byte offsets: their difference is no count of events.',
    ({ committedPosition }) => committedPosition,
  ],
  [
    'open_calls',
    'Calls that are open at the moment: batch appends, reads and subscriptions.',
    ({ openCalls }) => openCalls,
  ],
  [
    'appends_waiting',
    'Appends that wait to be handed to PostgreSQL.',
    ({ waiting }) => waiting.appends,
  ],
  [
    'appends_waiting_bytes',
    'Bytes of the appends that wait to be handed to PostgreSQL.',
    ({ waiting }) => waiting.bytes,
  ],
  [
    'subscription_lag_positions',
    'How far the subscription that is furthest behind has to go, in positions of the log, which are spaced like byte offsets.',
    ({ subscriptionLag }) => subscriptionLag,
  ],
];

/** Gauges that ask the node at each scrape. */
export function gaugeNode(node: ObservedNode, registry: Registry): void {
  const registers = [registry];
  for (const [name, help, of] of ROWS)
    new Gauge({
      ...{ name: `eventstore_node_${name}`, help, registers },
      collect() {
        this.set(Number(of(node.state())));
      },
    });
  new Gauge({
    name: 'eventstore_node_subscriptions',
    help: 'Subscriptions that are open, by what they follow: one stream, or the whole log.',
    labelNames: ['source'],
    registers,
    collect() {
      const { subscriptions } = node.state();
      for (const [source, count] of Object.entries(subscriptions)) this.set({ source }, count);
    },
  });
  new Gauge({
    name: 'eventstore_node_subscription_lag_seconds',
    help: 'For how long the next event of the subscription that is furthest behind has stood in the log; 0 when none is behind, NaN when PostgreSQL cannot tell.',
    registers,
    async collect() {
      this.set(await node.subscriptionLagSeconds());
    },
  });
}
