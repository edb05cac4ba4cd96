import { type PrincipalId, type TenantId } from '#ledger-core';
import { type Reader, rowsOf } from '../schema/rows';

/** A key as its caller has it: a principal's name means nothing in another tenant. */
export type CallersKey = Readonly<{
  tenant: TenantId | undefined;
  principal: PrincipalId;
  key: string;
}>;

/** What a key names. */
export type KeyedRequest = Readonly<{ method: string; path: string; bodyHash: string }>;

/** What the request came to: the text of its body, none of an empty one, and the headers that belong to it. */
export type KeyedAnswer = Readonly<{
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | null;
}>;

/** Somebody's word that he carries a request out. */
export type Claim = Readonly<{ key: CallersKey; request: KeyedRequest; id: string }>;

/** How the request stands that a key names. */
export type KeyStanding = Readonly<{ request: KeyedRequest }> &
  (
    | Readonly<{ state: 'answered'; answer: KeyedAnswer }>
    | Readonly<{ state: 'underWay'; claim: string }>
    /** Whoever carried it out ended without a word, or did not learn its end. */
    | Readonly<{ state: 'left'; claim: string | null }>
  );

type Row = Readonly<{
  method: string;
  path: string;
  body_hash: string;
  claim: string | null;
  is_recent: boolean;
  status: number | null;
  answer: Omit<KeyedAnswer, 'status'> | null;
}>;

const OF_KEY = 'tenant_id = $1 and principal_id = $2 and key = $3';
const OF_REQUEST = 'method = $4 and path = $5 and body_hash = $6';

function named({ tenant, principal, key }: CallersKey): readonly string[] {
  return [tenant ?? '', principal, key];
}

function asked({ method, path, bodyHash }: KeyedRequest): readonly string[] {
  return [method, path, bodyHash];
}

/** Claims a key that names nothing yet. Of many at once, one gets it. */
export async function claimKey(reader: Reader, { key, request, id }: Claim): Promise<boolean> {
  const rows = await rowsOf(
    reader,
    `insert into idempotency_key
       (tenant_id, principal_id, key, method, path, body_hash, claim, claimed_at)
     values ($1, $2, $3, $4, $5, $6, $7, now()) on conflict do nothing returning key`,
    [...named(key), ...asked(request), id],
  );
  return rows.length > 0;
}

/** What a key names; undefined while it is unspent. A claim that is older than the lease is left. */
export async function keyStanding(
  reader: Reader,
  key: CallersKey,
  leaseSeconds: number,
): Promise<KeyStanding | undefined> {
  const [row] = await rowsOf<Row>(
    reader,
    `select method, path, body_hash, claim, status, answer,
            claimed_at > now() - make_interval(secs => $4) as is_recent
     from idempotency_key where ${OF_KEY}`,
    [...named(key), leaseSeconds],
  );
  if (row === undefined) return undefined;
  const { method, path, body_hash: bodyHash, claim, status, answer } = row;
  const request = { method, path, bodyHash };
  if (status !== null && answer !== null)
    return { request, state: 'answered', answer: { status, ...answer } };
  if (claim !== null && row.is_recent) return { request, state: 'underWay', claim };
  return { request, state: 'left', claim };
}

/** Takes the claim on the same request over. Of many at once, one gets it. */
export async function takeKeyOver(
  reader: Reader,
  { key, request, id }: Claim,
  from: string | null,
): Promise<boolean> {
  const rows = await rowsOf(
    reader,
    `with taken as (
       update idempotency_key set claim = $7, claimed_at = now()
       where ${OF_KEY} and ${OF_REQUEST} and status is null and claim is not distinct from $8::uuid
       returning key)
     select key from taken`,
    [...named(key), ...asked(request), id, from],
  );
  return rows.length > 0;
}

/** Spends a key on an answer, unless it stands for one. @returns whether it stands for this one now. */
export async function spendKey(
  reader: Reader,
  { key, request }: Claim,
  { status, headers, body }: KeyedAnswer,
): Promise<boolean> {
  const rows = await rowsOf(
    reader,
    `insert into idempotency_key as spent
       (tenant_id, principal_id, key, method, path, body_hash, claimed_at, status, answer)
     values ($1, $2, $3, $4, $5, $6, now(), $7, $8)
     on conflict (tenant_id, principal_id, key) do update
       set claim = null, status = excluded.status, answer = excluded.answer
       where spent.method = $4 and spent.path = $5 and spent.body_hash = $6 and spent.status is null
     returning key`,
    [...named(key), ...asked(request), status, JSON.stringify({ headers, body })],
  );
  return rows.length > 0;
}

/** Gives a key back that was claimed for what came to nothing. */
export async function giveKeyBack(reader: Reader, { key, id }: Claim): Promise<void> {
  await rowsOf(
    reader,
    `delete from idempotency_key where ${OF_KEY} and claim = $4 and status is null`,
    [...named(key), id],
  );
}

/** Leaves a key to the request that it was claimed for: how that ended is not known. */
export async function leaveKey(reader: Reader, { key, id }: Claim): Promise<void> {
  await rowsOf(reader, `update idempotency_key set claim = null where ${OF_KEY} and claim = $4`, [
    ...named(key),
    id,
  ]);
}
