/** One import at a time: what is unchanged is decided against what the import before it left. */
export const LOCK_IMPORTS = `select pg_advisory_xact_lock(hashtextextended('price-list import', 0))`;

export const ADD_IMPORT = `
insert into price_import (id, imported_at, business_at, source, rows_imported, rows_unchanged, rows_left_out)
values (gen_random_uuid(), now(), $1, $2, 0, 0, 0)
returning id`;

/**
 * Of several rows \`p\` of one product the one that gives its price stands first (ADR 0018): a plain one before one with
 * an operating system or licence, then the latest start, one without end before one with, the one imported last. It is
 * the order of the indices \`price_row_of_day\` and \`price_row_of_catalogue\`.
 */
export const PRICE_ORDER =
  'p.plain desc, p.effective_from desc, (p.effective_to is null) desc, p.sequence desc';

/** Whether a row \`p\` is of the product, term and currency that a row of another table is of. */
function isOf(other: string): string {
  return `p.sku_key = ${other}.sku_key and p.region_key = ${other}.region_key
    and p.resource_type = ${other}.resource_type and p.term = ${other}.term and p.currency = ${other}.currency`;
}

/** Adds what is new of a batch, and answers the rows beside which the book has a plain one (ADR 0018). */
export const ADD_ROWS = `
with listed as (
  select * from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bpchar[],
    $10::numeric[], $11::date[], $12::date[], $13::text[], $14::boolean[], $15::text[], $16::text[], $17::integer[])
    as l(resource_type, sku_name, sku_key, region_name, region_key, term, currency,
      price, effective_from, effective_to, product_name, plain, meter_id, swappable_sku_name, place)
), beside_plain as (
  select l.place, plain.product_name, plain.effective_from::text
  from listed l
  cross join lateral (
    select p.product_name, p.effective_from from price_row p
    where ${isOf('l')} and p.plain and p.effective_from <= l.effective_from
    order by p.effective_from desc limit 1
  ) plain
  where not l.plain
), added as (
  insert into price_row (id, import_id, recorded_at, resource_type, sku_name, sku_key, region_name, region_key, term,
    currency, price, effective_from, effective_to, product_name, plain, meter_id, swappable_sku_name)
  select gen_random_uuid(), $1::uuid, $2::timestamptz, l.resource_type, l.sku_name, l.sku_key, l.region_name,
    l.region_key, l.term, l.currency, l.price, l.effective_from, l.effective_to, l.product_name, l.plain,
    l.meter_id, l.swappable_sku_name
  from listed l
  left join lateral (
    select p.price, p.swappable_sku_name from price_row p
    where ${isOf('l')} and p.effective_from = l.effective_from
      and p.plain = l.plain and p.effective_to is not distinct from l.effective_to
    order by p.sequence desc limit 1
  ) last on true
  where l.place not in (select place from beside_plain)
    and (last.price is distinct from l.price
      or lower(last.swappable_sku_name) is distinct from lower(l.swappable_sku_name))
  returning 1
)
select (select count(*)::integer from added) as added,
  coalesce((select json_agg(b order by b.place) from beside_plain b), '[]') as beside_plain`;

export const CLOSE_IMPORT = `
update price_import set rows_imported = $2, rows_unchanged = $3, rows_left_out = $4 where id = $1`;

/** Of a row `p`, as `priceRecord` reads them. */
export const PRICE_ROW_COLUMNS = `p.id, p.import_id, p.resource_type, p.sku_name, p.region_name, p.term, p.currency::text, p.price::text,
  p.effective_from::text, p.effective_to::text, p.product_name, p.plain, p.meter_id, p.swappable_sku_name,
  to_char(p.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at`;

/**
 * One descent of the index \`price_row_of_day\` or \`price_row_of_catalogue\` for each product. They begin with the same five columns, here all given, and differ only in which questions they serve besides:
 * what is sold under a SKU, and what a region sells.
 */
export const PRICES_OF_DAY = `
select wanted.place::integer as place, price.*
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bpchar[]) with ordinality
  as wanted(sku_key, region_key, resource_type, term, currency, place)
cross join lateral (
  select ${PRICE_ROW_COLUMNS} from price_row p
  where ${isOf('wanted')}
    and p.effective_from <= $6::date and ($7::timestamptz is null or p.recorded_at < $7::timestamptz)
  order by ${PRICE_ORDER}
  limit 1
) price`;

/** By the index `price_row_of_catalogue`, one descent for each type and currency. */
export const IS_SOLD_IN = `
select exists (
  select 1 from price_row
  where resource_type = any($1::text[]) and currency = any($2::bpchar[]) and region_key = $3
) as sold`;

export const RESOURCE_TYPES_OF_EACH = `
select wanted.place::integer as place, sold.resource_type
from unnest($1::text[], $2::text[]) with ordinality as wanted(sku_key, region_key, place)
cross join lateral (
  select distinct p.resource_type from price_row p
  where p.sku_key = wanted.sku_key and p.region_key = wanted.region_key
) sold
order by wanted.place, sold.resource_type`;

export const TERMS_SOLD = `
select term from (
  select distinct on (p.term, p.currency) p.term, p.effective_to from price_row p
  where p.sku_key = $1 and p.region_key = $2 and p.resource_type = $3 and p.effective_from <= $4::date
  order by p.term, p.currency, ${PRICE_ORDER}
) of_day
where effective_to is null or effective_to >= $4::date
group by term order by term`;
