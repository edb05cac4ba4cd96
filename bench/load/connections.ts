import { type Endpoint } from '../system/benched-system';
import { HttpsConnection } from './https-connection';

/** As many kept connections as there will be requests in flight. */
export function openConnections(
  endpoint: Endpoint,
  count: number,
): Promise<readonly HttpsConnection[]> {
  return Promise.all(Array.from({ length: count }, () => HttpsConnection.open(endpoint)));
}

/** What a slot works with. @throws RangeError for a slot that has nothing. */
export function ofSlot<Item>(items: readonly Item[], slot: number): Item {
  const item = items[slot];
  if (item === undefined) throw new RangeError(`No slot ${slot}`);
  return item;
}
