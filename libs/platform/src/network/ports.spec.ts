import { once } from 'node:events';
import { createServer } from 'node:net';
import { addressesReachedBy, ensurePortIsFree, freePort, portState } from './ports';

const KEYS = { host: 'LEDGER_HOST', port: 'LEDGER_PORT' };

describe('a port to listen on', () => {
  it('is refused when another program has it, on either loopback', async () => {
    for (const address of await addressesReachedBy('localhost')) {
      const port = await freePort(address);
      const squatter = createServer();
      await once(squatter.listen(port, address), 'listening');
      await expect(
        ensurePortIsFree(await addressesReachedBy('127.0.0.1'), port, KEYS),
      ).rejects.toThrow(`Port ${port} of ${address} is taken by another program`);
      squatter.close();
    }
  });

  it('is looked for on ::1 too where there is one', async () => {
    const hasIPv6 = (await portState('::1', 0)) === 'free';
    expect(await addressesReachedBy('127.0.0.1')).toEqual(
      hasIPv6 ? ['127.0.0.1', '::1'] : ['127.0.0.1'],
    );
    expect(await addressesReachedBy('0.0.0.0')).toEqual(['0.0.0.0']);
  });

  it('is refused for an address that the machine has not', async () => {
    await expect(ensurePortIsFree(['192.0.2.1'], 8443, KEYS)).rejects.toThrow(
      'This machine has no address 192.0.2.1: set LEDGER_HOST to one it has.',
    );
  });
});
