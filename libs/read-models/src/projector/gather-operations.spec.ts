import { Calendar } from '#ledger-core';
import {
  commandId,
  type LoggedEvent,
  parsedChainLink,
  type RecordedEvent,
  recordedStreamName,
} from '#event-log';
import { operationGatherer } from './gather-operations';
import { eventId } from '#event-log';

const A = recordedStreamName('billingAccount-a');
const B = recordedStreamName('billingAccount-b');

function event(
  stream: typeof A,
  place: { command: string; index: number; size: number; at: bigint },
) {
  const command = commandId('Test', place.command);
  const recorded: RecordedEvent = {
    kind: 'recorded',
    stream,
    revision: place.at,
    position: place.at,
    id: eventId(command, place.index),
    type: 'Anything',
    created: Calendar.instant('2021-01-01T00:00:00Z'),
    data: {},
    metadata: {
      commandId: command,
      index: place.index,
      size: place.size,
      actor: { kind: 'system', task: 'test' },
      effectiveOn: Calendar.day('2021-01-01'),
      recordedAt: Calendar.instant('2021-01-01T00:00:00Z'),
      schema: 1,
      chain: parsedChainLink('0'.repeat(64)),
      $correlationId: 'test',
      $causationId: 'test',
    },
  };
  return recorded;
}

describe('the gatherer', () => {
  it('gives an operation when its last event came, and the checkpoint may pass it', () => {
    const { gather } = operationGatherer();
    const first = event(A, { command: 'one', index: 0, size: 2, at: 0n });
    const last = event(A, { command: 'one', index: 1, size: 2, at: 1n });
    expect(gather(first)).toBe(undefined);
    expect(gather(last)).toEqual({
      kind: 'operation',
      stream: A,
      events: [first, last],
      through: { position: 1n, eventId: last.id },
    });
  });

  it('keeps operations of two streams apart, and the checkpoint before the one that is not whole', () => {
    const { gather } = operationGatherer();
    const begun = event(A, { command: 'one', index: 0, size: 2, at: 0n });
    const whole = event(B, { command: 'two', index: 0, size: 1, at: 1n });
    const ended = event(A, { command: 'one', index: 1, size: 2, at: 2n });
    expect(gather(begun)).toBe(undefined);
    const between = gather(whole);
    expect(between).toMatchObject({ kind: 'operation', stream: B });
    expect(between).not.toHaveProperty('through');
    expect(gather(ended)).toMatchObject({ events: [begun, ended], through: { position: 2n } });
  });

  it.each<[string, readonly LoggedEvent[], RegExp]>([
    [
      'begins in its middle',
      [event(A, { command: 'one', index: 1, size: 2, at: 0n })],
      /Event 1 of a command where 0 is due/,
    ],
    [
      'lacks an event',
      [
        event(A, { command: 'one', index: 0, size: 3, at: 0n }),
        event(A, { command: 'one', index: 2, size: 3, at: 1n }),
      ],
      /Event 2 of a command where 1 is due/,
    ],
    [
      'is cut off by another',
      [
        event(A, { command: 'one', index: 0, size: 2, at: 0n }),
        event(A, { command: 'two', index: 1, size: 2, at: 1n }),
      ],
      /begins before the one before it is whole/,
    ],
    [
      'cannot be read',
      [
        {
          ...event(A, { command: 'one', index: 0, size: 1, at: 0n }),
          kind: 'unreadable',
          why: 'no',
        },
      ],
      /^no$/,
    ],
  ])('tells that a stream is broken when an operation %s', (_, events, why) => {
    const { gather } = operationGatherer();
    const last = events.map(gather).at(-1);
    expect(last).toMatchObject({ kind: 'broken', stream: A, through: {} });
    expect(last?.kind === 'broken' ? last.why : '').toMatch(why);
  });

  it('gives up an operation that was cut off, where it began, and the checkpoint may pass it', () => {
    const { gather, unfinished, cutOff } = operationGatherer();
    const begun = event(A, { command: 'one', index: 0, size: 3, at: 4n });
    const second = event(A, { command: 'one', index: 1, size: 3, at: 5n });
    const other = event(B, { command: 'two', index: 0, size: 1, at: 6n });
    [begun, second, other].map(gather);
    expect(unfinished()).toEqual([second]);
    expect(cutOff(A)).toEqual({
      ...{ kind: 'broken', stream: A, revision: 4n, eventId: begun.id },
      why: 'The operation that begins here has 2 of its 3 events',
      through: { position: 6n, eventId: other.id },
    });
    expect([unfinished(), cutOff(A), cutOff(B)]).toEqual([[], undefined, undefined]);
  });
});
