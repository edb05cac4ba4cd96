import { request } from 'node:https';
import { connect } from 'node:net';

const ANSWER_MS = 2_000;
const OK = 200;

/** Whether something accepts connections at an address. */
export function acceptsConnections(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host, port });
    const answer = (accepted: boolean) => (): void => {
      socket.destroy();
      done(accepted);
    };
    socket.setTimeout(ANSWER_MS, answer(false));
    socket.once('connect', answer(true)).once('error', answer(false));
  });
}

export interface HealthAddress {
  readonly host: string;
  readonly port: number;
  /** The certificate authority, or the very certificate, to trust (PEM). */
  readonly trust: string;
}

/** Whether the API says that it is ready. */
export function saysReady({ host, port, trust }: HealthAddress): Promise<boolean> {
  return new Promise((done) => {
    const call = request(
      {
        ...{ host, port, path: '/health/ready', agent: false, timeout: ANSWER_MS, ca: trust },
        // Our own child on our own port, known by its certificate: by which name it is reached does not matter.
        ...{ allowPartialTrustChain: true, checkServerIdentity: () => undefined },
      },
      (response) => {
        response.resume();
        done(response.statusCode === OK);
      },
    );
    call.once('timeout', () => call.destroy());
    call.once('error', () => {
      done(false);
    });
    call.end();
  });
}

/** Where a listener on `host` can be reached from this machine. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}
