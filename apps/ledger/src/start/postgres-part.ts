import {
  type EmbeddedPostgres,
  haltPostgres,
  postgresPid,
  sleep,
  startPostgres,
  stopPostgres,
} from '#platform';
import { type Part, type PartEnd, type RunningPart } from './part';

const LOOK_MS = 100;
export const LEDGER_DATABASE = 'ledger';
export const EVENT_STORE_DATABASE = 'eventstore';

async function gone(directory: string, pid: number): Promise<PartEnd> {
  while (postgresPid(directory) === pid) await sleep(LOOK_MS);
  return { how: `is gone; its last words are in ${directory}/postgres.log` };
}

/** The embedded server, started or adopted. It keeps its port from start to start: the others have its address. */
export function postgresPart(
  directory: string,
  onStarted: (server: EmbeddedPostgres) => void,
): Part {
  let port: number | undefined;
  const launch = async (): Promise<RunningPart> => {
    const server = await startPostgres({
      directory,
      databases: [LEDGER_DATABASE, EVENT_STORE_DATABASE],
      port,
      dieWithParent: true,
    });
    port = server.port;
    onStarted(server);
    return {
      pid: server.pid,
      ended: gone(directory, server.pid),
      stop: () => stopPostgres(directory),
      kill: () => {
        haltPostgres(directory);
      },
    };
  };
  // It is launched only once it answers.
  return { name: 'postgres', launch, readiness: () => Promise.resolve({ ready: true }) };
}
