import { BatchedAppend } from './batched-append';

test('an append that is answered keeps nothing of its events, though its last chunk may never come', () => {
  const append = new BatchedAppend('key', {
    correlationId: undefined,
    streamIdentifier: undefined,
  });
  const bytes = Buffer.alloc(0);
  append.events.push({ id: 'id', type: 'T', isJson: true, data: bytes, metadata: bytes });
  append.settle();
  expect(append.events).toEqual([]);
});
