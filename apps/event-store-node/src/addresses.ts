import { ensurePortIsFree, type EventStoreNodeConfiguration } from '#platform';

const HOST_KEY = 'LEDGER_EVENTSTORE_NODE_HOST';
const PORT_KEY = 'LEDGER_EVENTSTORE_NODE_PORT';
const HTTP_PORT_KEY = 'LEDGER_EVENTSTORE_NODE_HTTP_PORT';

/** @throws PlainError when this process could not listen where it is to. */
export async function ensureAddressesAreFree({
  host,
  port,
  httpPort,
}: EventStoreNodeConfiguration): Promise<void> {
  await ensurePortIsFree([host], port, { host: HOST_KEY, port: PORT_KEY });
  if (httpPort === undefined) return;
  await ensurePortIsFree([host], httpPort, { host: HOST_KEY, port: HTTP_PORT_KEY });
}
