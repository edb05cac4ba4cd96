import { type Configuration, ConfigurationError } from '#platform';
import { type Role } from './role';

const ONLY_ALONE =
  'must not be set here: the event store that this command works with is on this machine and is spoken to without TLS and passwords. To have them, run the event store by itself ("ledger start --role event-store-node") and name it in LEDGER_EVENTSTORE_URL for everything else';

/**
 * The processes that one command starts find the embedded event store without a certificate or a password.
 * @throws ConfigurationError when the event store would ask them for one.
 */
export function ensureEventStoreIsOpen(
  { eventStoreUrl, eventStoreNode }: Configuration,
  role: Role | undefined,
): void {
  if (role === 'event-store-node' || role === 'postgres') return;
  if (eventStoreUrl !== undefined || eventStoreNode.tlsFiles === undefined) return;
  throw new ConfigurationError([{ key: 'LEDGER_EVENTSTORE_NODE_TLS_CERT', message: ONLY_ALONE }]);
}
