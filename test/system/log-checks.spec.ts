import {
  billingAccountStream,
  type ChainLink,
  commandHash,
  commandId,
  decodeEvent,
  encodeEvent,
  encodeOperation,
  eventId,
} from '#event-log';
import { type BillingEvent, Calendar } from '#ledger-core';
import { ACCOUNT, AccountStory } from '../support/account-story';
import { type CommandFate, type SentCommand } from './journal';
import {
  chainFaults,
  chargeFaults,
  commandFaults,
  numberFaults,
  operationFaults,
  revisionFaults,
} from './log-checks';
import { type Recorded } from './recorded-log';

const stream = billingAccountStream(ACCOUNT);
const AT = Calendar.instant('2021-01-15T10:00:00.000Z');

/** One account that opens, buys twice by month, pays an instalment a month and returns, as the log would hold it. */
function log(): Recorded[] {
  const story = new AccountStory();
  const first = story.buy({ on: '2021-01-15', price: '3600.00', plan: 'Monthly' });
  story.buy({ on: '2021-02-20', price: '720.00', quantity: 2 });
  story.refund(first, { on: '2021-03-20' });
  const recorded: Recorded[] = [];
  let link: ChainLink | 'empty' = 'empty';
  for (const operation of operationsOf(story.events)) {
    const id = commandId('sample', String(recorded.length));
    const encoded = encodeOperation({
      ...{ stream, commandId: id, previousChain: link, recordedAt: AT },
      commandHash: commandHash({ kind: 'sample', target: stream, request: {} }),
      ...{ actor: { kind: 'system', task: 'sample' }, effectiveOn: Calendar.dayOf(AT) },
      ...{ correlationId: id, causationId: id, events: operation.map(encodeEvent) },
    });
    if (encoded.outcome === 'tooLarge') throw new RangeError('The sample is too large');
    for (const { id: event, type, data, metadata } of encoded.events) {
      const place = BigInt(recorded.length);
      const at = { stream, revision: place, position: place * 100n, id: event, type, metadata };
      const logged = { kind: 'recorded', ...at, data, created: AT } as const;
      const decoded = decodeEvent(logged);
      if (decoded.outcome === 'unreadable') throw new Error(decoded.why);
      recorded.push({ ...at, data, event: decoded.event });
      link = metadata.chain;
    }
  }
  return recorded;
}

/** The story's operations, named as the commands that they carry out. */
function operationsOf(events: readonly BillingEvent[]): readonly (readonly BillingEvent[])[] {
  const operations: BillingEvent[][] = [];
  for (const event of events)
    if (event.type === 'OperationAccepted') operations.push([event]);
    else operations.at(-1)?.push(event);
  return operations.map(([accepted, ...facts]) => {
    const bought = facts.find(({ type }) => type === 'ReservationPurchased');
    if (accepted?.type !== 'OperationAccepted' || bought?.type !== 'ReservationPurchased')
      return accepted === undefined ? facts : [accepted, ...facts];
    const named = { kind: 'PurchaseReservation', operationId: bought.data.orderId } as const;
    return [{ ...accepted, data: { ...accepted.data, ...named } }, ...facts];
  });
}

function purchasesIn(recorded: readonly Recorded[]): readonly SentCommand[] {
  return recorded.flatMap(({ event, position }) =>
    event.type === 'ReservationPurchased'
      ? [purchase(event.data.orderId, acknowledged(event.data.reservationId, position + 900n))]
      : [],
  );
}

function purchase(operationId: string, fate: CommandFate): SentCommand {
  return { kind: 'PurchaseReservation', operationId, fate };
}

function acknowledged(result: string, position: bigint): CommandFate {
  return { fate: 'acknowledged', result, position: String(position) };
}

const whole = log();
const without = (place: number) => whole.filter((_, at) => at !== place);
const placeOf = (type: string) => whole.findIndex((event) => event.type === type);

/** Events from a place on as if written once more behind all others, by another command. */
function again(from: number, count = 1): Recorded[] {
  const id = commandId('sample', 'again');
  const events = whole.slice(from, from + count);
  const more = events.map((event, index) => ({
    ...event,
    ...{ id: eventId(id, index), revision: BigInt(whole.length + index) },
    position: BigInt(whole.length + index) * 100n,
    metadata: { ...event.metadata, commandId: id, index, size: count },
  }));
  return [...whole, ...more];
}

describe('the checks of a log that was killed', () => {
  it('find nothing in a whole one', () => {
    for (const check of [revisionFaults, chainFaults, operationFaults, numberFaults, chargeFaults])
      expect(check(whole)).toEqual([]);
  });

  it.each([
    ['a hole in a stream', revisionFaults, without(5), /revision 6 in place 5/],
    ['a lost event', chainFaults, without(5), /broken at 6/],
    ['an append that is torn', operationFaults, whole.slice(0, -1), /is not whole/],
    ['an event that stands twice', operationFaults, [...whole, ...whole.slice(-1)], /stands twice/],
    [
      'a paper that is missing in its series',
      numberFaults,
      without(placeOf('InvoiceIssued')),
      /contoso-000002 is out of its series/,
    ],
    [
      'an order that was bought twice',
      numberFaults,
      again(placeOf('ReservationPurchased')),
      /was bought twice/,
    ],
    [
      'an instalment charged twice',
      chargeFaults,
      again(placeOf('ChargeMade')),
      /was charged for 1, 2, 3, 1/,
    ],
    [
      'a reservation that was returned twice',
      chargeFaults,
      again(placeOf('ReservationReturned')),
      /was returned twice/,
    ],
  ])('find %s', (_, check, recorded, sentence) => {
    expect(check(recorded).join('\n')).toMatch(sentence);
  });

  it('know every purchase of a whole log', () => {
    const faults = commandFaults(whole, purchasesIn(whole));
    expect(faults.filter((fault) => fault.includes('PurchaseReservation'))).toEqual([]);
  });

  it.each([
    ['an acknowledged one that is gone', acknowledged('r', 1n), /is not in the log/],
    ['none in one that had no answer', { fate: 'unknown' }, /^$/],
    ['none in a refused one', { fate: 'refused', status: 400, why: 'BadRequest' }, /^$/],
  ] as const)('find %s', (_, fate, sentence) => {
    const lost = purchase('0d5f0f5e-0000-4000-8000-000000000000', fate);
    const faults = commandFaults(whole, [...purchasesIn(whole), lost]);
    expect(faults.filter((fault) => fault.includes('0d5f0f5e')).join()).toMatch(sentence);
  });

  it.each([
    ['a refused one that is there', { fate: 'refused', status: 400, why: 'X' }, /was refused/],
    ['another id than was answered', acknowledged('another', 10n ** 9n), /was answered another/],
    ['a position before its end', acknowledged('another', 0n), /its answer says 0/],
  ] as const)('find %s', (_, fate, sentence) => {
    const sent = purchasesIn(whole).map(({ operationId }) => purchase(operationId, fate));
    expect(commandFaults(whole, sent).join('\n')).toMatch(sentence);
  });

  it('find what nobody sent', () => {
    expect(commandFaults(whole, []).join('\n')).toMatch(/nobody sent PurchaseReservation/);
  });

  it('find a purchase that was carried out twice, whether it was acknowledged or not', () => {
    const from = placeOf('ReservationPurchased') - 1;
    const twice = again(from, whole[from]?.metadata.size);
    const sent = purchasesIn(whole).map(({ operationId }) =>
      purchase(operationId, { fate: 'unknown' }),
    );
    expect(commandFaults(twice, sent).join('\n')).toMatch(/is in the log 2 times/);
  });
});
