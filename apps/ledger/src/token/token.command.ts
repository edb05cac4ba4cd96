import {
  type ConfigurationOverrides,
  environmentWith,
  issueToken,
  loadConfiguration,
  type MachineClock,
} from '#platform';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';
import { type Terminal } from '../terminal.port';

export interface TokenCommand {
  readonly overrides: ConfigurationOverrides;
  readonly principal: string;
  readonly tenant: string | undefined;
  readonly roles: readonly string[];
}

/** `ledger token`: prints an access token of the embedded issuer and nothing else. */
export async function token(
  { overrides, principal, tenant, roles }: TokenCommand,
  terminal: Terminal,
  clock: MachineClock,
): Promise<ExitCode> {
  const { dataDirectory, oidc } = loadConfiguration(environmentWith(overrides));
  if (oidc !== undefined)
    throw new CannotGoOn(
      `LEDGER_OIDC_ISSUER is set, so tokens of the embedded issuer are not accepted: get one from ${oidc.issuer}, or unset it.`,
    );
  terminal.print(await issueToken(dataDirectory, { principal, tenant, roles }, clock));
  return EXIT.done;
}
