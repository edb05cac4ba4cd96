import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { BILLING_PLANS, TERMS } from '#ledger-core';
import { pageOf } from '../answer-fields';
import { PRICE } from '../price.answer';

/** Azure spells terms so where they are names of members. */
function byTerm<Value extends z.ZodType>(value: Value) {
  return z.strictObject({
    p1Y: value.exactOptional(),
    p3Y: value.exactOptional(),
    p5Y: value.exactOptional(),
  });
}

/** Azure's Catalog: what is sold under one name in one location. */
export const catalogAnswer = z
  .strictObject({
    resourceType: z.string().describe('The type with a small initial, such as virtualMachines.'),
    name: z.string().describe('The SKU: what a purchase names as sku.name.'),
    terms: z.array(z.enum(TERMS)).min(1),
    locations: z.array(z.string()).length(1),
    billingPlans: byTerm(z.array(z.enum(BILLING_PLANS)).min(1)),
    msrp: byTerm(PRICE).describe('The price of one unit for the whole term, as listed today.'),
    skuProperties: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    restrictions: z
      .array(z.unknown())
      .max(0)
      .describe('Always empty: what is listed is sold to every subscription.'),
  })
  .meta({ id: 'Catalog' });

/** Azure's CatalogsResult. */
export const catalogListAnswer = z
  .strictObject({
    ...pageOf(catalogAnswer),
    totalItems: z.int().min(0).describe('How many fit, on all pages.'),
  })
  .meta({ id: 'CatalogsResult' });

export class CatalogListAnswerDto extends createZodDto(catalogListAnswer) {}
