import { z } from 'zod';
import { type LedgerClient, type Query } from './ledger-client';

const page = z.object({ value: z.array(z.unknown()), nextCursor: z.string().optional() });

/** What a list of the API holds, over all its pages, each as it was answered. */
export async function everyPage(
  client: LedgerClient,
  path: string,
  query: Query = {},
): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  let cursor: string | undefined;
  do {
    const { value, nextCursor } = page.parse((await client.get(path, { ...query, cursor })).body);
    found.push(...value);
    cursor = nextCursor;
  } while (cursor !== undefined);
  return found;
}
