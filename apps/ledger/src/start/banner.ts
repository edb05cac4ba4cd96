import { type Configuration } from '#platform';
import { shellWord } from '../presentation/shell-word';

const ACCOUNT = {
  id: 'contoso',
  agreementType: 'MicrosoftCustomerAgreement',
  currency: 'USD',
  displayName: 'Contoso',
  payment: { method: 'invoice' },
};

function tokenLines({ oidc, dataDirectory }: Configuration): readonly string[] {
  if (oidc !== undefined)
    return [`Tokens come from ${oidc.issuer}, for ${oidc.audience}:`, '  TOKEN=…'];
  return [
    'A token, good for one hour:',
    `  TOKEN=$(npx ledger token --as alice@contoso.example --role Ledger.Admin --data-dir ${shellWord(dataDirectory)})`,
  ];
}

/** What a person reads when the system is ready: where it is, how to trust it, a token, a first call. */
export function banner(
  configuration: Configuration,
  trustFile: string,
  logFile: string | undefined,
): string {
  const { publicUrl, dataDirectory, testClock } = configuration;
  const clock =
    testClock === undefined
      ? []
      : [
          `  test clock   from ${testClock}, or where it was left if that is later; it stands still:`,
          `               GET ${publicUrl}/ledger/v1/clock tells it, POST moves it`,
        ];
  return [
    '',
    'The ledger is ready.',
    '',
    `  address      ${publicUrl}`,
    `  certificate  ${trustFile}`,
    `  data         ${dataDirectory}`,
    ...(logFile === undefined ? [] : [`  log          ${logFile}`]),
    ...clock,
    '',
    ...tokenLines(configuration),
    '',
    'A first call, which opens an account:',
    `  curl --cacert ${shellWord(trustFile)} -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\`,
    `    -d '${JSON.stringify(ACCOUNT)}' \\`,
    `    ${publicUrl}/ledger/v1/billingAccounts`,
    '',
    'Ctrl-C stops it; everything stays in the data directory.',
    '',
  ].join('\n');
}
