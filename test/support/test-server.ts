import { type TemporaryDirectory } from '../../libs/platform/src/index';

declare global {
  // Setup and teardown are loaded apart from each other; only the global object is one.
  var ledgerTestServer: TemporaryDirectory | undefined;
}

/** Remembers the test server for the teardown. */
export function keep(temporary: TemporaryDirectory): void {
  globalThis.ledgerTestServer = temporary;
}

/** The test server, if the setup got as far as making it. */
export function kept(): TemporaryDirectory | undefined {
  return globalThis.ledgerTestServer;
}
