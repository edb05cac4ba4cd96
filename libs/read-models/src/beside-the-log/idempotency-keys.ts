import { type Instant, type JsonObject, type PrincipalId } from '#ledger-core';
import { type Reader, rowsOf } from '../schema/rows';

/** What a caller's key was spent on, and the answer it got. Only accepted outcomes spend a key. */
export type SpentKey = Readonly<{
  method: string;
  path: string;
  bodyHash: string;
  status: number;
  /** The body and the headers that a repetition answers again. */
  answer: JsonObject;
}>;

type Row = Readonly<{
  method: string;
  path: string;
  body_hash: string;
  status: number;
  answer: JsonObject;
}>;

/** What a principal's key was spent on; undefined while it is unspent. */
export async function spentKey(
  reader: Reader,
  principal: PrincipalId,
  key: string,
): Promise<SpentKey | undefined> {
  const [row] = await rowsOf<Row>(
    reader,
    'select * from idempotency_key where principal_id = $1 and key = $2',
    [principal, key],
  );
  if (row === undefined) return undefined;
  const { method, path, body_hash: bodyHash, status, answer } = row;
  return { method, path, bodyHash, status, answer };
}

/** Spends a key, unless it was spent in the meantime. @returns what it stands for now. */
export async function spendKey(
  reader: Reader,
  of: Readonly<{ principal: PrincipalId; key: string; at: Instant }>,
  spent: SpentKey,
): Promise<SpentKey> {
  await rowsOf(
    reader,
    `insert into idempotency_key
       (principal_id, key, method, path, body_hash, status, answer, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [
      of.principal,
      of.key,
      spent.method,
      spent.path,
      spent.bodyHash,
      spent.status,
      JSON.stringify(spent.answer),
      of.at,
    ],
  );
  return (await spentKey(reader, of.principal, of.key)) ?? spent;
}

/** Forgets keys that were spent before an instant: the command ids in the streams still guard. @returns how many. */
export async function deleteKeysSpentBefore(reader: Reader, at: Instant): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    reader,
    `with gone as (delete from idempotency_key where created_at < $1 returning 1)
     select count(*)::int as count from gone`,
    [at],
  );
  return row?.count ?? 0;
}
