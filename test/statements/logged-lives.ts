import fc from 'fast-check';
import {
  type BillingAccountId,
  billingAccountId,
  type BillingEvent,
  type Money,
} from '#ledger-core';
import { billingAccountStream, decodeBillingEvent, type EventLog } from '#event-log';
import { renamedEvent } from '../support/other-lives';
import { operationsOf, RecordedStream } from '../support/recorded-story';
import { type Life } from '../lives/life';
import { life as anyLife } from '../lives/life.arbitrary';
import { play } from '../lives/play';

/** An event as it stands in the log, and the day on which it counts. */
export type Fact = Readonly<{ on: string; event: BillingEvent }>;

/** An account whose life stands in a log. */
export type LoggedLife = Readonly<{
  id: BillingAccountId;
  currency: Money.Currency;
  /** What it is and how it pays, such as "MicrosoftPartnerAgreement by card". */
  kind: string;
  /** All that stands in its stream, read back from the log. */
  facts: readonly Fact[];
}>;

/** Lives of one seed, each written to the log as an account of its own; with each the last position of the log. */
export async function* loggedLives(
  log: EventLog,
  { seed, lives }: Readonly<{ seed: number; lives: number }>,
): AsyncGenerator<Readonly<{ life: LoggedLife; position: bigint }>> {
  for (const [index, life] of fc.sample(anyLife, { seed, numRuns: lives }).entries()) {
    const id = billingAccountId(`life-${seed}-${index + 1}`);
    const position = await recordLife(log, id, life);
    yield { life: await loggedLife(log, id), position };
  }
}

async function recordLife(log: EventLog, id: BillingAccountId, life: Life): Promise<bigint> {
  const recorded = new RecordedStream(log, billingAccountStream(id));
  let position = -1n;
  for (const operation of operationsOf(play(life).events)) {
    const [first] = operation;
    if (first?.type !== 'OperationAccepted') throw new Error('An operation begins with another');
    const events = operation.map((event) => renamedEvent(event, id));
    position = await recorded.write(recorded.encodedPlain(events, first.data.on));
  }
  return position;
}

async function loggedLife(log: EventLog, id: BillingAccountId): Promise<LoggedLife> {
  const facts: Fact[] = [];
  for await (const logged of log.readStream(billingAccountStream(id), 'empty')) {
    const decoded = decodeBillingEvent(logged);
    if (decoded.outcome === 'unreadable' || logged.kind === 'unreadable')
      throw new Error(`${id} cannot be read back`);
    facts.push({ on: logged.metadata.effectiveOn, event: decoded.event });
  }
  const opened = facts.map(({ event }) => event).find(isOpening);
  if (opened === undefined) throw new Error(`${id} was never opened`);
  const { agreementType, payment, currency } = opened.data;
  return { id, currency, kind: `${agreementType} by ${payment.method}`, facts };
}

function isOpening(
  event: BillingEvent,
): event is Extract<BillingEvent, { type: 'BillingAccountOpened' }> {
  return event.type === 'BillingAccountOpened';
}
