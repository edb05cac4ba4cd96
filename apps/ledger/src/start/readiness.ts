import { request } from 'node:https';
import { connect } from 'node:net';
import { z } from 'zod';
import { messageOf } from '#platform';
import { type PartReadiness } from './part';

/** More than the API gives each of its parts. */
const ANSWER_MS = 4_000;
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
  /** Where its event store is, for a message. */
  readonly eventStore: string;
}

const notReady = z.object({
  parts: z.record(z.string(), z.object({ ready: z.boolean(), why: z.string().optional() })),
});

/** Which parts the API says are not ready, and why. */
function notReadyBy(text: string, place: string): PartReadiness {
  const { data, success } = notReady.safeParse(jsonOf(text));
  if (!success) return { ready: false, why: 'its answer cannot be read' };
  const { eventStore } = data.parts;
  return {
    ready: false,
    why: Object.entries(data.parts)
      .filter(([, { ready }]) => !ready)
      .map(([name, { why }]) => `${name}: ${why ?? 'not ready'}`)
      .join('; '),
    absent:
      eventStore?.ready === false
        ? `No event store answers at ${place}: start it, or correct LEDGER_EVENTSTORE_URL. (${eventStore.why ?? 'it says nothing'})`
        : undefined,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether the API says that it is ready, and if not, why. */
export function saysReady({
  host,
  port,
  trust,
  eventStore,
}: HealthAddress): Promise<PartReadiness> {
  return new Promise((done) => {
    const call = request(
      {
        ...{ host, port, path: '/health/ready', agent: false, timeout: ANSWER_MS, ca: trust },
        // Our own child on our own port, known by its certificate: by which name it is reached does not matter.
        ...{ allowPartialTrustChain: true, checkServerIdentity: () => undefined },
      },
      (response) => {
        const ready = response.statusCode === OK;
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.once('end', () => {
          done(ready ? { ready } : notReadyBy(text, eventStore));
        });
      },
    );
    call.once('timeout', () => call.destroy());
    call.once('error', (error) => {
      done({ ready: false, why: `/health/ready: ${messageOf(error)}` });
    });
    call.end();
  });
}

/** Where a listener on `host` can be reached from this machine. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}
