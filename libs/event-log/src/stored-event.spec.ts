import { notes } from '../../../test/contract/event-log.samples';
import { loggedEvent, type StoredEvent } from './stored-event';
import { billingAccountStream } from './stream-names';

const stream = billingAccountStream('contoso');
const [sample] = notes(stream, 'c-1', 'one');
if (sample === undefined) throw new Error('No sample');
const stored: StoredEvent = {
  stream,
  revision: 4n,
  position: 512n,
  id: sample.id,
  type: sample.type,
  created: new Date(1_623_749_400_000),
  isJson: true,
  data: sample.data,
  metadata: sample.metadata,
};
const place = {
  stream,
  revision: 4n,
  position: 512n,
  id: sample.id,
  type: 'Noted',
  created: '2021-06-15T09:30:00.000Z',
};

test('a stored event keeps its place, data and metadata', () => {
  const { data, metadata } = sample;
  expect(loggedEvent(stored)).toEqual({ kind: 'recorded', ...place, data, metadata });
});

test.each<[string, Partial<StoredEvent>]>([
  ['metadata that are not the ledger’s', { metadata: { cause: 'x' } }],
  ['no metadata', { metadata: undefined }],
  ['metadata that are bytes', { metadata: new Uint8Array([1]) }],
  ['data that are not JSON', { isJson: false, data: new Uint8Array([1]) }],
])('a stored event with %s is unreadable in its place', (_, changed) => {
  expect(loggedEvent({ ...stored, ...changed })).toEqual({
    kind: 'unreadable',
    ...place,
    why: expect.stringMatching(/^(meta)?data: /) as unknown,
  });
});
