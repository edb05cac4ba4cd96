import { Command, InvalidArgumentError } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import { token } from './token.command';

interface TokenOptions {
  readonly as: string;
  readonly role: readonly string[];
  readonly tenant?: string;
  readonly dataDir?: string;
}

function notEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return text;
}

/** The verb `token`. */
export function tokenVerb({ terminal, clock, exitWith }: CommandSurroundings): Command {
  return new Command('token')
    .summary('print an access token of the embedded issuer')
    .description(
      `Prints an access token, good for one hour, and nothing else. The system may be running or stopped.
oid is the text of --as; tid is --tenant, else a GUID that depends on the domain of --as alone.`,
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
    .option('--tenant <id>', 'the tenant of the principal', notEmpty)
    .option(
      '--data-dir <directory>',
      'where the system keeps its things (LEDGER_DATA_DIR, else .ledger)',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ ledger token --as alice@contoso.example
  $ TOKEN=$(ledger token --as root@contoso.example --role Ledger.Admin --role Ledger.Auditor)`,
    )
    .action(async ({ as, role, tenant, dataDir }: TokenOptions) => {
      const request = {
        overrides: { LEDGER_DATA_DIR: dataDir },
        principal: as,
        tenant,
        roles: role,
      };
      exitWith(await token(request, terminal, clock));
    });
}
