import { type ServerTls } from '#event-store-node';
import {
  certifiedKeyIn,
  type EventStoreNodeConfiguration,
  isLoopback,
  type Logger,
} from '#platform';

const TLS_KEYS = {
  certificate: 'LEDGER_EVENTSTORE_NODE_TLS_CERT',
  key: 'LEDGER_EVENTSTORE_NODE_TLS_KEY',
} as const;

/** The certificate and key that are configured, if any. Throws PlainError when they cannot be used. */
export async function tlsOf({
  tlsFiles,
}: EventStoreNodeConfiguration): Promise<ServerTls | undefined> {
  return tlsFiles && certifiedKeyIn(tlsFiles, TLS_KEYS);
}

/** On a network of its own an open node is right, as an open EventStoreDB is; elsewhere somebody should know. */
export function warnOfStrangers(
  { host, login, tlsFiles }: EventStoreNodeConfiguration,
  logger: Logger,
): void {
  if (isLoopback(host) || login !== undefined) return;
  const tls = tlsFiles !== undefined;
  logger.warn({ host, tls }, 'Whoever reaches this address may write to the log.');
}
