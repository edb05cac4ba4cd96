import { collectDefaultMetrics, Registry } from 'prom-client';

let collected: Registry | undefined;

/** What the process uses: memory, CPU, event loop, garbage. Of a process there is one, however many apps run in it. */
export function processMetrics(): Registry {
  if (collected === undefined) {
    collected = new Registry();
    collectDefaultMetrics({ register: collected });
  }
  return collected;
}
