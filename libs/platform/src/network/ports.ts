import { createServer } from 'node:net';
import { PlainError } from '../failures/plain-failure';
import { errorCode } from '../failures/system-error';

export type PortState = 'free' | 'taken' | 'notAllowed' | 'noSuchAddress';

const STATES: Readonly<Record<string, PortState>> = {
  EADDRINUSE: 'taken',
  EACCES: 'notAllowed',
  EADDRNOTAVAIL: 'noSuchAddress',
  ENOTFOUND: 'noSuchAddress',
};

/** A TCP port of a local address that nothing listens on at this moment. */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') fail(new Error('no port was given'));
        else done(address.port);
      });
    });
  });
}

/** Whether this process could listen on a port now. */
export function portState(host: string, port: number): Promise<PortState> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', (error) => {
      const state = STATES[errorCode(error) ?? ''];
      if (state === undefined) fail(error);
      else done(state);
    });
    probe.listen(port, host, () => {
      probe.close(() => {
        done('free');
      });
    });
  });
}

/** The keys of the configuration that an address comes from, for messages. */
interface AddressKeys {
  readonly host: string;
  readonly port: string;
}

const OTHER_LOOPBACK: Readonly<Record<string, string>> = {
  '127.0.0.1': '::1',
  '::1': '127.0.0.1',
};

/**
 * The addresses whose port has to be free for a server on `host`. `localhost` means both loopbacks: who listens on one
 * alone leaves some of its callers to whoever listens on the other.
 */
export async function addressesReachedBy(host: string): Promise<readonly string[]> {
  const named = host === 'localhost' ? '127.0.0.1' : host;
  const other = OTHER_LOOPBACK[named];
  if (other === undefined) return [host];
  // A machine without IPv6 has no second one.
  return (await portState(other, 0)) === 'free' ? [named, other] : [named];
}

/** @throws PlainError when this process could not listen on a port of these addresses now. */
export async function ensurePortIsFree(
  addresses: readonly string[],
  port: number,
  keys: AddressKeys,
): Promise<void> {
  for (const address of addresses) {
    const state = await portState(address, port);
    if (state === 'taken')
      throw new PlainError(
        `Port ${port} of ${address} is taken by another program: stop that, or choose another port with ${keys.port}.`,
      );
    if (state === 'notAllowed')
      throw new PlainError(
        `Port ${port} needs rights this user does not have: choose one above 1023 with ${keys.port}.`,
      );
    if (state === 'noSuchAddress')
      throw new PlainError(
        `This machine has no address ${address}: set ${keys.host} to one it has.`,
      );
  }
}
