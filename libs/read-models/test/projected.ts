import { Calendar, subscriptionId, billingAccountId } from '#ledger-core';
import {
  billingAccountStream,
  commandId,
  type LedgerEvent,
  parsedChainLink,
  type StreamName,
  subscriptionStream,
} from '#event-log';
import { type EventContext, type ReadModel, type RowChange } from '#read-models';
import { accountLife } from '../../../test/support/account-life';

const SUBSCRIPTION = 'aaaaaaaa-0000-4000-8000-000000000001';

/** An event of the account contoso at revision 7, recorded on 2021-03-20 at eight. */
export function contextAt(stream: StreamName = billingAccountStream('contoso')): EventContext {
  return {
    stream,
    ...(stream.startsWith('billingAccount-') ? { account: 'contoso' } : {}),
    revision: 7n,
    position: 4_711n,
    metadata: {
      commandId: commandId('Test', 'a command'),
      index: 0,
      size: 1,
      actor: { kind: 'system', task: 'test' },
      effectiveOn: Calendar.day('2021-03-20'),
      recordedAt: Calendar.instant('2021-03-20T08:00:00.000Z'),
      schema: 1,
      chain: parsedChainLink('0'.repeat(64)),
      $correlationId: 'test',
      $causationId: 'test',
    },
  };
}

/** The n-th event of a type in the life of the specs, counted from 0. */
export function eventOf(type: LedgerEvent['type'], n = 0): LedgerEvent {
  const event = EVENTS.filter((each) => each.type === type)[n];
  if (event === undefined) throw new Error(`No ${type} ${n}`);
  return event;
}

const LIFE = accountLife();

const EVENTS: readonly LedgerEvent[] = [
  ...LIFE.events,
  {
    type: 'SubscriptionLinked',
    data: {
      subscriptionId: subscriptionId(SUBSCRIPTION),
      billingAccountId: billingAccountId('contoso'),
      displayName: 'Production',
      linkedOn: Calendar.day('2021-01-02'),
    },
  },
];

/** The reservation that the life begins with, its order, and the sibling that its first return leaves. */
export function firstIds(): Readonly<{ order: string; reservation: string; sibling: string }> {
  const [returned] = LIFE.facts('ReservationReturned');
  if (returned?.sibling === undefined) throw new Error('Nothing was returned in part');
  const { orderId, reservationId, sibling } = returned;
  return { order: orderId, reservation: reservationId, sibling: sibling.reservationId };
}

/** What a read model makes of an event of the account's stream. */
export function projected(
  { project }: ReadModel,
  event: LedgerEvent,
  context = contextAt(),
): readonly RowChange[] {
  return project(event, context);
}

/** The same of an event of a subscription's stream. */
export function projectedOfSubscription(model: ReadModel, event: LedgerEvent) {
  return projected(model, event, contextAt(subscriptionStream(SUBSCRIPTION)));
}
