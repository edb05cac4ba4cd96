import { billingPlansOf, type ResourceType, type Term } from '#ledger-core';
import { asListPrice, type CatalogueItem, premiumTwin, type PriceRow } from '#price-list';
import { type BodyOf } from '../../http/body-of';
import { priceOf } from '../price.presenter';
import { type catalogAnswer } from './catalog.answer';

/** Azure spells terms so where they are names of members. */
type TermName = 'p1Y' | 'p3Y' | 'p5Y';

type CatalogBody = BodyOf<typeof catalogAnswer>;

const TERM_NAMES: Readonly<Record<Term, TermName>> = { P1Y: 'p1Y', P3Y: 'p3Y', P5Y: 'p5Y' };

/** An item of the catalogue with the price of each whole term, in the currency of its list. */
export function presentCatalogItem(item: CatalogueItem, type: ResourceType): CatalogBody {
  const plans = billingPlansOf(type);
  const named = <Value>(of: (row: PriceRow) => Value) =>
    Object.fromEntries(item.rows.map((row) => [TERM_NAMES[row.term], of(row)]));
  return {
    resourceType: camelCase(type),
    name: item.skuName,
    terms: item.rows.map(({ term }) => term),
    locations: [item.region],
    billingPlans: named(() => plans),
    msrp: named((row) => priceOf(asListPrice(row).unitPrice)),
    skuProperties: propertiesOf(item, type, plans),
    restrictions: [],
  };
}

/** `VirtualMachines` is `virtualMachines`, `AVS` is `avs`. */
function camelCase(type: ResourceType): string {
  return type.replace(/^[A-Z]+(?=[A-Z]|$)|^[A-Z]/, (first) => first.toLowerCase());
}

/** What a price list tells of a product: neither its cores nor its flexibility group. */
function propertiesOf(
  { skuName, rows }: CatalogueItem,
  type: ResourceType,
  plans: readonly string[],
): CatalogBody['skuProperties'] {
  const [row] = rows;
  const isMachine = type === 'VirtualMachines';
  const twin = row?.swappableSkuName ?? (isMachine ? premiumTwin(skuName) : undefined);
  const properties: Readonly<Record<string, string | undefined>> = {
    ProductTitle: row?.productName,
    SkuName: skuName,
    MeterId: row?.meterId,
    billingPlans: JSON.stringify(plans),
    ReservationSwappableArmSkuName: isMachine ? (twin ?? '') : twin,
  };
  return Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
}
