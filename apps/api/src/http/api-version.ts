import { Refusal } from './errors/refusal';

/** The versions of Microsoft.Capacity that this ledger speaks. */
export const CAPACITY_VERSIONS = ['2022-11-01'] as const;

/** The one value of `api-version` in a query string, in whatever case its name is written. */
function versionIn(url: string): string | undefined {
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  for (const [name, value] of new URLSearchParams(query))
    if (name.toLowerCase() === 'api-version') return value;
  return undefined;
}

/** @throws Refusal 400 without `api-version`, 404 with one that is not spoken, as Azure's front door does. */
export function checkApiVersion(url: string): void {
  const version = versionIn(url);
  if (version === undefined || version === '')
    throw new Refusal({
      status: 400,
      code: 'MissingApiVersionParameter',
      detail: `The api-version query parameter (?api-version=) is required for all requests; supported: ${CAPACITY_VERSIONS.join(', ')}.`,
      field: 'api-version',
    });
  if (!CAPACITY_VERSIONS.some((known) => known === version))
    throw unknownResourceType(`for the api-version '${version}'`);
}

const CAPACITY = 'Microsoft.Capacity';

/** What Azure's front door says of a path that no provider has. */
export function unknownResourceType(what: string): Refusal {
  return noSuchType(
    `The resource type could not be found in the namespace '${CAPACITY}' ${what}. The supported api-versions are '${CAPACITY_VERSIONS.join(', ')}'.`,
  );
}

/** The provider that a path asks for: the last that it names. */
const PROVIDER = /.*\/providers\/([^/?]+)/i;
/** Quotas are asked for below the provider whose quotas they are. */
const QUOTA = /\/providers\/microsoft\.capacity\/resourceproviders(\/|\?|$)/i;

/** What is said of a path that no version of this service has; undefined for one that another version may have. */
export function notServedHere(url: string): Refusal | undefined {
  if (QUOTA.test(url))
    return noSuchType(
      `Quotas and quota requests are not served here, by any api-version; of the namespace '${CAPACITY}' this service has reservations.`,
    );
  const provider = PROVIDER.exec(url.replace(/\?.*$/, ''))?.[1];
  if (provider === undefined || provider.toLowerCase() === CAPACITY.toLowerCase()) return undefined;
  return noSuchType(
    `The resource type could not be found in the namespace '${provider.slice(0, 64)}': this service serves ${CAPACITY} only.`,
  );
}

function noSuchType(detail: string): Refusal {
  return new Refusal({ status: 404, code: 'InvalidResourceType', detail });
}
