import { Command, InvalidArgumentError } from 'commander';
import { ROLE_NAMES } from '#platform';
import { type CommandSurroundings } from '../command-surroundings';
import { type DataDirectoryOption, withDataDirectory } from '../options';
import { token } from './token.command';

interface TokenOptions extends DataDirectoryOption {
  readonly as: string;
  readonly role: readonly string[];
  readonly tenant?: string;
}

function notEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return text;
}

/** The verb `token`. */
export function tokenVerb({ terminal, clock, exitWith }: CommandSurroundings): Command {
  const verb = new Command('token')
    .summary('print an access token of the embedded issuer')
    .description(
      `Prints an access token, good for one hour, and nothing else. The system may be running or stopped.
oid is the text of --as; tid is --tenant, else a GUID that depends on the domain of --as alone.
Roles that mean something: ${ROLE_NAMES.join(', ')}.`,
    )
    .requiredOption(
      '--as <name>',
      'who the token speaks for, such as alice@contoso.example',
      notEmpty,
    )
    .option(
      '--role <role>',
      'a role, such as Ledger.Admin or Ledger.Auditor; repeat it for more',
      (role: string, roles: readonly string[]) => [...roles, notEmpty(role)],
      [],
    )
    .option('--tenant <id>', 'the tenant of the principal', notEmpty);
  return withDataDirectory(verb)
    .addHelpText(
      'after',
      `
Examples:
  $ ledger token --as alice@contoso.example
  $ TOKEN=$(ledger token --as root@contoso.example --role Ledger.Admin --role Ledger.Auditor)`,
    )
    .action(async ({ as, role, ...options }: TokenOptions) => {
      exitWith(await token({ ...options, principal: as, roles: role }, terminal, clock));
    });
}
