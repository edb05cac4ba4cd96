import { Calendar } from '#ledger-core';
import { decodeEvent, type LedgerEvent, recordedEventId } from '#event-log';
import { eventSamples } from '../../../test/golden/event-samples';
import { contextAt } from './projected';

const SAMPLES = eventSamples();

/** A golden sample as an event, such as 'ChargeMade.card', with other members in place of some; `undefined` takes one away. */
export function sample(name: string, members: Readonly<Record<string, unknown>> = {}): LedgerEvent {
  const found = SAMPLES.get(`${name}.v1.json`);
  if (found === undefined) throw new Error(`No sample ${name}`);
  const { stream, revision, position, metadata } = contextAt();
  const decoded = decodeEvent({
    kind: 'recorded',
    stream,
    revision,
    position,
    id: recordedEventId('00000000-0000-0000-0000-000000000000'),
    type: found.type,
    created: Calendar.instant('2021-03-20T08:00:00.000Z'),
    data: withoutUndefined({ ...found.data, ...members }),
    metadata: { ...metadata, schema: found.schema },
  });
  if (decoded.outcome === 'unreadable') throw new Error(decoded.why);
  return decoded.event;
}

function withoutUndefined(data: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}
