import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { type Endpoint } from '../system/benched-system';

export type Answer = Readonly<{ status: number; body: string }>;

const HEAD_END = '\r\n\r\n';
/** A request without an answer for so long has failed. */
const SILENCE_MILLISECONDS_MAX = 30_000;

/**
 * One kept HTTPS connection with one request at a time. Node's own client takes as much of the processor as the
 * server does, and would be what is measured.
 */
export class HttpsConnection {
  #received: Buffer = Buffer.alloc(0);
  #answered: ((answer: Answer) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(private readonly socket: TLSSocket) {
    socket.setNoDelay(true);
    socket.setTimeout(SILENCE_MILLISECONDS_MAX, () => {
      if (this.#failed !== undefined) socket.destroy(new Error('The server does not answer'));
    });
    socket.on('data', (chunk: Buffer) => {
      this.#take(chunk);
    });
    socket.on('error', (error: Error) => this.#failed?.(error));
    socket.on('close', () => this.#failed?.(new Error('The server ended the connection')));
  }

  static async open({ host, port, ca }: Endpoint): Promise<HttpsConnection> {
    const socket = connect({ host, port, ca, ALPNProtocols: ['http/1.1'] });
    await once(socket, 'secureConnect');
    return new HttpsConnection(socket);
  }

  /** Sends one whole request, head and body. */
  send(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.socket.write(request);
    });
  }

  close(): void {
    this.#failed = undefined;
    this.socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(HEAD_END);
    if (end === -1) return;
    const head = this.#received.toString('latin1', 0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) {
      this.#failed?.(new Error(`An answer of unknown length:\n${head}`));
      return;
    }
    const start = end + HEAD_END.length;
    const whole = start + Number(length);
    if (this.#received.length < whole) return;
    const body = this.#received.toString('utf8', start, whole);
    this.#received = this.#received.subarray(whole);
    this.#failed = undefined;
    this.#answered?.({ status: Number(head.slice(9, 12)), body });
  }
}

/** A request as it goes over the wire. */
export function requestText(
  method: string,
  path: string,
  { token, body }: Readonly<{ token: string; body?: unknown }>,
): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
  ];
  return lines.join('\r\n') + HEAD_END + text;
}

/** The answer's JSON. @throws Error when its status is another than expected. */
export async function asked(
  connection: HttpsConnection,
  request: string,
  expected: number,
): Promise<unknown> {
  const { status, body } = await connection.send(request);
  if (status !== expected)
    throw new Error(`${request.slice(0, request.indexOf('\r\n'))}: ${status}\n${body}`);
  return JSON.parse(body);
}
