import { type CatalogueField, type CatalogueFilter, type CatalogueListing } from './catalogue.port';
import { PRICE_ORDER, PRICE_ROW_COLUMNS } from '../book/price-book.sql';

/** A statement with the parameters it binds. */
export type Statement = Readonly<{ sql: string; values: readonly unknown[] }>;

type Bind = (value: unknown) => string;

const FIELD_CONDITIONS: Readonly<Record<CatalogueField, (value: string) => string>> = {
  name: (value) => `sku_key = lower(${value}::text)`,
  resourceType: (value) => `resource_type = ${value}::text`,
  terms: (value) => `${value}::text = any(terms)`,
  locations: (value) => `region_key = lower(${value}::text)`,
};

function conditionOf(filter: CatalogueFilter, bind: Bind): string {
  if (filter.join === 'none')
    return FIELD_CONDITIONS[filter.condition.field](bind(filter.condition.value));
  return `(${filter.of.map((each) => conditionOf(each, bind)).join(` ${filter.join} `)})`;
}

/**
 * A page of a catalogue. The price of the day of each product, currency and term is that of `PRICES_OF_DAY`, in the
 * order of the index `price_row_of_catalogue`; a product that is listed in several currencies has the first of them.
 */
export function cataloguePage(listing: CatalogueListing): Statement {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const [type, currencies] = [bind(listing.resourceType), bind(listing.currencies)];
  const on = bind(listing.on);
  const region =
    listing.region === undefined ? '' : `and p.region_key = lower(${bind(listing.region)}::text)`;
  const filter = listing.filter === undefined ? 'true' : conditionOf(listing.filter, bind);
  const sql = `
with of_day as (
  select distinct on (p.currency, p.region_key, p.sku_key, p.term) p.* from price_row p
  where p.resource_type = ${type}::text and p.currency = any(${currencies}::bpchar[]) ${region}
    and p.effective_from <= ${on}::date
  order by p.currency, p.region_key, p.sku_key, p.term, ${PRICE_ORDER}
), listed as (
  select distinct on (region_key, sku_key, term) * from of_day
  where effective_to is null or effective_to >= ${on}::date
  order by region_key, sku_key, term, array_position(${currencies}::bpchar[], currency)
), item as (
  select region_key, sku_key, resource_type, array_agg(term) as terms from listed
  group by region_key, sku_key, resource_type
), wanted as (
  select * from item where ${filter}
), page as (
  select region_key, sku_key from wanted order by region_key, sku_key
  offset ${bind(listing.skip)} limit ${bind(listing.take)}
), price as (
  select ${PRICE_ROW_COLUMNS}, p.region_key, p.sku_key from page join listed p using (region_key, sku_key)
)
select counted.total, price.* from (select count(*)::integer as total from wanted) counted
left join price on true
order by price.region_key, price.sku_key, price.term`;
  return { sql, values };
}

export const IS_SOLD = `
select exists (
  select 1 from price_row
  where resource_type = $1 and currency = any($2::bpchar[]) and region_key = lower($3)
) as sold`;
