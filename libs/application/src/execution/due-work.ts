import { type Day, type Instant, type PolicyTerms, termsOn } from '#ledger-core';
import { type CommandId, mintedId } from '#event-log';
import { type History, revisionAfter } from './history';
import { dueCommandId, dueOperation, type Head } from './operation';
import { type Decided, type Moment, type StreamEvent, type StreamKind } from './stream-kind';

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

/** A state with its due work done, or the fault that keeps it from being done. */
export type DueWorkDone<State> =
  Readonly<{ outcome: 'done'; state: State }> | Extract<Decided<never>, { outcome: 'rejected' }>;

/** The state with all done that is due through a day: what catching up would lead to, with the same ids. Nothing is written. */
export async function withDueWork<State, Event extends StreamEvent>(
  kind: StreamKind<State, Event>,
  history: History<State>,
  { at, on: through, versions }: DecisionTime,
): Promise<DueWorkDone<State>> {
  let on = dueDay(kind, history.state, through);
  if (on === undefined) return { outcome: 'done', state: history.state };
  let state = kind.copy(history.state);
  let head: Head = history;
  for (; on !== undefined; on = dueDay(kind, state, through)) {
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
