import { boundedSearch } from './bounded-search';

test.each([
  [/^[^$].*/, 'account-1', true],
  [/^[^$].*/, '$metadata', false],
  [/^(a|b)+-\d+$/, 'abba-12', true],
  [/^(a|b)+-\d+$/, 'abca-12', false],
  [/^(.)\1$/, 'aa', true],
  [/x{2,3}?y?/, 'xx', true],
])('%s matches %s as without a limit, the second time too (%s)', (expression, text, matches) => {
  const matching = boundedSearch(expression);
  expect([matching(text), matching(text)]).toEqual([matches, matches]);
});

test.each([/^(a+)+$/, /^(a|a)*$/, /^(a{1,40}){1,40}$/, /(.*)(.*)(.*)(.*)(.*)(.*)x$/])(
  '%s is ended when it searches on and on, and other texts are still searched',
  (expression) => {
    const matching = boundedSearch(expression);
    expect(() => matching(`${'a'.repeat(2_000)}b`)).toThrow('more than 100 ms');
    expect(matching('x')).toBe(expression.test('x'));
  },
);

test('a long name is searched within limits by an expression with one repetition, too', () => {
  const matching = boundedSearch(/a*b/);
  expect(matching('aab')).toBe(true);
  expect(() => matching('a'.repeat(1_000_000))).toThrow('more than 100 ms');
});
