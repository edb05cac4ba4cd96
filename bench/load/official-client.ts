import { AzureReservationAPI } from '@azure/arm-reservations';
import { type BenchedSystem } from '../system/benched-system';

const TOKEN_MILLISECONDS = 3_600_000;

/** Microsoft's client as it comes, on a benched system. */
export function officialClient(
  { api: { host, port, ca } }: Pick<BenchedSystem, 'api'>,
  token: string,
): AzureReservationAPI {
  const expiresOnTimestamp = Date.now() + TOKEN_MILLISECONDS;
  return new AzureReservationAPI(
    { getToken: () => Promise.resolve({ token, expiresOnTimestamp }) },
    { endpoint: `https://${host}:${port}`, tlsOptions: { ca } },
  );
}
