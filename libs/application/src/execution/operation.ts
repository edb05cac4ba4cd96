import {
  type Day,
  type Instant,
  type JsonObject,
  type OperationAccepted,
  type OperationKind,
  type Principal,
  principalId,
} from '#ledger-core';
import {
  type Actor,
  commandHash,
  type CommandHash,
  commandId,
  type CommandId,
  type EncodedOperation,
  encodeOperation,
  type Revision,
  type StreamName,
} from '#event-log';
import { type History } from './history/history';
import { type Order, type StreamEvent, type StreamKind } from './stream-kind';

/** One operation before it is encoded: who asked for what on which day, and the facts. */
export type Operation<Event> = Readonly<{
  commandId: CommandId;
  commandHash: CommandHash;
  actor: Actor;
  recordedAt: Instant;
  accepted: OperationAccepted;
  events: readonly Event[];
}>;

/** The ledger itself, which signs what falls due by itself. */
export const LEDGER: Principal = { id: principalId('ledger'), roles: [] };
const DAILY_RUN: Actor = { kind: 'system', task: 'daily-run' };

/** Where a stream stands. */
export type Head = Readonly<{ stream: StreamName; revision: Revision }>;

type Facts<Event> = Readonly<{
  events: readonly Event[];
  inputs: JsonObject;
  answer: JsonObject;
}>;

/** What tells two requests under one command id apart. */
export function hashOf<State, Event extends StreamEvent>(
  order: Pick<Order<State, Event>, 'kind' | 'target' | 'request'>,
): CommandHash {
  const { kind, target, request } = order;
  return commandHash({ kind, target, request });
}

/** A command that was decided. */
export function operationOf<State, Event extends StreamEvent>(
  order: Omit<Order<State, Event>, 'stream' | 'reused' | 'ofAnotherPrincipal' | 'decide'>,
  { at, on }: Readonly<{ at: Instant; on: Day }>,
  { events, inputs, answer }: Facts<Event>,
): Operation<Event> {
  const { kind, operationId, principal, request, task } = order;
  return {
    commandId: order.commandId,
    commandHash: hashOf(order),
    actor: task === undefined ? { kind: 'principal', id: principal.id } : { kind: 'system', task },
    recordedAt: at,
    accepted: {
      type: 'OperationAccepted',
      data: { kind, operationId, on, principal, request, inputs, answer },
    },
    events,
  };
}

/** The id of a part of a day's due work: one for the stream, the day and the revision it was read at. */
export function dueCommandId({ stream, revision }: Head, on: Day): CommandId {
  return commandId('RunDueDay', stream, on, String(revision));
}

/** A part of what falls due on a day. */
export function dueOperation<Event>(
  head: Head,
  { at, on }: Readonly<{ at: Instant; on: Day }>,
  { events, inputs, answer }: Facts<Event>,
): Operation<Event> {
  const kind: OperationKind = 'RunDueDay';
  const request = { on, revision: String(head.revision) };
  return {
    commandId: dueCommandId(head, on),
    commandHash: commandHash({ kind, target: head.stream, request }),
    actor: DAILY_RUN,
    recordedAt: at,
    accepted: {
      type: 'OperationAccepted',
      data: { kind, operationId: on, on, principal: LEDGER, request, inputs, answer },
    },
    events,
  };
}

/** The operation as the stream takes it next. */
export function encoded<State, Event extends StreamEvent>(
  kind: Pick<StreamKind<State, Event>, 'encode'>,
  {
    stream,
    revision,
    link,
  }: Readonly<{ stream: StreamName } & Pick<History<State>, 'revision' | 'link'>>,
  operation: Operation<Event>,
): EncodedOperation {
  const { accepted: first, events, commandId: id } = operation;
  return encodeOperation({
    stream,
    commandId: id,
    commandHash: operation.commandHash,
    actor: operation.actor,
    effectiveOn: first.data.on,
    recordedAt: operation.recordedAt,
    correlationId: id,
    causationId: id,
    events: [first, ...events].map((event) => kind.encode(event)),
    previousChain: revision === 'empty' ? 'empty' : link,
  });
}
