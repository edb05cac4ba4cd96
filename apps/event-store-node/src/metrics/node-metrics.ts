import { collectDefaultMetrics, Registry } from 'prom-client';
import { type NodeObserver } from '#event-store-node';
import { countedAppends } from './counted-appends';
import { countedReads } from './counted-reads';
import { gaugeNode, type ObservedNode } from './node-gauges';

/** What a node process counts of itself: sums only, without the name of any stream or caller. */
export type NodeMetrics = Readonly<{
  /** To be given to the node. */
  observer: NodeObserver;
  /** Has the state of the node read at each scrape from now on. */
  watch: (node: ObservedNode) => void;
  /** All of it, as Prometheus reads it. */
  text: () => Promise<string>;
  contentType: string;
}>;

/** Metrics of one node, and of the process that it runs in. */
export function nodeMetrics(): NodeMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    observer: { ...countedAppends(registry), ...countedReads(registry) },
    watch: (node) => {
      gaugeNode(node, registry);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
