import { differencesOf, type ShapedAnswer, wordsIn } from './shape';

function answer(body: unknown, more: Partial<ShapedAnswer> = {}): ShapedAnswer {
  return { status: 200, headers: {}, body, ...more };
}

describe('two answers', () => {
  it.each([
    [
      'of other amounts, names and days',
      { a: 1, on: '2021-01-15', n: 'x' },
      { a: 2, on: '2023-03-06', n: 'y' },
    ],
    ['of lists of another length', { value: [{ a: 1 }] }, { value: [{ a: 1 }, { a: 2 }] }],
    ['of elements that have a member only sometimes', [{ a: 1 }, { a: 1, b: 1 }], [{ a: 1, b: 2 }]],
  ])('%s have the same shape', (_, recorded, ours) => {
    expect(differencesOf(answer(recorded), answer(ours))).toEqual([]);
  });

  it.each([
    ['a member less, told once', { p: { a: { b: 1 } } }, { p: {} }, 'body.p.a', 'is missing'],
    ['a member more', { p: {} }, { p: { a: 1 } }, 'body.p.a', 'is ours alone'],
    ['another kind', { a: 1 }, { a: '1' }, 'body.a', 'is digits, recorded number'],
    [
      'a member that all recorded elements have',
      [{ a: 1 }, { a: 1 }],
      [{}],
      'body[].a',
      'is missing',
    ],
    ['an empty list', [{ a: 1 }, { a: 2 }], [], 'body[]', 'is missing'],
    ['null for a value', { a: 1 }, { a: null }, 'body.a', 'is null, recorded number'],
    [
      'an instant for a day',
      { on: '2021-01-15' },
      { on: '2021-01-15T00:00:00Z' },
      'body.on',
      'is instant, recorded day',
    ],
    [
      'another word',
      { status: 'Due' },
      { status: 'Paid' },
      'body.status',
      "is 'Paid', recorded 'Due'",
    ],
    [
      'another word of a list',
      { terms: ['P1Y'] },
      { terms: ['P2Y'] },
      'body.terms[]',
      "is 'P2Y', recorded 'P1Y'",
    ],
    ['a body where none was', null, {}, 'body', 'is object, recorded null'],
  ])('differ in shape by %s', (_, recorded, ours, at, what) => {
    expect(differencesOf(answer(recorded), answer(ours))).toEqual([{ at, what }]);
  });

  it('differ by their status, and by a header that clients act on', () => {
    const recorded = answer({}, { headers: { location: 'https://a.example', date: 'today' } });
    const ours = answer({}, { status: 202, headers: { 'retry-after': '1' } });
    expect(differencesOf(recorded, ours)).toEqual([
      { at: 'status', what: 'is 202, recorded 200' },
      { at: 'header location', what: 'is missing' },
      { at: 'header retry-after', what: 'is ours alone' },
    ]);
  });

  it('may show other words in a list, if the real service is known to send them there', () => {
    const words = wordsIn([{ status: 'Due' }, [{ status: 'Paid' }]]);
    const list = (status: string) => answer({ value: [{ status }] });
    expect(differencesOf(list('Due'), list('Paid'), words)).toEqual([]);
    expect(differencesOf(list('Due'), list('Lost'), words)).toEqual([
      { at: 'body.value[].status', what: "is 'Lost', recorded 'Due'" },
    ]);
    expect(
      differencesOf(answer({ status: 'Due' }), answer({ status: 'Paid' }), words),
    ).toHaveLength(1);
  });
});
