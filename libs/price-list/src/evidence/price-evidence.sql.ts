import { PRICE_ORDER, PRICE_ROW_COLUMNS } from '../book/price-book.sql';

/** Every row of a SKU in a region: those that have started first, and then as the price of the day is found. */
export const EVIDENCE = `
select ${PRICE_ROW_COLUMNS}, i.source,
  to_char(i.imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as imported_at
from price_row p join price_import i on i.id = p.import_id
where p.sku_key = lower($1) and p.region_key = lower($2)
  and ($4::text is null or p.term = $4::text) and ($5::bpchar is null or p.currency = $5::bpchar)
order by p.resource_type, p.term, p.currency, (p.effective_from <= $3::date) desc, ${PRICE_ORDER}`;

/** For a person who mistyped: it reads the whole table. */
export const SKU_NAMES_IN = `
select distinct on (p.sku_key) p.sku_name as name from price_row p where p.region_key = lower($1) order by p.sku_key`;

export const REGIONS_OF = `
select distinct on (p.region_key) p.region_name as name from price_row p
where $1::text is null or p.sku_key = lower($1::text)
order by p.region_key`;
