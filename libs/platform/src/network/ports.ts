import { createServer } from 'node:net';
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
