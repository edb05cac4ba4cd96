import { type Day, RESOURCE_TYPES, type ResourceType, TERMS } from '#ledger-core';
import { isWellFormedText } from '#event-log';
import { CATALOGUE_FIELDS, type CatalogueField, type CatalogueListing } from '#price-list';
import { badInput, Refusal } from '../../http/errors/refusal';
import { countAsked, textAsked } from '../orders/list-query';
import { type Filterable, typedFilter } from '../lists/typed-filter';

/** As the real service pages. */
const TAKE = 50;
const TAKE_MAX = 500;
const TEXT_LENGTH_MAX = 256;

/** Plans and pools that are sold alike everywhere; of all else the location says which prices. */
const SOLD_EVERYWHERE: readonly ResourceType[] = [
  'Databricks',
  'RedHat',
  'RedHatOsa',
  'SqlAzureHybridBenefit',
  'SqlEdge',
  'SuseLinux',
  'VirtualMachineSoftware',
];

/** Products of others are in no list of this ledger. */
const THIRD_PARTY = ['publisherId', 'offerId', 'planId'];

const FIELDS: Filterable<CatalogueField> = {
  named: new Map([
    ...CATALOGUE_FIELDS.map((field) => [field.toLowerCase(), field] as const),
    ['term', 'terms'],
    ['location', 'locations'],
  ]),
  kinds: {
    name: { holds: 'name' },
    resourceType: { holds: 'word', words: RESOURCE_TYPES },
    terms: { holds: 'word', words: TERMS },
    locations: { holds: 'name' },
  },
  accepts: CATALOGUE_FIELDS.join(', '),
};

/** What of a catalogue is asked for, all but whose prices. */
export type CatalogAsked = Omit<CatalogueListing, 'currencies'>;

/** @throws Refusal 400 that names the parameter and what it accepts. */
export function catalogAsked(query: unknown, on: Day): CatalogAsked {
  for (const name of THIRD_PARTY)
    if (textAsked(query, name) !== undefined)
      throw badInput(`${name}: products of third parties are not sold here; leave it out.`, name);
  const resourceType = typeAsked(textAsked(query, 'reservedResourceType'));
  const region = locationAsked(textAsked(query, 'location'), resourceType);
  const filter = textAsked(query, '$filter');
  return {
    resourceType,
    on,
    ...(region === undefined ? {} : { region }),
    ...(filter === undefined ? {} : { filter: typedFilter(filter, FIELDS) }),
    skip: countAsked(query, '$skip', 0) ?? 0,
    take: Math.min(countAsked(query, '$take', 1) ?? TAKE, TAKE_MAX),
  };
}

function typeAsked(text: string | undefined): ResourceType {
  const type = RESOURCE_TYPES.find((each) => each.toLowerCase() === text?.toLowerCase());
  if (type !== undefined) return type;
  const given = text === undefined ? 'is needed' : `'${text.slice(0, 64)}' is none`;
  throw badInput(
    `reservedResourceType: ${given}; it takes one of ${RESOURCE_TYPES.join(', ')}.`,
    'reservedResourceType',
  );
}

function locationAsked(text: string | undefined, type: ResourceType): string | undefined {
  if (text === undefined) {
    if (SOLD_EVERYWHERE.includes(type)) return undefined;
    throw badLocation(`is needed for ${type}, whose prices differ by region, such as westeurope.`);
  }
  if (text.length <= TEXT_LENGTH_MAX && isWellFormedText(text)) return text;
  throw badLocation(`is no name of a region, such as westeurope.`);
}

/** @throws Refusal always: nothing of this type was ever sold there. */
export function nothingSoldAt(
  { region = '', resourceType }: CatalogAsked,
  meant: string | undefined,
): never {
  const hint = meant === undefined ? '' : `; the list spells it ${meant}`;
  throw badLocation(
    `'${region.slice(0, 64)}' is no region in which ${resourceType} is in the list${hint}.`,
  );
}

function badLocation(why: string): Refusal {
  return new Refusal({
    status: 400,
    code: 'InvalidLocationId',
    detail: `location: ${why}`,
    field: 'location',
  });
}
