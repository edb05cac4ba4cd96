import {
  billingAccountStream,
  commandHash,
  commandId,
  encodeOperation,
  type ChainLink,
  type StreamName,
} from '#event-log';
import { Calendar } from '#ledger-core';
import { type TransferredEvent } from '#event-transfer';

const NOON = Calendar.instant('2021-01-15T12:00:00Z');
const FILLER = 'x'.repeat(300);

interface StreamEnd {
  chain: ChainLink | 'empty';
  revision: bigint;
}

/** Events as the ledger writes them: `operations` appends of `size` events each, to the streams in turn, chained. */
export function chainedEvents(
  streams: readonly string[],
  operations: number,
  size = 3,
): TransferredEvent[] {
  const ends = new Map<string, StreamEnd>();
  return Array.from({ length: operations }, (_, number) => {
    const name = billingAccountStream(streams[number % streams.length] ?? 'contoso');
    const end = ends.get(name) ?? { chain: 'empty', revision: -1n };
    ends.set(name, end);
    return operationOf(name, { number, size }, end);
  }).flat();
}

function operationOf(
  stream: StreamName,
  { number, size }: Readonly<{ number: number; size: number }>,
  end: StreamEnd,
): TransferredEvent[] {
  const encoded = encodeOperation({
    stream,
    commandId: commandId('Test', String(number)),
    commandHash: commandHash({ kind: 'Test', target: stream, request: {} }),
    actor: { kind: 'system', task: 'test' },
    effectiveOn: Calendar.dayOf(NOON),
    recordedAt: NOON,
    correlationId: 'test',
    causationId: 'test',
    events: Array.from({ length: size }, (_, index) => ({
      type: 'Noted',
      schema: 1,
      data: { number, index, text: `é ${FILLER}` },
    })),
    previousChain: end.chain,
  });
  if (encoded.outcome === 'tooLarge') throw new RangeError('Too large');
  end.chain = encoded.chain;
  return encoded.events.map((event) => {
    end.revision += 1n;
    return {
      ...{ stream, revision: end.revision, id: event.id, type: event.type, isJson: true },
      createdTicks: 0n,
      data: Buffer.from(JSON.stringify(event.data)),
      metadata: Buffer.from(JSON.stringify(event.metadata)),
    };
  });
}
