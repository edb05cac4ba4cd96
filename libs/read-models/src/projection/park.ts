import { type StreamName, subjectOf } from '#event-log';

/** An event that a stream cannot be read past, and why. */
export type Fault = Readonly<{
  stream: StreamName;
  revision: bigint;
  eventId: string;
  reason: string;
}>;

/** Notified whenever a stream is parked, or is so no longer. */
export const PARKED_CHANNEL = 'parked';

type Query = (statement: string, parameters: unknown[]) => Promise<unknown>;

/** Notes down that a stream is parked, unless it is already: the first fault is the one to mend. */
export async function parkStream(query: Query, fault: Fault): Promise<void> {
  const { stream, revision, eventId, reason } = fault;
  await query(
    `insert into parked_account (stream, billing_account_id, revision, event_id, reason)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [stream, accountOf(stream) ?? null, String(revision), eventId, reason],
  );
  await tellParked(query);
}

/** Tells whoever listens, once the transaction commits, to ask anew which streams are parked. */
export async function tellParked(query: Query): Promise<void> {
  await query('select pg_notify($1, $2)', [PARKED_CHANNEL, '']);
}

/** The account that a stream is of, or was measured for. */
function accountOf(stream: StreamName): string | undefined {
  const subject = subjectOf(stream);
  return subject.kind === 'billingAccount' || subject.kind === 'utilisation'
    ? subject.account
    : undefined;
}
