import { type Day, Money, type ResourceType, type Term } from '#ledger-core';
import { type LeftOutKind } from './left-out';
import { type ListedFields, listedFields, shown } from './listed-fields.schema';
import { isPlain } from './plain-product';
import { resourceTypeNamed, resourceTypeOf } from './product-type';

/** A price as a list gives it: of one unit for the whole term, names in the list's own spelling. */
export type ListedPrice = Readonly<{
  /** Its place in `Items`, from 0. */
  row: number;
  resourceType: ResourceType;
  skuName: string;
  region: string;
  term: Term;
  currency: Money.Currency;
  /** Exact decimal text, possibly finer than the minor unit. */
  price: string;
  effectiveFrom: Day;
  effectiveTo?: Day;
  productName: string;
  meterId?: string;
  swappableSkuName?: string;
  /** Whether the product name speaks of no operating system or licence sold with it. */
  plain: boolean;
}>;

export type RowReading =
  | Readonly<{ kind: 'price'; price: ListedPrice }>
  | Readonly<{ kind: 'left-out'; reason: LeftOutKind; why: string }>;

const TERM_OF: ReadonlyMap<string, Term> = new Map([
  ['1 year', 'P1Y'],
  ['3 years', 'P3Y'],
  ['5 years', 'P5Y'],
]);

/** Reads one row of `Items`: a price, or the reason why it is none. Never throws, whatever the row holds. */
export function readRow(item: unknown, row: number): RowReading {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return leftOut('not-an-object', 'the row is not a JSON object');
  const { type, reservationTerm }: Readonly<{ type?: unknown; reservationTerm?: unknown }> = item;
  if (lowerCased(type) !== 'reservation')
    return leftOut('not-a-reservation', `type is ${shown(type)}, not "Reservation"`);
  const term = TERM_OF.get(lowerCased(reservationTerm));
  if (term === undefined)
    return leftOut(
      'term-not-sold',
      `reservationTerm is ${shown(reservationTerm)}, not one that is sold`,
    );
  const fields = listedFields.safeParse(item);
  if (!fields.success) return leftOut('malformed', faultOf(fields.error.issues));
  return priceOf(fields.data, term, row);
}

function priceOf(fields: ListedFields, term: Term, row: number): RowReading {
  const { productName = fields.armSkuName, effectiveStartDate, effectiveEndDate } = fields;
  const resourceType = typeOf(fields);
  if (resourceType === undefined) return leftOut('unknown-type', typeFault(fields));
  // Such a price never was in force; taken, it would end the product on the day it starts.
  if (effectiveEndDate !== undefined && effectiveEndDate < effectiveStartDate)
    return leftOut('malformed', 'effectiveEndDate lies before effectiveStartDate');
  const { currencyCode: currency, retailPrice } = fields;
  if (Money.isZero(Money.roundedHalfUp(currency, retailPrice)))
    return leftOut(
      'rounds-to-nothing',
      `retailPrice is ${retailPrice}, nothing in the minor unit of ${currency}`,
    );
  const price = {
    row,
    resourceType,
    skuName: fields.armSkuName,
    region: fields.armRegionName,
    term,
    currency,
    price: retailPrice,
    effectiveFrom: effectiveStartDate,
    ...(effectiveEndDate === undefined ? {} : { effectiveTo: effectiveEndDate }),
    productName,
    ...optionalNames(fields),
    plain: isPlain(resourceType, productName),
  };
  return { kind: 'price', price };
}

function optionalNames(
  fields: ListedFields,
): Readonly<{ meterId?: string; swappableSkuName?: string }> {
  const { meterId, reservationSwappableArmSkuName: swappableSkuName } = fields;
  return {
    ...(meterId === undefined ? {} : { meterId }),
    ...(swappableSkuName === undefined ? {} : { swappableSkuName }),
  };
}

/** A row's own type wins; without one, service and product must both be there: the service alone does not tell a host from a machine. */
function typeOf(fields: ListedFields): ResourceType | undefined {
  const { reservedResourceType, serviceName, productName } = fields;
  if (reservedResourceType !== undefined) return resourceTypeNamed(reservedResourceType);
  if (serviceName === undefined || productName === undefined) return undefined;
  return resourceTypeOf(serviceName, productName);
}

function typeFault({ reservedResourceType, serviceName, productName }: ListedFields): string {
  if (reservedResourceType !== undefined)
    return `reservedResourceType is ${shown(reservedResourceType)}, which is none of Azure's`;
  return `serviceName is ${shown(serviceName)} and productName is ${shown(productName)}, which name no reserved resource type`;
}

function faultOf(issues: readonly Readonly<{ path: readonly PropertyKey[]; message: string }>[]) {
  return issues.map(({ path, message }) => `${String(path[0])} ${message}`).join('; ');
}

function leftOut(reason: LeftOutKind, why: string): RowReading {
  return { kind: 'left-out', reason, why };
}

function lowerCased(value: unknown): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : '';
}
