import { BUILT_IN_TERMS, type Day, type Instant, termsOn } from '#ledger-core';
import { type CommandId, mintedId } from '#event-log';
import { type History, revisionAfter } from './history';
import { dueCommandId, dueOperation, type Head } from './operation';
import { type Moment, type StreamEvent, type StreamKind } from './stream-kind';

/** The time, the day and what goes with them for one command. Calls of every surface are channel self-service (RULES). */
export function momentOf(id: CommandId, { at, on }: Readonly<{ at: Instant; on: Day }>): Moment {
  const terms = termsOn(BUILT_IN_TERMS, 'self-service', on);
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

/** The state with all done that is due through a day: what catching up would lead to, with the same ids. Nothing is written. */
export function withDueWork<State, Event extends StreamEvent>(
  kind: StreamKind<State, Event>,
  history: History<State>,
  { at, on: through }: Readonly<{ at: Instant; on: Day }>,
): State {
  let on = dueDay(kind, history.state, through);
  if (on === undefined) return history.state;
  let state = kind.copy(history.state);
  let head: Head = history;
  for (; on !== undefined; on = dueDay(kind, state, through)) {
    const work = kind.decideDueDay(state, momentOf(dueCommandId(head, on), { at, on }));
    const { accepted, events } = dueOperation(head, { at, on }, work);
    for (const event of [accepted, ...events]) state = kind.evolve(state, event);
    const { stream, revision } = head;
    head = { stream, revision: revisionAfter(revision) + BigInt(events.length) };
  }
  return state;
}
