import { Calendar, principalId, reservationOrderId } from '#ledger-core';
import {
  commandHash,
  commandId,
  encodeEvent,
  encodeOperation,
  type EventLog,
  type PlainEvent,
  type RecordedEvent,
  type StreamName,
} from '#event-log';
import { protocolClient, unaryAppend } from '../support/event-store-appends';

const ON = Calendar.day('2021-06-15');

export type Fault = 'unknown type' | 'no JSON' | 'broken chain' | 'does not fold' | 'cut in half';

const GIFTED: PlainEvent = { type: 'AccountGifted', schema: 1, data: {} };

/** What no command writes: an operation after all that stands in the stream, with a fault in it. */
export async function writeFault(
  log: EventLog,
  eventStoreUrl: string,
  stream: StreamName,
  fault: Fault,
): Promise<void> {
  const last = await lastOf(log, stream);
  if (fault === 'no JSON') {
    const client = protocolClient(Number(new URL(eventStoreUrl).port));
    const data = Buffer.from('{"half":');
    await unaryAppend(client, stream, 'any', [{ type: 'OwnerAdded', data }]);
    client.close();
    return;
  }
  const encoded = encodeOperation({
    ...{ stream, effectiveOn: ON, recordedAt: Calendar.instant('2021-06-15T12:00:00.000Z') },
    commandId: commandId('Broken', stream),
    commandHash: commandHash({ kind: 'Broken', target: stream, request: {} }),
    actor: { kind: 'system', task: 'test' },
    ...{ correlationId: 'test', causationId: 'test' },
    previousChain: fault === 'broken chain' ? 'empty' : last.metadata.chain,
    events: [accepted(), fault === 'unknown type' ? GIFTED : ownerOfNothing()],
  });
  if (encoded.outcome === 'tooLarge') throw new Error('Too large');
  const events = fault === 'cut in half' ? encoded.events.slice(0, 1) : encoded.events;
  expect(await log.append(stream, events, last.revision)).toMatchObject({ outcome: 'appended' });
}

/** It can be read, and has a row; but the order that it speaks of was never bought. */
function ownerOfNothing(): PlainEvent {
  const orderId = reservationOrderId('99999999-0000-4000-8000-000000000009');
  const principal = principalId('nobody');
  return encodeEvent({
    type: 'OwnerAdded',
    data: { orderId, principal, owners: [principal], on: ON },
  });
}

function accepted(): PlainEvent {
  return encodeEvent({
    type: 'OperationAccepted',
    data: {
      ...{ kind: 'AddOwner', operationId: 'broken', on: ON, request: {}, inputs: {} },
      ...{ principal: { id: principalId('nobody'), roles: [] }, answer: {} },
    },
  });
}

async function lastOf(log: EventLog, stream: StreamName): Promise<RecordedEvent> {
  let last: RecordedEvent | undefined;
  for await (const event of log.readStream(stream, 'empty'))
    if (event.kind === 'recorded') last = event;
  if (last === undefined) throw new Error(`${stream} is empty`);
  return last;
}
