import { z } from 'zod';
import {
  chainStart,
  eventId,
  type LedgerEventType,
  parsedCommandId,
  verifyChain,
} from '#event-log';
import { type CommandKind, type SentCommand } from './journal';
import { type Appended, appendsIn, byStream, type Recorded } from './recorded-log';

/** A sentence for each fault that was found: none when all is as it must be. */
export type Faults = readonly string[];

const NUMBER_DIGITS = 6;

const DATA = z.record(z.string(), z.unknown());

/** The fact by which a command is known to be carried out, and the id in it that its answer named. */
const FACT_OF: Readonly<Record<CommandKind, Readonly<{ type: LedgerEventType; id: string }>>> = {
  OpenBillingAccount: { type: 'BillingAccountOpened', id: 'billingAccountId' },
  LinkSubscription: { type: 'SubscriptionLinked', id: 'subscriptionId' },
  PurchaseReservation: { type: 'ReservationPurchased', id: 'reservationId' },
  RefundReservation: { type: 'ReservationReturned', id: 'reservationId' },
  RecordPayment: { type: 'PaymentRecorded', id: 'paymentId' },
};

/** Revisions of every stream are 0, 1, 2 …, and positions of the log only grow. */
export function revisionFaults(log: readonly Recorded[]): Faults {
  const streams = [...byStream(log)].flatMap(([stream, events]) =>
    events.flatMap(({ revision }, place) =>
      revision === BigInt(place) ? [] : [`${stream} has revision ${revision} in place ${place}`],
    ),
  );
  const backwards = log.filter(
    ({ position }, place) => position <= (log[place - 1]?.position ?? -1n),
  );
  return [
    ...streams,
    ...backwards.map(({ id, position }) => `${id} stands at ${position} too late`),
  ];
}

/** Every link of every chain follows from the one before. */
export function chainFaults(log: readonly Recorded[]): Faults {
  return [...byStream(log)].flatMap(([stream, events]) => {
    const check = verifyChain(chainStart(stream), events);
    return check.outcome === 'whole' ? [] : [`${stream} is broken at ${check.revision}`];
  });
}

/** Every append is there with all its events, and no command and no event twice. */
export function operationFaults(log: readonly Recorded[]): Faults {
  const appends = appendsIn(log);
  const torn = appends.filter(({ events }) => !isWhole(events));
  return [
    ...torn.map(({ stream, commandId }) => `${stream}: the append of ${commandId} is not whole`),
    ...repeated(appends.map(({ commandId }) => commandId)).map(
      (id) => `command ${id} stands twice`,
    ),
    ...repeated(log.map(({ id }) => id)).map((id) => `event ${id} stands twice`),
  ];
}

function isWhole(events: Appended['events']): boolean {
  const [first] = events;
  if (first?.type !== 'OperationAccepted' || events.length !== first.metadata.size) return false;
  return events.every(({ id, metadata: { commandId, index, size } }, place) => {
    const isInPlace = index === place && size === events.length;
    return isInPlace && id === eventId(parsedCommandId(commandId), index);
  });
}

/**
 * What was acknowledged is there once with the very ids that the answer named, what was refused is not there,
 * what had no answer is there once at most, and nothing is there that nobody sent.
 */
export function commandFaults(log: readonly Recorded[], sent: readonly SentCommand[]): Faults {
  const there = new Map<string, Appended[]>();
  for (const append of appendsIn(log)) {
    const name = nameOf(append);
    if (name !== undefined) there.set(name, [...(there.get(name) ?? []), append]);
  }
  const known = new Set(sent.map(({ kind, operationId }) => `${kind} ${operationId}`));
  return [
    ...sent.flatMap((command) => fateFaults(command, there)),
    ...[...there.keys()].filter((name) => !known.has(name)).map((name) => `nobody sent ${name}`),
  ];
}

/** Undefined for what the ledger does by itself. */
function nameOf({ events }: Appended): string | undefined {
  const event = events[0]?.event;
  if (event?.type !== 'OperationAccepted' || event.data.kind === 'RunDueDay') return undefined;
  return `${event.data.kind} ${event.data.operationId}`;
}

