import { commandHash, parsedCommandHash } from './command-hash';

const content = { kind: 'Purchase', target: 'contoso', request: { quantity: 2, sku: 'D2s' } };

test('a request has one hash in whatever order its members came', () => {
  const turned = { request: { sku: 'D2s', quantity: 2 }, target: 'contoso', kind: 'Purchase' };
  expect(commandHash(turned)).toBe(commandHash(content));
});

test.each([
  { ...content, kind: 'Refund' },
  { ...content, target: 'fabrikam' },
  { ...content, request: { quantity: 3, sku: 'D2s' } },
  { ...content, request: { quantity: '2', sku: 'D2s' } },
])('another kind, target or request has another hash: %j', (other) => {
  expect(commandHash(other)).not.toBe(commandHash(content));
});

test('the hash is the SHA-256 of the canonical JSON', () => {
  // printf '%s' '{"kind":"Purchase","request":{"quantity":2,"sku":"D2s"},"target":"contoso"}' | sha256sum
  expect(commandHash(content)).toBe(
    '589a65f448b02efb506191f522713349dccc248d3303315c67112a0b162b705d',
  );
});

test('a hash is 64 hexadecimal digits', () => {
  expect(parsedCommandHash(commandHash(content))).toBe(commandHash(content));
  expect(() => parsedCommandHash('abc')).toThrow(RangeError);
});
