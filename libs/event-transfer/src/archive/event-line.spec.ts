import fc from 'fast-check';
import { type TransferredEvent } from '../transferred-event';
import { createdText, ticksOf } from './created-text';
import { eventLine, eventOf } from './event-line';

const EVENT: TransferredEvent = {
  stream: 'billingAccount-contoso',
  revision: 7n,
  id: '11111111-1111-4111-8111-111111111111',
  type: 'OwnerAdded',
  isJson: true,
  // 2021-01-15T12:00:00Z is 1,610,712,000 s after the epoch.
  createdTicks: 16_107_120_001_234_567n,
  data: Buffer.from('{"a":1.10}'),
  metadata: Buffer.alloc(0),
};
const EPOCH_OF_INT64 = 2n ** 63n;

function again(event: TransferredEvent): TransferredEvent {
  const line = Buffer.from(eventLine(event));
  expect(line.indexOf('\n')).toBe(line.length - 1);
  return eventOf(line.subarray(0, -1));
}

function withData(data: Buffer): TransferredEvent {
  return { ...EVENT, data, metadata: data };
}

describe('the line of an event', () => {
  it('is JSON that a person can read, with the bytes of the data as they are', () => {
    expect(eventLine(EVENT)).toBe(
      '{"stream":"billingAccount-contoso","revision":7,"id":"11111111-1111-4111-8111-111111111111",' +
        '"type":"OwnerAdded","created":"2021-01-15T12:00:00.1234567Z","json":true,"bytes":[10,0],"data":{"a":1.10}}\n',
    );
  });

  it.each([
    ['digits at the end of a fraction', '{"a":1.10,"b":1e400,"c":-0,"d":12345678901234567890}'],
    ['a key twice', '{"a":1,"a":2}'],
    ['spaces', ' { "a" :\t[ ] }\r '],
    ['escapes', '{"\\u0041":"\\ud83d\\ude00\\/\\ud800"}'],
    ['other letters', '{"é":"日本 \u2028 😀"}'],
    ['words of the line itself', '{"x":",\\"bytes\\":[1,2]}","data":{},"metadata":{}}'],
    ['no object', 'null'],
    ['depth', `${'['.repeat(2000)}${']'.repeat(2000)}`],
  ])('keeps %s', (_, text) => {
    expect(eventLine(withData(Buffer.from(text)))).toContain(`"data":${text},"metadata":${text}}`);
    expect(again(withData(Buffer.from(text)))).toEqual(withData(Buffer.from(text)));
  });

  it.each([
    ['a line break', Buffer.from('{\n}')],
    ['a byte order mark', Buffer.from('\ufeff{}')],
    ['what is no JSON', Buffer.from('{"a":NaN}')],
    ['two values', Buffer.from('{}{}')],
    ['what is no UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22])],
    ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['zeros', Buffer.alloc(5)],
  ])('has in base64 %s', (_, data) => {
    expect(eventLine(withData(data))).toContain(`"dataBase64":"${data.toString('base64')}"`);
    expect(again(withData(data))).toEqual(withData(data));
  });

  it('gives back any event, byte by byte', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((each) => Buffer.from(each)),
      fc.json().map((each) => Buffer.from(each)),
      fc.string({ unit: 'binary' }).map((each) => Buffer.from(JSON.stringify(each))),
      fc
        .constantFrom(',"bytes":[3,4]', '"', '}', '"}', ',"metadata":')
        .map((each) => Buffer.from(each)),
    );
    const name = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom('a,"bytes":[1,2]', 'x,', '\\', '"', '\n', '{', ']', ',"data":'),
    );
    const events = fc.record({
      stream: name,
      revision: fc.bigInt({ min: 0n, max: 2n ** 53n - 1n }),
      id: fc.uuid(),
      type: name,
      isJson: fc.boolean(),
      createdTicks: fc.bigInt({ min: -EPOCH_OF_INT64, max: EPOCH_OF_INT64 - 1n }),
      data: bytes,
      metadata: bytes,
    });
    fc.assert(
      fc.property(events, (event) => {
        expect(again(event)).toEqual(event);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['nothing', ''],
    ['another object', '{"a":1}'],
    ['fewer bytes than it says', eventLine(EVENT).replace('[10,0]', '[11,0]')],
    ['more bytes than it says', eventLine(EVENT).replace('[10,0]', '[9,0]')],
    ['no metadata where it says so', eventLine(EVENT).replace('[10,0]', '[10,1]')],
    ['another field', eventLine(EVENT).replace('"json"', '"gson"')],
    ['no instant', eventLine(EVENT).replace('2021-01', '2021-91')],
    ['half a revision', eventLine(EVENT).replace(':7,', ':7.5,')],
  ])('is not %s', (_, line) => {
    expect(() => eventOf(Buffer.from(line.trimEnd()))).toThrow();
  });
});

describe('the instant of an event', () => {
  it.each([
    [0n, '1970-01-01T00:00:00.0000000Z'],
    [1n, '1970-01-01T00:00:00.0000001Z'],
    [-1n, '1969-12-31T23:59:59.9999999Z'],
    [16_107_120_000_000_000n, '2021-01-15T12:00:00.0000000Z'],
  ])('%d ticks are %s', (ticks, text) => {
    expect(createdText(ticks)).toBe(text);
    expect(ticksOf(text)).toBe(ticks);
  });
});
