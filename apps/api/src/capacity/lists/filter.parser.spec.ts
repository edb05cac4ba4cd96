import { type FilterExpression, parseFilter } from './filter.parser';

const is = (property: string, text: string, quoted = false): FilterExpression => ({
  join: 'none',
  property,
  literal: { quoted, text },
});

describe('a filter', () => {
  it.each<readonly [string, FilterExpression]>([
    ['sku/name eq Standard_D1', is('sku/name', 'Standard_D1')],
    ["  term EQ 'P1Y'  ", is('term', 'P1Y', true)],
    ["displayName eq ''", is('displayName', '', true)],
    ["displayName eq 'it''s (not) eq and or'", is('displayName', "it's (not) eq and or", true)],
    ["displayName eq ''''", is('displayName', "'", true)],
    ['(properties/archived eq false)', is('properties/archived', 'false')],
    ['((renew eq true))', is('renew', 'true')],
    ["and eq 'or'", is('and', 'or', true)],
    [
      '(term eq P1Y)and(renew eq true)',
      { join: 'and', of: [is('term', 'P1Y'), is('renew', 'true')] },
    ],
  ])('%s is read', (text, filter) => {
    expect(parseFilter(text)).toEqual({ kind: 'filter', filter });
  });

  it('lets and bind before or, unless parentheses say otherwise', () => {
    const [a, b, c] = [is('a', '1'), is('b', '2'), is('c', '3')];
    expect(parseFilter('a eq 1 or b eq 2 and c eq 3')).toEqual({
      kind: 'filter',
      filter: { join: 'or', of: [a, { join: 'and', of: [b, c] }] },
    });
    expect(parseFilter('(a eq 1 or b eq 2) and c eq 3')).toEqual({
      kind: 'filter',
      filter: { join: 'and', of: [{ join: 'or', of: [a, b] }, c] },
    });
    expect(parseFilter('a eq 1 and b eq 2 and c eq 3')).toEqual({
      kind: 'filter',
      filter: { join: 'and', of: [a, b, c] },
    });
  });

  it.each([
    ['', 'a property expected at the end'],
    ['term', "'eq' expected before the end"],
    ['term ne 1', "'eq' expected before 'ne'"],
    ['term eq', 'a value expected at the end'],
    ['term eq (', "a value expected, not '('"],
    ["'term' eq 1", "a property expected, not 'term'"],
    ['not (term eq 1)', "'eq' expected before '('"],
    ['(term eq 1', "')' expected before the end"],
    ['term eq 1)', "'and' or 'or' expected before ')'"],
    ['term eq 1 renew eq 2', "'and' or 'or' expected before 'renew'"],
    ['term eq 1 and', 'a property expected at the end'],
    ["term eq 'P1Y", 'a quote that is not closed at character 8'],
    ["term eq 'P1Y' 'P3Y'", "'and' or 'or' expected before 'P3Y'"],
  ])('%p says what is wrong with it', (text, why) => {
    expect(parseFilter(text)).toEqual({ kind: 'malformed', why });
  });

  const comparisons = (count: number) => Array(count).fill('a eq 1').join(' or ');
  const nested = (depth: number) => `${'('.repeat(depth)}a eq 1${')'.repeat(depth)}`;

  it.each([
    ['fewer comparisons than the bound', comparisons(49), 'filter'],
    ['as many comparisons as the bound', comparisons(50), 'filter'],
    ['more comparisons than the bound', comparisons(51), 'malformed'],
    ['parentheses less deep than the bound', nested(19), 'filter'],
    ['parentheses as deep as the bound', nested(20), 'filter'],
    ['parentheses deeper than the bound', nested(21), 'malformed'],
    ['text as long as the bound', `a eq '${'x'.repeat(4_089)}'`, 'filter'],
    ['text longer than the bound', `a eq '${'x'.repeat(4_090)}'`, 'malformed'],
  ])('of %s', (_, text, kind) => {
    expect(parseFilter(text).kind).toBe(kind);
  });
});