function fateFaults(command: SentCommand, there: ReadonlyMap<string, readonly Appended[]>): Faults {
  const { kind, operationId, fate } = command;
  const name = `${kind} ${operationId}`;
  const found = there.get(name) ?? [];
  if (found.length > 1) return [`${name} is in the log ${found.length} times`];
  const [append] = found;
  if (fate.fate === 'acknowledged' && append === undefined)
    return [`${name} was acknowledged and is not in the log`];
  if (fate.fate === 'refused' && append !== undefined)
    return [`${name} was refused (${fate.why}) and is in the log`];
  return append === undefined ? [] : factFaults(command, append);
}

function factFaults({ kind, operationId, fate }: SentCommand, { events }: Appended): Faults {
  const { type, id } = FACT_OF[kind];
  const facts = events.filter((event) => event.type === type);
  const name = `${kind} ${operationId}`;
  if (facts.length !== 1) return [`${name} has ${facts.length} facts`];
  if (fate.fate !== 'acknowledged') return [];
  const named = DATA.parse(facts[0]?.data)[id];
  return [
    ...(named === fate.result ? [] : [`${name} was answered ${fate.result}, not ${String(named)}`]),
    ...positionFaults(name, fate.position, events),
  ];
}

/** An answer made from the log may name a later place; with an earlier one a reader would miss what was done. */
function positionFaults(
  name: string,
  position: string | undefined,
  events: Appended['events'],
): Faults {
  const last = events.at(-1)?.position ?? 0n;
  if (position !== undefined && BigInt(position) >= last) return [];
  return [`${name} ends at ${last} and its answer says ${position ?? 'nothing'}`];
}

/** Order ids are unique in the whole log; each account's papers and orders are numbered 1, 2, 3 … */
export function numberFaults(log: readonly Recorded[]): Faults {
  const orders = log.flatMap(({ event }) =>
    event.type === 'ReservationPurchased' ? [event.data.orderId] : [],
  );
  return [
    ...repeated(orders).map((id) => `the order ${id} was bought twice`),
    ...[...byStream(log).values()].flatMap(seriesFaults),
  ];
}

function seriesFaults(events: readonly Recorded[]): Faults {
  const account = events.flatMap(({ event }) =>
    event.type === 'BillingAccountOpened' ? [event.data.billingAccountId] : [],
  )[0];
  const papers = events.flatMap(({ event }) =>
    event.type === 'InvoiceIssued' ? [event.data.number] : [],
  );
  const orders = events.flatMap(({ event }) =>
    event.type === 'ReservationPurchased' ? [event.data.orderNumber] : [],
  );
  const due = papers.map(
    (_, place) => `${account ?? ''}-${String(place + 1).padStart(NUMBER_DIGITS, '0')}`,
  );
  return [
    ...papers
      .filter((number, place) => number !== due[place])
      .map((number) => `${number} is out of its series`),
    ...orders
      .filter((number, place) => number !== place + 1)
      .map((number) => `${account ?? ''}: the order number ${number} is out of its series`),
  ];
}

/** Every order is charged for instalment 1, 2, 3 … once each, and every reservation is returned once at most. */
export function chargeFaults(log: readonly Recorded[]): Faults {
  const charged = new Map<string, number[]>();
  for (const { event } of log)
    if (event.type === 'ChargeMade') {
      const { orderId, instalment } = event.data;
      charged.set(orderId, [...(charged.get(orderId) ?? []), instalment]);
    }
  const returned = log.flatMap(({ event }) =>
    event.type === 'ReservationReturned' ? [event.data.reservationId] : [],
  );
  return [
    ...[...charged]
      .filter(([, instalments]) => instalments.some((number, place) => number !== place + 1))
      .map(([order, instalments]) => `${order} was charged for ${instalments.join(', ')}`),
    ...repeated(returned).map((id) => `the reservation ${id} was returned twice`),
  ];
}

function repeated(ids: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return ids.filter((id) => seen.size === seen.add(id).size);
}
