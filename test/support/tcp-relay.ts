import { connect, createServer, type Server, type Socket } from 'node:net';

const HOST = '127.0.0.1';

/** Both ends of a connection that goes through; `end` cuts it. */
export type Relayed = Readonly<{ client: Socket; upstream: Socket; end: () => void }>;

/** Passes connections on to ports of this machine: which port, and what passes, its user says. */
export class TcpRelay {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(targetPort: () => number, relay: (relayed: Relayed) => void) {
    this.#server = createServer((client) => {
      const upstream = connect(targetPort(), HOST);
      const end = (): void => {
        client.destroy();
        upstream.destroy();
      };
      for (const socket of [client, upstream]) this.#watch(socket, end);
      relay({ client, upstream, end });
    });
  }

  /** Listens on a port of its own. */
  static async start(
    targetPort: () => number,
    relay: (relayed: Relayed) => void,
  ): Promise<Readonly<{ port: number; close: () => Promise<void> }>> {
    const started = new TcpRelay(targetPort, relay);
    return { port: await started.#listening(), close: () => started.#close() };
  }

  #watch(socket: Socket, end: () => void): void {
    this.#sockets.add(socket);
    socket.on('error', end);
    socket.on('close', () => {
      this.#sockets.delete(socket);
      end();
    });
  }

  #listening(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, HOST, () => {
        const address = this.#server.address();
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  }

  #close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }
}
