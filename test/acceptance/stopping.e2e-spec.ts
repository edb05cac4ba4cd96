import { Agent, request } from 'node:https';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { setTimeout as pause } from 'node:timers/promises';
import { ADMIN, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';

const START_MS_MAX = 60_000;
const STOP_MS_MAX = 2_500;
const FAR_AHEAD = '999999999';

type Heard = Readonly<{ status: number; connection: string | undefined }>;

describe('a ledger that is told to stop', () => {
  let system: LedgerSystem;
  let agent: Agent;
  beforeAll(async () => {
    system = await startLedgerSystem();
    agent = new Agent({ keepAlive: true, ca: system.ca });
  }, START_MS_MAX);
  afterAll(async () => {
    agent.destroy();
    await system.stop();
  });

  function asked(path: string, headers: Readonly<Record<string, string>>): Promise<Heard> {
    return new Promise((resolve, reject) => {
      const sent = request(`${system.url}${path}`, { agent, headers }, (response) => {
        response.resume();
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, connection: response.headers.connection });
        });
      });
      sent.on('error', reject);
      sent.end();
    });
  }

  it('answers who waits, closes every connection, and is gone soon', async () => {
    const authorization = `Bearer ${await system.token(ADMIN)}`;
    expect(await asked('/health/live', {})).toEqual({ status: 200, connection: 'keep-alive' });
    const { hostname, port } = new URL(system.url);
    const unused = connect({ host: hostname, port: Number(port), ca: system.ca });
    unused.on('error', () => undefined);
    await once(unused, 'secureConnect');
    const waiting = asked('/ledger/v1/billingAccounts/contoso', {
      authorization,
      'x-ledger-after': FAR_AHEAD,
    });
    await pause(200);
    const stopped = system.stop().then(() => 'stopped');
    expect(await waiting).toEqual({ status: 503, connection: 'close' });
    expect(await Promise.race([stopped, pause(STOP_MS_MAX, 'still there')])).toBe('stopped');
  });
});
