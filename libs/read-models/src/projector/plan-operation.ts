import {
  type ChainLink,
  chainHolds,
  chainStart,
  type Decoded,
  decodeBillingEvent,
  decodeExchangeRateEvent,
  decodePolicyTermsEvent,
  decodeSubscriptionEvent,
  decodeUtilisationEvent,
  type LedgerEvent,
  type RecordedEvent,
  type StreamSubject,
  subjectOf,
} from '#event-log';
import { READ_MODELS } from '../all-read-models';
import { type EventContext, type RowChange } from '../row-writer/row-change';
import { broken, type BrokenStream, lastOf, type WholeOperation } from './gather-operations';

/** How far a stream is in the tables. */
export type StreamState = Readonly<{ revision: bigint; position: bigint; chain: ChainLink }>;

/** For each read model, in their order, what changes in its table. */
export type ChangesByReadModel = readonly (readonly RowChange[])[];

export type OperationPlan =
  | Readonly<{ outcome: 'parked'; why: BrokenStream }>
  | Readonly<{ outcome: 'projected'; state: StreamState; changes: ChangesByReadModel }>;

/** What an operation does to the tables, if it follows `before` unbroken and every event of it can be read. */
export function operationPlan(
  operation: WholeOperation,
  before: StreamState | undefined,
): OperationPlan {
  const fault = faultIn(operation, before);
  if (fault !== undefined) return { outcome: 'parked', why: fault };
  const last = lastOf(operation);
  const changes = READ_MODELS.map((): RowChange[] => []);
  for (const event of operation.events) {
    const why = projectInto(changes, event, last.position);
    if (why !== undefined) return { outcome: 'parked', why: broken(event, why) };
  }
  const { revision, position, metadata } = last;
  return { outcome: 'projected', state: { revision, position, chain: metadata.chain }, changes };
}

/** The first event that does not follow the one before it by number and by chain. */
function faultIn(
  { stream, events }: WholeOperation,
  before: StreamState | undefined,
): BrokenStream | undefined {
  let revision = before?.revision ?? -1n;
  let link = before?.chain ?? chainStart(stream);
  for (const event of events) {
    if (event.revision !== revision + 1n)
      return broken(event, `Revision ${event.revision} follows revision ${revision}`);
    if (!chainHolds(link, event))
      return broken(event, `The chain does not hold at revision ${event.revision}`);
    revision = event.revision;
    link = event.metadata.chain;
  }
  return undefined;
}

/** Adds what an event changes. @returns why it cannot. */
function projectInto(
  changes: readonly RowChange[][],
  event: RecordedEvent,
  position: bigint,
): string | undefined {
  const subject = subjectOf(event.stream);
  const decoded = decodedFor(subject, event);
  if (decoded.outcome === 'unreadable') return decoded.why;
  const context = contextOf(subject, event, position);
  try {
    READ_MODELS.forEach(({ project }, place) => {
      changes[place]?.push(...project(decoded.event, context));
    });
    return undefined;
  } catch (error) {
    return `${event.type} cannot be projected: ${String(error)}`;
  }
}

function decodedFor(subject: StreamSubject, event: RecordedEvent): Decoded<LedgerEvent> {
  if (subject.kind === 'billingAccount') return decodeBillingEvent(event);
  if (subject.kind === 'subscription') return decodeSubscriptionEvent(event);
  if (subject.kind === 'policyTerms') return decodePolicyTermsEvent(event);
  if (subject.kind === 'utilisation') return decodeUtilisationEvent(event);
  if (subject.kind === 'exchangeRates') return decodeExchangeRateEvent(event);
  return {
    outcome: 'unreadable',
    why: `${event.stream} is not the name of a stream of the ledger`,
  };
}

function contextOf(subject: StreamSubject, event: RecordedEvent, position: bigint): EventContext {
  const { stream, revision, metadata } = event;
  const context = { stream, revision, position, metadata };
  return subject.kind === 'billingAccount' ? { ...context, account: subject.account } : context;
}
