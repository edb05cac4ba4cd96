import { z } from 'zod';
import { answerOfBadFields } from './bad-field.presenter';
import { sayMistake } from './field-mistake';
import { neededText } from './needed-text';
import { wholeNumberField } from './whole-number-field';

const order = z.object({
  sku: z.object({ name: z.string().min(1).max(8) }),
  quantity: wholeNumberField(1, 1_000_000),
  price: z.number().exactOptional(),
  days: z.int().min(0).exactOptional(),
  renew: z.boolean().exactOptional(),
  term: z.enum(['P1Y', 'P3Y']).exactOptional(),
  method: z.literal('card').exactOptional(),
  sources: z.array(z.string()).min(1).max(2).exactOptional(),
  on: neededText('a day').exactOptional(),
  used: z.union([z.string().max(4), z.number()]).exactOptional(),
});

const PLAIN = { sku: { name: 'D1' }, quantity: 1 };

function saidOf(schema: z.ZodType, body: unknown): string {
  const { error } = schema.safeParse(body, { error: sayMistake });
  return answerOfBadFields(error?.issues ?? [], 'azure').detail;
}

describe('a field that there is not', () => {
  const strict = z.strictObject({
    on: z.string().exactOptional(),
    sku: z.strictObject({ name: z.string() }).exactOptional(),
    from: z
      .union([z.strictObject({ day: z.string() }), z.strictObject({ month: z.string() })])
      .exactOptional(),
  });

  it.each<readonly [object, string]>([
    [{ limit: 1 }, 'limit: not a field of this request; accepted here: on, sku, from.'],
    [{ a: 1, b: 2 }, 'a, b: not a field of this request; accepted here: on, sku, from.'],
    [
      { sku: { name: 'D1', size: 2 } },
      'sku.size: not a field of this request; accepted here: name.',
    ],
    [{ from: { hour: 1 } }, 'from: hour: not a field of this request; accepted here: day.'],
  ])('in %j is named with those that there are: %s', (body, said) => {
    expect(saidOf(strict, body)).toBe(said);
  });

  it('is told where none is accepted', () => {
    expect(saidOf(z.strictObject({}), { limit: 1 })).toBe(
      'limit: not a field of this request; none is accepted here.',
    );
  });

  it('is said in a length that does not grow with what is sent or accepted', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `${'n'.repeat(100)}${index}`);
    const wide = z.strictObject(Object.fromEntries(names.map((name) => [name, z.any()])));
    const sent = Object.fromEntries(names.map((name) => [`x${name}`, 1]));
    const said = saidOf(wide.partial(), sent);
    expect(said).toContain(' and 4980 more: not a field');
    expect(said.length).toBeLessThan(3_000);
  });
});

describe('a field that does not fit', () => {
  it.each<readonly [object, string]>([
    [{ sku: {} }, 'sku.name: is needed; text.'],
    [{ sku: undefined }, 'sku: is needed; an object with name.'],
    [{ sku: null }, 'sku: must be an object with name, not null.'],
    [{ sku: [] }, 'sku: must be an object with name, not a list.'],
    [{ sku: { name: 7 } }, 'sku.name: must be text, not a number.'],
    [{ sku: { name: '' } }, 'sku.name: must not be empty.'],
    [{ sku: { name: 'x'.repeat(9) } }, 'sku.name: must have at most 8 characters.'],
    [{ quantity: undefined }, 'quantity: is needed; a whole number from 1 to 1,000,000.'],
    [{ quantity: '2' }, 'quantity: must be a whole number from 1 to 1,000,000, not text.'],
    [{ quantity: 0 }, 'quantity: must be a whole number from 1 to 1,000,000.'],
    [{ quantity: 1.5 }, 'quantity: must be a whole number from 1 to 1,000,000.'],
    [{ quantity: 1e30 }, 'quantity: must be a whole number from 1 to 1,000,000.'],
    [{ quantity: 1_000_001 }, 'quantity: must be a whole number from 1 to 1,000,000.'],
    [{ price: '1.00' }, 'price: must be a number, not text.'],
    [{ days: 1.5 }, 'days: must be a whole number, not a fraction.'],
    [{ days: '1' }, 'days: must be a number, not text.'],
    [{ days: -1 }, 'days: must be at least 0.'],
    [{ days: 1e30 }, 'days: must be a whole number of at most 15 digits.'],
    [{ renew: 'yes' }, 'renew: must be true or false, not text.'],
    [{ term: 'P2Y' }, 'term: must be one of P1Y, P3Y.'],
    [{ method: 'cash' }, 'method: must be card.'],
    [{ sources: {} }, 'sources: must be a list, not an object.'],
    [{ sources: [] }, 'sources: must name at least one.'],
    [{ sources: ['a', 'b', 'c'] }, 'sources: must have at most 2 entries.'],
    [{ used: undefined }, 'used: is needed; text or a number.'],
    [{ used: [] }, 'used: must be text or a number, not a list.'],
    [{ used: '12345' }, 'used: must have at most 4 characters.'],
    [{ on: true }, 'on: must be text, not true.'],
  ])('of %j is said what is accepted: %s', (changed, said) => {
    expect(saidOf(order, { ...PLAIN, ...changed })).toBe(said);
  });

  it.each<readonly [unknown, string]>([
    [undefined, 'The body is needed; an object with sku.name, quantity.'],
    ['x', 'The body must be an object with sku.name, quantity, not text.'],
    [[], 'The body must be an object with sku.name, quantity, not a list.'],
  ])('of a body that is %j names what cannot be left out', (body, said) => {
    expect(saidOf(order, body)).toBe(said);
  });

  it('keeps the words that its schema has of its own', () => {
    const word = z.strictObject({ term: z.string().refine(() => false, 'is none of P1Y') });
    expect(saidOf(word, { term: 'x' })).toBe('term: is none of P1Y.');
    expect(saidOf(z.object({ on: neededText('a day') }), {})).toBe('on: is needed; a day.');
  });

  it('is said beside others, each once', () => {
    expect(saidOf(order, { sku: { name: '' }, quantity: -1.5 })).toBe(
      'sku.name: must not be empty. quantity: must be a whole number from 1 to 1,000,000.',
    );
  });
});
