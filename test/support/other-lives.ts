import { type BillingEvent } from '#ledger-core';
import { billingAccountStream, encodeEvent, type EventLog, type PlainEvent } from '#event-log';
import { guidOf } from './account-story';
import { accountLife } from './account-life';
import { operationsOf, RecordedStream } from './recorded-story';

/** The operations of the life of the specs as another account's, with ids of its own. */
function livedBy(account: string): readonly (readonly PlainEvent[])[] {
  return operationsOf(accountLife().events).map((operation) =>
    operation.map((event) => renamedEvent(event, account)),
  );
}

/** Records the same life for several accounts, their operations in turn. @returns the last position. */
export async function recordLives(log: EventLog, accounts: readonly string[]): Promise<bigint> {
  const streams = accounts.map((account) => ({
    stream: new RecordedStream(log, billingAccountStream(account)),
    operations: livedBy(account),
  }));
  let position = -1n;
  for (let n = 0; n < (streams[0]?.operations.length ?? 0); n += 1)
    for (const { stream, operations } of streams)
      position = await stream.write(stream.encodedPlain(operations[n] ?? []));
  return position;
}

/** An event of the stories' account as another's, with ids of its own. */
export function renamedEvent(event: BillingEvent, account: string): PlainEvent {
  const plain = encodeEvent(event);
  const data = Object.entries(plain.data).map(([name, value]): [string, unknown] => [
    name,
    renamed(value, account),
  ]);
  return { ...plain, data: Object.fromEntries(data) };
}

function renamed(value: unknown, account: string): unknown {
  if (typeof value === 'string') return renamedText(value, account);
  if (Array.isArray(value)) return value.map((each) => renamed(each, account));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, renamed(each, account)]),
  );
}

function renamedText(text: string, account: string): string {
  if (text === 'contoso') return account;
  if (/^contoso-\d{6}$/.test(text)) return text.replace('contoso', account);
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text) ? guidOf(`${account} ${text}`) : text;
}
