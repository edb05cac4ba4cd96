import {
  type JsonObject,
  type OperationAccepted,
  type PrincipalId,
  type TenantId,
} from '#ledger-core';
import {
  type ChainLink,
  chainHolds,
  chainStart,
  type CommandHash,
  type CommandId,
  type LoggedEvent,
  type RecordedEvent,
  type Revision,
  type StreamName,
} from '#event-log';
import { type Fault } from '#read-models';
import { saidOfParked } from '../../ports/parked-streams.port';
import { type StreamEvent, type StreamKind } from '../stream-kind';
import { assertNext, type Unfinished, unfinishedAfter } from './unfinished';

/** What a command came to the first time. */
export type FirstAnswer = Readonly<{
  hash: CommandHash;
  principal: PrincipalId;
  /** Of the principal, whose name means nothing in another. */
  tenant: TenantId | undefined;
  answer: JsonObject;
  /** Of the last event of the operation. */
  position: bigint;
}>;

/** A stream as far as it is folded. Only this file writes it. */
export type History<State> = {
  readonly stream: StreamName;
  state: State;
  revision: Revision;
  /** Of the last event; 0 before the first. */
  position: bigint;
  link: ChainLink;
  /** The operation that the last event belongs to, when others of it must follow. */
  unfinished: Unfinished | undefined;
  /** Encoded bytes folded. */
  bytes: number;
  /** The last events are this process's own decision and have not been read yet. */
  isUnseen: boolean;
  /** An append ended without an answer and may still come to stand after the last event. */
  isDoubtful: boolean;
  readonly commands: Map<CommandId, FirstAnswer>;
};

/** An event that is already known to be what it says, as it stands or will stand in the stream. */
type KnownEvent<Event> = Readonly<{
  event: Event | OperationAccepted;
  recorded: Pick<RecordedEvent, 'metadata' | 'revision' | 'position'> & Readonly<{ id?: string }>;
  bytes: number;
}>;

/** What reading a stream takes. */
export type Folding<State, Event extends StreamEvent> = Pick<
  StreamKind<State, Event>,
  'empty' | 'evolve' | 'parse'
>;

/** The stream holds what cannot have happened. Nobody may decide on it. */
export class ImpossibleHistory extends Error {
  override readonly name = 'ImpossibleHistory';

  /** `fault` is absent when it is not an event of the log that is wrong. */
  constructor(
    message: string,
    readonly fault?: Fault,
  ) {
    super(message);
  }
}

/** A stream of which nothing is folded yet. */
export function emptyHistory<State, Event extends StreamEvent>(
  stream: StreamName,
  kind: Pick<StreamKind<State, Event>, 'empty'>,
): History<State> {
  return {
    stream,
    state: kind.empty(),
    revision: 'empty',
    position: 0n,
    link: chainStart(stream),
    unfinished: undefined,
    bytes: 0,
    isUnseen: false,
    isDoubtful: false,
    commands: new Map(),
  };
}

/** Folds one event that was read. @throws ImpossibleHistory when it does not follow, parse or fold. */
export function foldRead<State, Event extends StreamEvent>(
  history: History<State>,
  kind: Folding<State, Event>,
  logged: LoggedEvent,
): void {
  if (logged.kind === 'unreadable') throw impossible(history, logged, logged.why);
  if (logged.revision !== revisionAfter(history.revision))
    throw impossible(history, logged, `does not follow ${String(history.revision)}`);
  if (!chainHolds(history.link, logged))
    throw impossible(history, logged, 'its link of the chain does not hold');
  const event = sound(history, logged, () => {
    assertNext(history.unfinished, logged);
    return kind.parse(logged);
  });
  fold(history, kind, { event, recorded: logged, bytes: JSON.stringify(logged.data).length });
  history.isDoubtful = false;
}

/** What was read to the head of the stream. @throws ImpossibleHistory when an operation there was cut off. */
export function assertWhole<State>(history: History<State>): void {
  const { unfinished } = history;
  if (unfinished === undefined) return;
  const { revision, eventId, seen, size } = unfinished;
  throw impossible(
    history,
    { revision, id: eventId },
    `the operation that begins here has ${seen} of its ${size} events`,
  );
}

/** Folds what this process has just written. @throws ImpossibleHistory when it does not fold. */
export function foldOwn<State, Event extends StreamEvent>(
  history: History<State>,
  kind: StreamKind<State, Event>,
  events: readonly KnownEvent<Event>[],
): void {
  for (const each of events) fold(history, kind, each);
  history.isUnseen = true;
}

/** The event that this process wrote last, as it was read. @throws ImpossibleHistory when another one stands there. */
export function confirm<State>(history: History<State>, logged: LoggedEvent): void {
  const link = logged.kind === 'recorded' ? logged.metadata.chain : undefined;
  if (logged.revision !== history.revision || link !== history.link)
    throw impossible(history, { revision: logged.revision }, 'what stands is not what was written');
  history.isUnseen = false;
}

/** What stands after the last event is not known: the next append is folded as it is read. */
export function doubt<State>(history: History<State>): void {
  history.isDoubtful = true;
}

/** The revision of the event after this one. */
export function revisionAfter(revision: Revision): bigint {
  return revision === 'empty' ? 0n : revision + 1n;
}

/** The revision after which reading starts with the event of this one. */
export function revisionBefore(revision: bigint): Revision {
  return revision === 0n ? 'empty' : revision - 1n;
}

function fold<State, Event extends StreamEvent>(
  history: History<State>,
  kind: Pick<StreamKind<State, Event>, 'evolve'>,
  { event, recorded, bytes }: KnownEvent<Event>,
): void {
  sound(history, recorded, () => {
    remember(history.commands, event, recorded);
    history.state = kind.evolve(history.state, event);
  });
  history.revision = recorded.revision;
  history.position = recorded.position;
  history.link = recorded.metadata.chain;
  history.unfinished = unfinishedAfter(history.unfinished, recorded);
  history.bytes += bytes;
}

/** An operation's first event says what was asked and answered; its last one says where it stands. */
function remember(
  commands: Map<CommandId, FirstAnswer>,
  event: StreamEvent,
  { metadata, position }: KnownEvent<StreamEvent>['recorded'],
): void {
  const first = commands.get(metadata.commandId);
  if (metadata.index > 0) {
    if (first === undefined) throw new RangeError('it belongs to an operation that never began');
    commands.set(metadata.commandId, { ...first, position });
    return;
  }
  if (!isAccepted(event) || metadata.commandHash === undefined)
    throw new RangeError(`an operation begins with ${event.type}`);
  if (first !== undefined) throw new RangeError('its command has been carried out before');
  const { principal, answer } = event.data;
  commands.set(metadata.commandId, {
    hash: metadata.commandHash,
    principal: principal.id,
    tenant: principal.tenantId,
    answer,
    position,
  });
}

function isAccepted(event: StreamEvent | OperationAccepted): event is OperationAccepted {
  return event.type === 'OperationAccepted';
}

function sound<State, Result>(history: History<State>, event: Named, step: () => Result): Result {
  try {
    return step();
  } catch (error) {
    throw impossible(history, event, error instanceof Error ? error.message : String(error));
  }
}

/** An event by its place, and by its id when it was read. */
type Named = Readonly<{ revision: bigint; id?: string | undefined }>;

function impossible<State>(
  { stream }: History<State>,
  { revision, id }: Named,
  why: string,
): Error {
  const message = saidOfParked(stream, { revision, reason: why });
  if (id === undefined) return new ImpossibleHistory(message);
  return new ImpossibleHistory(message, { stream, revision, eventId: id, reason: why });
}
