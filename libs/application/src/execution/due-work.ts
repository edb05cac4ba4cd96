import { setImmediate as afterWhatWaits } from 'node:timers/promises';
import { type Day, type Instant, type JsonObject, type PolicyTerms, termsOn } from '#ledger-core';
import { type CommandId, mintedId } from '#event-log';
import { type ApplicationRejection } from '../messages/application-rejection';
import { type Rejected } from '../messages/outcome';
import { BookUnreadable } from '../ports/book-unreadable';
import { type ExecutionBounds } from './execution-bounds';
import { type History, revisionAfter } from './history/history';
import { type Failure } from './history/keep-history';
import { dueCommandId, dueOperation, type Head } from './operation';
import { type Moment, type StreamEvent, type StreamKind } from './stream-kind';

/** A time to decide at, with every version of the terms that is known by then. */
export type DecisionTime = Readonly<{ at: Instant; on: Day; versions: readonly PolicyTerms[] }>;

/** The time, the day, its terms and what goes with them for one command. Calls of every surface are channel self-service. */
export function momentOf(id: CommandId, { at, on, versions }: DecisionTime): Moment {
  const terms = termsOn(versions, 'self-service', on);
  return { at, on, terms, mint: (role, number) => mintedId(id, role, number) };
}

/** The first day up to `through` on which something falls due. */
export function dueDay<State, Event extends StreamEvent>(
  kind: StreamKind<State, Event>,
  state: State,
  through: Day,
): Day | undefined {
  const on = kind.nextDueDay(state);
  return on !== undefined && on <= through ? on : undefined;
}

/** The answers of what was due, one for each append. */
type DueWorkWritten = Readonly<{ answers: readonly JsonObject[]; position: bigint }>;

/**
 * All that was due is done; or it stopped at a day whose work a fault keeps from being done, or one that needs a book
 * that cannot be read.
 */
export type CaughtUp =
  | (DueWorkWritten & Readonly<{ outcome: 'caughtUp' }>)
  | (DueWorkWritten & Readonly<{ outcome: 'stopped'; rejection: ApplicationRejection }>)
  | (DueWorkWritten & Readonly<{ outcome: 'lacking'; reason: string }>)
  | Failure;

/** Takes the answer of an append of due work, and where its last event stands. */
export type DueWorkListener = (answer: JsonObject, position: bigint) => void;

/** A state with its due work done, or why not: a fault keeps it from being done, or it is too much for a preview. */
type DueWorkDone<State> =
  | Readonly<{ outcome: 'done'; state: State }>
  | Rejected
  | Extract<Failure, { outcome: 'unavailable' }>;

/**
 * The state with all done that is due through a day: what catching up would lead to, with the same ids. Nothing is
 * written. Between the parts of it others of this process have their turn.
 */
export async function withDueWork<State, Event extends StreamEvent>(
  kind: StreamKind<State, Event>,
  history: History<State>,
  { at, on: through, versions }: DecisionTime,
  bounds: Pick<ExecutionBounds, 'previewedAppendsMax' | 'dueWorkRetryAfterSeconds'>,
): Promise<DueWorkDone<State>> {
  let on = dueDay(kind, history.state, through);
  if (on === undefined) return { outcome: 'done', state: history.state };
  let state = kind.copy(history.state);
  let head: Head = history;
  for (let parts = 0; on !== undefined; on = dueDay(kind, state, through)) {
    if (parts === bounds.previewedAppendsMax) return tooMuch(bounds.dueWorkRetryAfterSeconds);
    if (parts > 0) await afterWhatWaits();
    parts += 1;
    const moment = momentOf(dueCommandId(head, on), { at, on, versions });
    const work = await kind.decideDueDay(state, moment);
    if (work.outcome === 'rejected') return work;
    const { accepted, events } = dueOperation(head, { at, on }, work);
    for (const event of [accepted, ...events]) state = kind.evolve(state, event);
    const { stream, revision } = head;
    head = { stream, revision: revisionAfter(revision) + BigInt(events.length) };
  }
  return { outcome: 'done', state };
}

function tooMuch(retryAfterSeconds: number): Extract<Failure, { outcome: 'unavailable' }> {
  const reason = "The day's due work of the account is being done; try again when it is";
  return { outcome: 'unavailable', reason, retryAfterSeconds };
}

/** The terms, which every day needs, are read before; other books only some days of some accounts need. */
export async function lackingBook<Result>(
  work: () => Promise<Result>,
): Promise<Result | Readonly<{ outcome: 'lacking'; reason: string }>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BookUnreadable) return { outcome: 'lacking', reason: error.message };
    throw error;
  }
}
