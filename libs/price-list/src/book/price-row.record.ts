import { Calendar, Money, RESOURCE_TYPES, TERMS } from '#ledger-core';
import { z } from 'zod';
import { type PriceRow } from './price-book.port';

const resourceType = z.enum(RESOURCE_TYPES);
const term = z.enum(TERMS);
const nullable = z.string().nullable();

const priceRecord = z.object({
  id: z.string(),
  import_id: z.string(),
  resource_type: resourceType,
  sku_name: z.string(),
  region_name: z.string(),
  term,
  currency: z.string().transform((code) => Money.currency(code)),
  price: z.string(),
  effective_from: z.string().transform((day) => Calendar.day(day)),
  effective_to: z
    .string()
    .transform((day) => Calendar.day(day))
    .nullable(),
  product_name: z.string(),
  plain: z.boolean(),
  meter_id: nullable,
  swappable_sku_name: nullable,
  recorded_at: z.string().transform((at) => Calendar.instant(at)),
});

/** What the statements of the price book, the catalogue and the evidence answer. */
export const priceRecords = z.array(priceRecord.extend({ place: z.number().int() }));
const total = z.number().int();
/** A catalogue's count stands in every row, and alone when the page is empty. */
export const catalogueRecords = z.array(
  z.union([priceRecord.extend({ total }), z.object({ total, id: z.null() })]),
);
export const evidenceRecords = z.array(
  priceRecord.extend({
    source: z.string(),
    imported_at: z.string().transform((at) => Calendar.instant(at)),
  }),
);
export const nameRecords = z.array(z.object({ name: z.string() }));
export const soldRecords = z.tuple([z.object({ sold: z.boolean() })]);
export const importRecords = z.tuple([z.object({ id: z.string() })]);
const besidePlain = z.object({
  place: z.int(),
  product_name: z.string(),
  effective_from: z.string().transform((day) => Calendar.day(day)),
});
export const addedRecords = z.tuple([
  z.object({ added: z.number().int(), beside_plain: z.array(besidePlain) }),
]);
export const typeRecords = z.array(z.object({ place: z.int(), resource_type: resourceType }));
export const termRecords = z.array(z.object({ term }));

/** A stored row as the library speaks of it. */
export function priceOf(record: z.infer<typeof priceRecord>): PriceRow {
  const { effective_to: to, meter_id: meterId, swappable_sku_name: swappable } = record;
  return {
    id: record.id,
    importId: record.import_id,
    resourceType: record.resource_type,
    skuName: record.sku_name,
    region: record.region_name,
    term: record.term,
    currency: record.currency,
    price: record.price,
    effectiveFrom: record.effective_from,
    ...(to === null ? {} : { effectiveTo: to }),
    productName: record.product_name,
    ...(meterId === null ? {} : { meterId }),
    ...(swappable === null ? {} : { swappableSkuName: swappable }),
    plain: record.plain,
    recordedAt: record.recorded_at,
  };
}
