import {
  Calendar,
  type Day,
  type JsonObject,
  type OperationAccepted,
  principalId,
} from '#ledger-core';
import { billingAccountStream, commandId, type RecordedEvent } from '#event-log';
import {
  type Decided,
  type Moment,
  type Order,
  type StreamKind,
} from '../src/execution/stream-kind';

/** The least stream that can be caught up: a tally up to a limit, and promises that fall due. */
export type TallyEvent =
  | OperationAccepted
  | Readonly<{ type: 'Tallied'; data: Readonly<{ amount: number; note: string }> }>
  | Readonly<{ type: 'LimitRaised'; data: Readonly<{ to: number }> }>
  | Readonly<{ type: 'Promised'; data: Readonly<{ on: Day; parts: number }> }>
  | Readonly<{ type: 'PromiseKept'; data: Readonly<{ on: Day; id: string }> }>;

export type Tally = {
  total: number;
  limit: number;
  today: Day | undefined;
  promises: { on: Day; parts: number }[];
  kept: { on: Day; id: string }[];
};

export type TallyOrder = Order<Tally, TallyEvent>;

export const tallyKind: StreamKind<Tally, TallyEvent> = {
  empty: () => ({ total: 0, limit: 10, today: undefined, promises: [], kept: [] }),
  evolve: evolved,
  copy: (state) => structuredClone(state),
  parse: ({ type, data }: RecordedEvent) => {
    if (!isTallyEvent({ type, data })) throw new TypeError(`Unknown event type: ${type}`);
    return { type, data } as TallyEvent;
  },
  encode: ({ type, data }) => ({ type, schema: 1, data }),
  today: (state) => state.today,
  nextDueDay: (state) => state.promises.map(({ on }) => on).sort()[0],
  decideDueDay: (_, { on, mint }) =>
    Promise.resolve({
      outcome: 'accepted',
      events: [{ type: 'PromiseKept', data: { on, id: mint('charge', 1) } }],
      inputs: { kept: on },
      answer: { kept: 1 },
    }),
};

export const buyer = { id: principalId('buyer'), roles: [] };
export const stranger = { id: principalId('stranger'), roles: [] };
export const tallyStream = billingAccountStream('contoso');

/** An order that adds to the tally; what it answers names the day it was decided for and the total it came to. */
export function add(id: string, amount: number, over: Partial<TallyOrder> = {}): TallyOrder {
  return order(id, { amount }, over, (state, { on, mint }) => {
    if (state.total + amount > state.limit)
      return { outcome: 'rejected', rejection: { code: 'DayInTheFuture', today: on } };
    return {
      outcome: 'accepted',
      events: [{ type: 'Tallied', data: { amount, note: mint('line', 1) } }],
      inputs: { limit: state.limit },
      answer: { on, total: state.total + amount, kept: state.kept.length },
    };
  });
}

export function raiseLimit(id: string, to: number): TallyOrder {
  return order(id, { to }, {}, () => accepted({ type: 'LimitRaised', data: { to } }));
}

/** Something falls due on a day, in so many parts. */
export function promise(id: string, on: string, parts = 1): TallyOrder {
  const data = { on: Calendar.day(on), parts };
  return order(id, data, {}, () => accepted({ type: 'Promised', data }));
}

export function order(
  id: string,
  request: JsonObject,
  over: Partial<TallyOrder>,
  decide: (state: Tally, moment: Moment) => Decided<TallyEvent>,
): TallyOrder {
  return {
    stream: tallyStream,
    kind: 'RecordPayment',
    operationId: id,
    commandId: commandId('Tally', id),
    target: 'contoso',
    request,
    principal: buyer,
    reused: { code: 'KeyReused' },
    decide: (state, moment) => Promise.resolve(decide(state, moment)),
    ...over,
  };
}

function accepted(event: TallyEvent): Decided<TallyEvent> {
  return { outcome: 'accepted', events: [event], inputs: {}, answer: {} };
}

function evolved(state: Tally, event: TallyEvent): Tally {
  switch (event.type) {
    case 'OperationAccepted': {
      const { on } = event.data;
      state.today = state.today === undefined ? on : Calendar.later(state.today, on);
      return state;
    }
    case 'Tallied':
      state.total += event.data.amount;
      if (state.total > state.limit) throw new RangeError('a tally beyond its limit');
      return state;
    case 'LimitRaised':
      state.limit = event.data.to;
      return state;
    case 'Promised':
      state.promises.push({ ...event.data });
      return state;
    case 'PromiseKept':
      return keep(state, event.data);
  }
}

function keep(state: Tally, kept: { on: Day; id: string }): Tally {
  const promised = state.promises.find(({ on }) => on === kept.on);
  if (promised === undefined) throw new RangeError('a promise that was not made');
  promised.parts -= 1;
  if (promised.parts === 0) state.promises.splice(state.promises.indexOf(promised), 1);
  state.kept.push(kept);
  return state;
}

function isTallyEvent({ type, data }: { type: string; data: unknown }): boolean {
  const types = ['OperationAccepted', 'Tallied', 'LimitRaised', 'Promised', 'PromiseKept'];
  return types.includes(type) && typeof data === 'object';
}
