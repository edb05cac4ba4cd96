import { hasWellFormedTexts, isWellFormedText } from './well-formed-text';

test.each(['', 'Contoso', '„Zürich“ \u{1f30d}', '\u{10ffff}', '\u0001\n\t\u007f', '\ufffd\ufeff'])(
  '%j is a text that a table can hold',
  (text) => {
    expect(isWellFormedText(text)).toBe(true);
  },
);

test.each(['\0', 'a\0b', '\ud83c', 'a\ud83c', '\udf0da', '\udf0d\ud83c', '\ud83c\ud83c\udf0d'])(
  '%j is not',
  (text) => {
    expect(isWellFormedText(text)).toBe(false);
  },
);

test.each<[unknown, boolean]>([
  [{ a: ['b', { c: null, d: 1, e: true }] }, true],
  [{ a: ['b', { c: 'd\0' }] }, false],
  [{ a: [{ 'b\0': 1 }] }, false],
  ['\ud83c', false],
  [null, true],
])('of the JSON value %j every text is judged, names of members too', (json, holds) => {
  expect(hasWellFormedTexts(json)).toBe(holds);
});

test('a value that is nested deeper than a stack is judged too', () => {
  const DEPTH = 200_000;
  const nested = (text: string): unknown =>
    JSON.parse(`${'['.repeat(DEPTH)}${JSON.stringify(text)}${']'.repeat(DEPTH)}`);
  expect(hasWellFormedTexts(nested('deep'))).toBe(true);
  expect(hasWellFormedTexts(nested('de\0ep'))).toBe(false);
});
