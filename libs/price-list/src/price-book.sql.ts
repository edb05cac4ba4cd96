/** One import at a time: what is unchanged is decided against what the import before it left. */
export const LOCK_IMPORTS = `select pg_advisory_xact_lock(hashtextextended('price-list import', 0))`;

export const ADD_IMPORT = `
insert into price_import (id, imported_at, business_at, source, rows_imported, rows_unchanged, rows_left_out)
values (gen_random_uuid(), now(), $1, $2, 0, 0, $3)
returning id`;

export const ADD_ROWS = `
with listed as (
  select * from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bpchar[],
    $10::numeric[], $11::date[], $12::date[], $13::text[], $14::boolean[], $15::text[], $16::text[])
    as l(resource_type, sku_name, sku_key, region_name, region_key, term, currency,
      price, effective_from, effective_to, product_name, plain, meter_id, swappable_sku_name)
), added as (
  insert into price_row (id, import_id, recorded_at, resource_type, sku_name, sku_key, region_name, region_key, term,
    currency, price, effective_from, effective_to, product_name, plain, meter_id, swappable_sku_name)
  select gen_random_uuid(), $1::uuid, $2::timestamptz, l.resource_type, l.sku_name, l.sku_key, l.region_name,
    l.region_key, l.term, l.currency, l.price, l.effective_from, l.effective_to, l.product_name, l.plain,
    l.meter_id, l.swappable_sku_name
  from listed l
  left join lateral (
    select p.price, p.swappable_sku_name from price_row p
    where p.sku_key = l.sku_key and p.region_key = l.region_key and p.resource_type = l.resource_type
      and p.term = l.term and p.currency = l.currency and p.effective_from = l.effective_from
      and p.plain = l.plain and p.effective_to is not distinct from l.effective_to
    order by p.sequence desc limit 1
  ) last on true
  where last.price is distinct from l.price
    or lower(last.swappable_sku_name) is distinct from lower(l.swappable_sku_name)
  returning 1
)
select count(*)::integer as added from added`;

export const CLOSE_IMPORT = `
update price_import set rows_imported = $2, rows_unchanged = $3 where id = $1`;

/** Of a row `p`, as `priceRecord` reads them. */
export const PRICE_ROW_COLUMNS = `p.id, p.import_id, p.resource_type, p.sku_name, p.region_name, p.term, p.currency::text, p.price::text,
  p.effective_from::text, p.effective_to::text, p.product_name, p.plain, p.meter_id, p.swappable_sku_name,
  to_char(p.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at`;

/**
 * The order is that of the indices \`price_row_of_day\` and \`price_row_of_catalogue\`: one descent of either for each
 * product. They begin with the same five columns, here all given, and differ only in which questions they serve besides:
 * what is sold under a SKU, and what a region sells.
 */
export const PRICES_OF_DAY = `
select wanted.place::integer as place, price.*
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bpchar[]) with ordinality
  as wanted(sku_key, region_key, resource_type, term, currency, place)
cross join lateral (
  select ${PRICE_ROW_COLUMNS} from price_row p
  where p.sku_key = wanted.sku_key and p.region_key = wanted.region_key
    and p.resource_type = wanted.resource_type and p.term = wanted.term and p.currency = wanted.currency
    and p.effective_from <= $6::date and ($7::timestamptz is null or p.recorded_at < $7::timestamptz)
  order by p.effective_from desc, p.plain desc, (p.effective_to is null) desc, p.sequence desc
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
  select distinct on (term, currency) term, effective_to from price_row
  where sku_key = $1 and region_key = $2 and resource_type = $3 and effective_from <= $4::date
  order by term, currency, effective_from desc, plain desc, (effective_to is null) desc, sequence desc
) of_day
where effective_to is null or effective_to >= $4::date
group by term order by term`;
