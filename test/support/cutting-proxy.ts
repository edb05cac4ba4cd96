import { TcpRelay } from './tcp-relay';

/** What happens to the next message of at least `CUT_BYTES_MIN`. */
type Cut =
  /** It reaches the server, whose answer never comes back; then the connection is gone. */
  | 'answer'
  /** It never reaches the server, and the connection is gone. */
  | 'request';

export type CuttingProxy = Readonly<{
  port: number;
  /** Cuts the connection of the next large message, so many times. */
  cut: (what: Cut, times?: number) => void;
  /** Cuts that have happened. */
  cuts: () => number;
  close: () => Promise<void>;
}>;

/** Appends are larger than this; pings, settings and the requests of reads are smaller. */
const CUT_BYTES_MIN = 600;

/** Time enough for a server on this machine to carry out what it was sent. */
const CARRIED_OUT_WITHIN_MS = 300;

/** Passes TCP on to a port of this machine, and cuts connections where a network would. */
export async function startCuttingProxy(targetPort: number): Promise<CuttingProxy> {
  const pending: Cut[] = [];
  let cuts = 0;
  const relay = await TcpRelay.start(
    () => targetPort,
    ({ client, upstream, end }) => {
      let isMute = false;
      client.on('data', (chunk) => {
        const cut = chunk.length >= CUT_BYTES_MIN && !isMute ? pending.shift() : undefined;
        if (cut !== undefined) {
          cuts += 1;
          isMute = true;
          if (cut === 'request') end();
          else setTimeout(end, CARRIED_OUT_WITHIN_MS);
        }
        if (cut !== 'request') upstream.write(chunk);
      });
      upstream.on('data', (chunk) => {
        if (!isMute) client.write(chunk);
      });
    },
  );
  return {
    ...relay,
    cut: (what, times = 1) => {
      for (let n = 0; n < times; n += 1) pending.push(what);
    },
    cuts: () => cuts,
  };
}
