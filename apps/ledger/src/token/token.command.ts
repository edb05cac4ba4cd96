import { existsSync } from 'node:fs';
import {
  type Configuration,
  environmentWith,
  isRoleName,
  issueToken,
  loadConfiguration,
  type MachineClock,
  ROLE_NAMES,
} from '#platform';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';
import { type DataDirectoryOption, overridesOf } from '../options';
import { issuerKeyFile } from '../ledger-client/connection';
import { type Terminal } from '../terminal.port';

export interface TokenCommand extends DataDirectoryOption {
  readonly principal: string;
  readonly tenant?: string;
  readonly roles: readonly string[];
}

/** Said beside the token: a misspelt role, or a misspelt directory, would else show as a refusal much later. */
function doubts(roles: readonly string[], { dataDirectory }: Configuration): readonly string[] {
  const unknown = roles
    .filter((role) => !isRoleName(role))
    .map((role) => `${role} is no role that permits anything here: ${meantBy(role)}`);
  return existsSync(issuerKeyFile(dataDirectory))
    ? unknown
    : [
        ...unknown,
        `No ledger was started in ${dataDirectory} yet: a key was made there, and the token is good for the one that is started with this --data-dir.`,
      ];
}

function meantBy(role: string): string {
  const lower = role.toLowerCase();
  const meant = ROLE_NAMES.find((name) => name.toLowerCase().endsWith(lower));
  return meant === undefined
    ? `those that do are ${ROLE_NAMES.join(', ')}.`
    : `did you mean ${meant}?`;
}

/** `ledger token`: prints an access token of the embedded issuer and nothing else. */
export async function token(
  { principal, tenant, roles, ...place }: TokenCommand,
  terminal: Terminal,
  clock: MachineClock,
): Promise<ExitCode> {
  const configuration = loadConfiguration(environmentWith(overridesOf(place)));
  const { dataDirectory, oidc } = configuration;
  if (oidc !== undefined)
    throw new CannotGoOn(
      `LEDGER_OIDC_ISSUER is set, so tokens of the embedded issuer are not accepted: get one from ${oidc.issuer}, or unset it.`,
    );
  const said = doubts(roles, configuration);
  terminal.print(await issueToken(dataDirectory, { principal, tenant, roles }, clock));
  for (const doubt of said) terminal.say(doubt);
  return EXIT.done;
}
