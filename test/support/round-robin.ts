import { connect, createServer, type Server, type Socket } from 'node:net';

export type RoundRobin = Readonly<{
  port: number;
  /** Which of the ports the latest connection went to, by its place. */
  latest: () => number;
  /** The next connection goes to this place, and the one after it to the next. */
  turnTo: (place: number) => void;
  close: () => Promise<void>;
}>;

const HOST = '127.0.0.1';

/** One address in front of several ports of this machine: each connection goes to the next of them. */
export async function startRoundRobin(ports: readonly number[]): Promise<RoundRobin> {
  const sockets = new Set<Socket>();
  let next = 0;
  let latest = -1;
  const server = createServer((client) => {
    latest = next;
    next = (next + 1) % ports.length;
    const upstream = connect(ports[latest] ?? 0, HOST);
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  const port = await listening(server);
  return {
    port,
    latest: () => latest,
    turnTo: (place) => {
      next = place;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}
