import { Command, InvalidArgumentError } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import { type Role, roleNamed, ROLES } from './role';
import { start } from './start.command';

interface StartOptions {
  readonly dataDir?: string;
  readonly port?: string;
  readonly testClock?: string;
  readonly role?: Role;
  readonly json?: true;
}

function parseRole(name: string): Role {
  const role = roleNamed(name);
  if (role === undefined) throw new InvalidArgumentError(`It must be one of ${ROLES.join(', ')}.`);
  return role;
}

/** The verb `start`. */
export function startVerb(surroundings: CommandSurroundings): Command {
  return new Command('start')
    .summary('run the whole system on this machine')
    .description(
      `Runs PostgreSQL, event store, projector and API, and starts again whatever ends, until SIGTERM or Ctrl-C.
What LEDGER_DATABASE_URL and LEDGER_EVENTSTORE_URL name is used instead of what would be started here.
Standard output says when it is ready; log lines (JSON) go to standard error.`,
    )
    .option('--data-dir <directory>', 'where everything is kept (LEDGER_DATA_DIR, else .ledger)')
    .option('--port <port>', 'HTTPS port of the API (LEDGER_PORT, else 8443)')
    .option('--test-clock <instant>', 'business time starts here and moves only when told')
    .option('--role <role>', `start this one process: ${ROLES.join(', ')}`, parseRole)
    .option('--json', 'when ready, print one JSON object instead of the text for people')
    .addHelpText(
      'after',
      `
Examples:
  $ ledger start
  $ ledger start --data-dir ./demo --port 9443 --test-clock 2021-01-15T00:00:00Z`,
    )
    .action(async ({ dataDir, port, testClock, role, json }: StartOptions) => {
      const overrides = {
        LEDGER_DATA_DIR: dataDir,
        LEDGER_PORT: port,
        LEDGER_TEST_CLOCK: testClock,
      };
      surroundings.exitWith(await start({ overrides, role, json: json ?? false }, surroundings));
    });
}
