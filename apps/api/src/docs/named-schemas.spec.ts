import { type OpenAPIObject } from '@nestjs/swagger';
import { withoutSecondNames, withPlainNames } from './named-schemas';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const document = (schemas: Schemas): OpenAPIObject => ({
  openapi: '3.1.0',
  info: { title: 'A ledger', version: '1' },
  paths: {},
  components: { schemas },
});
const schemasOf = ({ components }: OpenAPIObject) => components?.schemas;
const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const PAPER = { type: 'object', properties: { number: { type: 'string' } } } as const;

describe('the names of schemas', () => {
  it('leave out what a class of ours is called beside its name', () => {
    const before = document({ PaperDto: PAPER, List: { type: 'array', items: to('PaperDto') } });
    expect(schemasOf(withPlainNames(before))).toEqual({
      Paper: PAPER,
      List: { type: 'array', items: to('Paper') },
    });
  });

  it('stay as they are where the shorter one is taken', () => {
    const before = document({ PaperDto: PAPER, Paper: { type: 'string' } });
    expect(schemasOf(withPlainNames(before))).toEqual({
      PaperDto: PAPER,
      Paper: { type: 'string' },
    });
  });

  it('are those of what is meant, not of what points there', () => {
    const before = document({
      PaperDto: to('Paper'),
      Paper: PAPER,
      List: { type: 'array', items: to('PaperDto') },
    });
    expect(schemasOf(withPlainNames(before))).toEqual({
      Paper: PAPER,
      List: { type: 'array', items: to('Paper') },
    });
  });

  it('are not given to the reference that a schema with a name of its own begins as', () => {
    const reference = { $ref: '#/$defs/Paper' };
    const root = { ...reference, 'x-nestjs_zod-parent-id': 'Paper' };
    const before = document({ PaperDto: { type: 'object', properties: { root } } });
    expect(schemasOf(withoutSecondNames(before))).toEqual({
      PaperDto: { type: 'object', properties: { root: reference } },
    });
    expect(schemasOf(before)).toMatchObject({ PaperDto: { properties: { root } } });
  });
});
