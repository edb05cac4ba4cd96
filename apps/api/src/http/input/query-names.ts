import { parse } from 'node:querystring';

/** How the parameters of Azure's operations are spelled; the ledger's own are taken in their one spelling only. */
const SPELLED: readonly string[] = [
  ...['api-version', '$filter', '$orderby', '$expand', '$skip', '$take', '$skiptoken'],
  ...['take', 'refreshSummary', 'selectedState', 'reservedResourceType', 'location'],
  ...['publisherId', 'offerId', 'planId', 'position'],
];

const BY_LOWER_CASE: ReadonlyMap<string, string> = new Map(
  SPELLED.map((name) => [name.toLowerCase(), name]),
);

/** A query string with each parameter we know under the one name we know it by: Azure's clients write them in any case. */
export function queryOf(text: string): Record<string, string | string[] | undefined> {
  return Object.fromEntries(
    Object.entries(parse(text)).map(([name, value]) => [
      BY_LOWER_CASE.get(name.toLowerCase()) ?? name,
      value,
    ]),
  );
}
