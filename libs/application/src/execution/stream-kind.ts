import { type ApplicationRejection } from '../messages/application-rejection';
import { type Rejected } from '../messages/outcome';
import {
  type Day,
  type Instant,
  type JsonObject,
  type MintedRole,
  type OperationAccepted,
  type OperationKind,
  type PolicyTerms,
  type Principal,
} from '#ledger-core';
import {
  type CommandId,
  type Decoded,
  encodeEvent,
  type LedgerEvent,
  type PlainEvent,
  type RecordedEvent,
  type StreamName,
} from '#event-log';

/** What every event of a stream is made of. */
export type StreamEvent = Readonly<{ type: string; data: object }>;

/** The time and the terms a command is decided under. Inputs are gathered for exactly this day. */
export type Moment = Readonly<{
  at: Instant;
  on: Day;
  terms: PolicyTerms;
  mint: (role: MintedRole, number: number) => string;
}>;

/** Finished facts, with what they rest on and what is answered, or why not. */
export type Decided<Event> =
  | Readonly<{
      outcome: 'accepted';
      events: readonly Event[];
      inputs: JsonObject;
      answer: JsonObject;
    }>
  | Rejected;

/** How one sort of stream is read, folded and written. Only what falls due may look anything up. */
export type StreamKind<State, Event extends StreamEvent> = Readonly<{
  empty: () => State;
  /** Into the state it is given, or into a new one. */
  evolve: (state: State, event: Event | OperationAccepted) => State;
  /** A state that can be folded into without changing the first. */
  copy: (state: State) => State;
  /** @throws when the event is not one the stream can hold. */
  parse: (event: RecordedEvent) => Event;
  /** As JSON, with the version of its form. */
  encode: (event: Event | OperationAccepted) => PlainEvent;
  /** The latest day on which anything happened. */
  today: (state: State) => Day | undefined;
  /** The first day on which something falls due. */
  nextDueDay: (state: State) => Day | undefined;
  /**
   * Some of what is due on that day; it is asked again until nothing is. It has been agreed already: only a fault
   * in what has to be looked up for it is a reason to refuse.
   */
  decideDueDay: (state: State, moment: Moment) => Promise<Decided<Event>>;
}>;

/** A stream in which nothing falls due, and whose state is never changed in its place. */
export function withoutDueWork<State, Event extends LedgerEvent>(
  reading: Pick<StreamKind<State, Event>, 'empty' | 'evolve' | 'today'> &
    Readonly<{ decode: (logged: RecordedEvent) => Decoded<Event> }>,
): StreamKind<State, Event> {
  const { empty, evolve, today, decode } = reading;
  return {
    ...{ empty, evolve, today },
    copy: (state) => state,
    parse: parsedBy(decode),
    encode: encodeEvent,
    nextDueDay: () => undefined,
    decideDueDay: (_, { on }) =>
      Promise.reject(new Error(`Nothing falls due in this stream, on ${on} either`)),
  };
}

/** Reads an event by its codec. @throws TypeError when the event is not one of the stream's. */
export function parsedBy<Event>(
  decode: (logged: RecordedEvent) => Decoded<Event>,
): (logged: RecordedEvent) => Event {
  return (logged) => {
    const decoded = decode(logged);
    if (decoded.outcome === 'unreadable') throw new TypeError(decoded.why);
    return decoded.event;
  };
}

/** One command to one stream. */
export type Order<State, Event extends StreamEvent> = Readonly<{
  stream: StreamName;
  kind: OperationKind;
  /** The id outside callers know the operation by. */
  operationId: string;
  commandId: CommandId;
  /** With the request, what tells two requests under one command id apart: never the day, a price or who asked. */
  target: string;
  request: JsonObject;
  principal: Principal;
  /** Of what the ledger does by itself: which of its tasks does it; of a principal's command absent. */
  task?: string;
  /** Of what is finished late: the day it counts on, unless the stream is past it; business today when absent. */
  countsOn?: Day;
  /** The refusal of another request under the same command id. */
  reused: ApplicationRejection;
  /** The refusal of the same request by another principal; anyone may repeat it when absent. */
  ofAnotherPrincipal?: ApplicationRejection;
  /** Gathers the inputs of the day and decides. It may be asked again, for a later day or on a later state. */
  decide: (state: State, moment: Moment) => Promise<Decided<Event>>;
}>;
