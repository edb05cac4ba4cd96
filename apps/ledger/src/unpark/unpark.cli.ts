import { Command } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import {
  type DataDirectoryOption,
  type JsonOption,
  overridesOf,
  withDataDirectory,
  withJson,
} from '../options';
import { unparkStreams } from './unpark.command';

interface UnparkOptions extends DataDirectoryOption, JsonOption {
  readonly all?: true;
}

/** The verb `unpark`. */
export function unparkVerb({ terminal, exitWith }: CommandSurroundings): Command {
  const verb = new Command('unpark')
    .summary('let the ledger go on with an account whose history could not be read')
    .description(
      `Reads what is parked again from its first event, makes its rows anew and lets the ledger go on with it, while the
system runs. What still cannot be read stays parked, with nothing changed, and the exit code is 1.
GET /ledger/v1/parkedAccounts lists what is parked, and why.`,
    )
    .argument('[account]', 'the id of a billing account, or the name of a stream as it is listed')
    .option('--all', 'everything that is parked');
  return withJson(withDataDirectory(verb))
    .addHelpText(
      'after',
      `
Examples:
  $ ledger unpark contoso
  $ ledger unpark subscription-11111111-1111-4111-8111-111111111111
  $ ledger unpark --all --data-dir ./demo`,
    )
    .action(
      async (what: string | undefined, { all, json, ...place }: UnparkOptions, own: Command) => {
        if ((what === undefined) === (all === undefined))
          own.error('error: name one account or stream, or give --all');
        const overrides = overridesOf(place);
        exitWith(await unparkStreams({ overrides, what, json: json ?? false }, terminal));
      },
    );
}
