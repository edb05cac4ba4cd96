import { kept } from './test-server';

async function stopTestServer(): Promise<void> {
  await kept()?.remove();
}

export = stopTestServer;
