import {
  type BillingAccountId,
  billingAccountId,
  Calendar,
  type Instant,
  type JsonObject,
  type PrincipalId,
  principalId,
  type ReservationOrderId,
  reservationOrderId,
} from '#ledger-core';
import { known } from '../schema/known';
import { type Reader, rowsOf } from '../schema/rows';
import { type RowOf } from '../schema/table';
import { type sessionTable } from './session.entity';

const KINDS = ['Quote', 'Refund', 'Exchange'] as const;

/** What was calculated for a caller, to be carried out by its id (R-PUR-1). Lost sessions are calculated again. */
export type Session = Readonly<{
  id: string;
  kind: (typeof KINDS)[number];
  billingAccountId: BillingAccountId;
  orderId?: ReservationOrderId;
  principal: PrincipalId;
  request: JsonObject;
  result: JsonObject;
  createdAt: Instant;
  expiresAt: Instant;
}>;

type Row = RowOf<typeof sessionTable> & Readonly<{ request: JsonObject; result: JsonObject }>;

/** Writes a session; its id must be new. */
export async function putSession(reader: Reader, session: Session): Promise<void> {
  await rowsOf(
    reader,
    `insert into session
       (id, kind, billing_account_id, order_id, principal_id, request, result, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      session.id,
      session.kind,
      session.billingAccountId,
      session.orderId ?? null,
      session.principal,
      JSON.stringify(session.request),
      JSON.stringify(session.result),
      session.createdAt,
      session.expiresAt,
    ],
  );
}

/** A session, expired or not: a used one answers its first result even after its expiry. */
export async function sessionById(reader: Reader, id: string): Promise<Session | undefined> {
  const [row] = await rowsOf<Row>(reader, 'select * from session where id = $1', [id]);
  if (row === undefined) return undefined;
  return {
    id: row.id,
    kind: known(KINDS, row.kind),
    billingAccountId: billingAccountId(row.billing_account_id),
    ...(row.order_id === null ? {} : { orderId: reservationOrderId(row.order_id) }),
    principal: principalId(row.principal_id),
    request: row.request,
    result: row.result,
    createdAt: Calendar.instant(row.created_at),
    expiresAt: Calendar.instant(row.expires_at),
  };
}

/**
 * Forgets sessions that expired before an instant, `most` of them at once. That of an exchange that was carried out
 * stays: only there the lines stand that its operation is answered with.
 * @returns how many.
 */
export async function deleteSessionsExpiredBefore(
  reader: Reader,
  at: Instant,
  most: number,
): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    reader,
    `with old as (
       select s.id from session s where s.expires_at < $1
         and not (s.kind = 'Exchange' and exists (select from operation o where o.operation_id = s.id::text))
       order by s.expires_at limit $2),
     gone as (delete from session where id in (select id from old) returning 1)
     select count(*)::int as count from gone`,
    [at, most],
  );
  return row?.count ?? 0;
}
