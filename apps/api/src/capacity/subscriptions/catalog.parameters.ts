import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { RESOURCE_TYPES } from '#ledger-core';
import { CATALOGUE_FIELDS } from '#price-list';

const TYPE = 'reservedResourceType';

/** The parameters of a catalogue, as `catalog.request.ts` reads them. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  [TYPE]: `One of ${RESOURCE_TYPES.join(', ')}, in any case.`,
  location:
    'A region such as westeurope. Needed for all types but those whose prices are the same everywhere.',
  $filter: `Comparisons \`property eq value\` over ${CATALOGUE_FIELDS.join(', ')}, joined by \`and\`, \`or\` and parentheses, text in single quotes.`,
  $skip: 'How many products to leave out, as `nextLink` has it: a whole number.',
  $take: 'How many at most on a page: a whole number from 1; 50 if left out, never more than 500.',
};

export function CatalogParameters(): MethodDecorator {
  const parameters = Object.entries(DESCRIPTIONS).map(([name, description]) =>
    ApiQuery({ name, required: name === TYPE, schema: { type: 'string' }, description }),
  );
  return applyDecorators(...parameters);
}
