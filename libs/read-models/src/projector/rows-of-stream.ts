import { type StreamName, type StreamSubject, subjectOf } from '#event-log';

type Deletion = readonly [table: string, where: string];

const ACCOUNT = 'billing_account_id = $1';
const ORDERS = `order_id in (select id from reservation_order where ${ACCOUNT})`;
const RESERVATIONS = `reservation_id in (select id from reservation where ${ACCOUNT})`;

/**
 * Where the rows are that the events of a stream made, `$1` being what the stream is about. Each is found by an index;
 * what is reached through another table comes before that table.
 */
export const ROWS_OF: Readonly<
  Record<Exclude<StreamSubject['kind'], 'foreign'>, readonly Deletion[]>
> = {
  billingAccount: [
    ['reservation_revision', RESERVATIONS],
    ['owner', ORDERS],
    ['charge', ORDERS],
    ['document_revision', `number in (select number from document where ${ACCOUNT})`],
    ['document_line', ACCOUNT],
    ['document', ACCOUNT],
    ['reservation', ACCOUNT],
    ['reservation_order', ACCOUNT],
    ['payment', ACCOUNT],
    ['payment_movement', ACCOUNT],
    ['retained_credit_movement', ACCOUNT],
    ['prepayment_term', ACCOUNT],
    ['prepayment_credit', ACCOUNT],
    ['prepayment_movement', ACCOUNT],
    ['card_refund', ACCOUNT],
    ['support_request', ACCOUNT],
    ['refund_cap_use', ACCOUNT],
    ['due_item', ACCOUNT],
    ['billing_account', 'id = $1'],
  ],
  subscription: [['subscription', 'id = $1']],
  utilisation: [['usage_day', RESERVATIONS]],
  policyTerms: [['policy_terms', '$1::text is not null']],
  exchangeRates: [['exchange_rate', '$1::text is not null']],
};

/** Every stream has its operations. */
export const OPERATIONS_OF_STREAM: Deletion = ['operation', 'stream = $1'];

type Query = (statement: string, parameters: readonly unknown[]) => Promise<unknown>;

/** Takes away every row that came from a stream, in the caller's transaction. */
export async function deleteRowsOf(query: Query, stream: StreamName): Promise<void> {
  const subject = subjectOf(stream);
  const rows = subject.kind === 'foreign' ? [] : ROWS_OF[subject.kind];
  for (const [table, where] of rows)
    await query(`delete from ${table} where ${where}`, [keyOf(subject, stream)]);
  const [table, where] = OPERATIONS_OF_STREAM;
  await query(`delete from ${table} where ${where}`, [stream]);
}

function keyOf(subject: StreamSubject, stream: StreamName): string {
  switch (subject.kind) {
    case 'billingAccount':
    case 'utilisation':
      return subject.account;
    case 'subscription':
      return subject.subscription;
    case 'policyTerms':
    case 'exchangeRates':
    case 'foreign':
      return stream;
  }
}
