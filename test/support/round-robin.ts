import { TcpRelay } from './tcp-relay';

export type RoundRobin = Readonly<{
  port: number;
  /** Which of the ports the latest connection went to, by its place. */
  latest: () => number;
  /** The next connection goes to this place, and the one after it to the next. */
  turnTo: (place: number) => void;
  close: () => Promise<void>;
}>;

/** One address in front of several ports of this machine: each connection goes to the next of them. */
export async function startRoundRobin(ports: readonly number[]): Promise<RoundRobin> {
  let next = 0;
  let latest = -1;
  const targetPort = (): number => {
    latest = next;
    next = (next + 1) % ports.length;
    return ports[latest] ?? 0;
  };
  const relay = await TcpRelay.start(targetPort, ({ client, upstream }) => {
    client.pipe(upstream).pipe(client);
  });
  return {
    ...relay,
    latest: () => latest,
    turnTo: (place) => {
      next = place;
    },
  };
}
