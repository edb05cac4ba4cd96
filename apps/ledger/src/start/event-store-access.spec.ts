import { loadConfiguration } from '#platform';
import { ensureEventStoreIsOpen } from './event-store-access';

const TLS = {
  LEDGER_EVENTSTORE_NODE_TLS_CERT: '/tls/node.pem',
  LEDGER_EVENTSTORE_NODE_TLS_KEY: '/tls/node-key.pem',
};
const CLUSTER = { LEDGER_EVENTSTORE_URL: 'esdb://ledger:secret@node.example:2113?tls=true' };

describe('an event store that asks for TLS', () => {
  it.each([undefined, 'api', 'projector'] as const)(
    'is refused where nobody would speak it: started by role %s',
    (role) => {
      expect(() => {
        ensureEventStoreIsOpen(loadConfiguration(TLS), role);
      }).toThrow(
        /^LEDGER_EVENTSTORE_NODE_TLS_CERT: must not be set here: .*--role event-store-node/,
      );
    },
  );

  it.each([
    ['alone', TLS, 'event-store-node'],
    ['beside a PostgreSQL alone', TLS, 'postgres'],
    ['where its address is named', { ...TLS, ...CLUSTER }, undefined],
    ['where its address is named to one process', { ...TLS, ...CLUSTER }, 'api'],
    ['where it does not ask', {}, undefined],
  ] as const)('may be configured %s', (_, environment, role) => {
    expect(() => {
      ensureEventStoreIsOpen(loadConfiguration(environment), role);
    }).not.toThrow();
  });
});
