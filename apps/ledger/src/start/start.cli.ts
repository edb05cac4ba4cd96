import { Command, InvalidArgumentError } from 'commander';
import { isWatchedByPeople } from '#platform';
import { type CommandSurroundings } from '../command-surroundings';
import {
  type DataDirectoryOption,
  type JsonOption,
  overridesOf,
  withDataDirectory,
  withJson,
} from '../options';
import { type Role, roleNamed, ROLES } from './role';
import { start } from './start.command';

interface StartOptions extends DataDirectoryOption, JsonOption {
  readonly port?: string;
  readonly testClock?: string;
  readonly role?: Role;
}

function parseRole(name: string): Role {
  const role = roleNamed(name);
  if (role === undefined) throw new InvalidArgumentError(`It must be one of ${ROLES.join(', ')}.`);
  return role;
}

/** The verb `start`. */
export function startVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('start')
    .summary('run the whole system on this machine')
    .description(
      `Runs PostgreSQL, event store, projector and API, and starts again whatever ends, until SIGTERM or Ctrl-C.
What LEDGER_DATABASE_URL and LEDGER_EVENTSTORE_URL name is used instead of what would be started here.
Standard output says when it is ready. Log lines (JSON) go to standard error, or, where that is a terminal, to
ledger.log in the data directory, and the terminal shows what is started, stopped or wrong.`,
    )
    .option('--port <port>', 'HTTPS port of the API (LEDGER_PORT, else 8443)')
    .option('--test-clock <instant>', 'business time starts here and moves only when told')
    .option('--role <role>', `start this one process: ${ROLES.join(', ')}`, parseRole);
  return withJson(withDataDirectory(verb))
    .addHelpText(
      'after',
      `
Examples:
  $ ledger start
  $ ledger start --data-dir ./demo --port 9443 --test-clock 2021-01-15T00:00:00Z`,
    )
    .action(async ({ port, testClock, role, json, ...place }: StartOptions) => {
      const overrides = {
        ...overridesOf(place),
        LEDGER_PORT: port,
        LEDGER_TEST_CLOCK: testClock,
      };
      const request = {
        ...{ overrides, role, json: json ?? false },
        isWatchedByPeople: isWatchedByPeople(),
      };
      surroundings.exitWith(await start(request, surroundings));
    });
}
