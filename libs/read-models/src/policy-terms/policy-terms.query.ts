import { type PolicyTerms } from '#ledger-core';
import { POLICY_TERMS_STREAM } from '#event-log';
import { type Reader, rowsOf } from '../schema/rows';

type Row = Readonly<{ versions: readonly PolicyTerms[]; parked: string | null }>;

/** Every published version in the order of publishing, or why nobody can tell whether these are all. */
export type PublishedVersions =
  | Readonly<{ outcome: 'known'; versions: readonly PolicyTerms[] }>
  | Readonly<{ outcome: 'parked'; reason: string }>;

/** One statement, because every decision asks it. */
const PUBLISHED_VERSIONS = `
select
  coalesce((select jsonb_agg(terms order by stream_revision) from policy_terms), '[]') as versions,
  (select reason from parked_account where stream = '${POLICY_TERMS_STREAM}') as parked`;

/** The versions of the terms that were published, as one moment saw them. */
export async function publishedVersions(reader: Reader): Promise<PublishedVersions> {
  const [row] = await rowsOf<Row>(reader, PUBLISHED_VERSIONS);
  if (row === undefined) throw new Error('A statement without a table answered no row');
  const { versions, parked: reason } = row;
  return reason === null ? { outcome: 'known', versions } : { outcome: 'parked', reason };
}
