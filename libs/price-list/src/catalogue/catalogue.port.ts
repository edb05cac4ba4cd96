import { type Day, type ResourceType } from '#ledger-core';
import { type PriceRow } from '../book/price-book.port';

/** What is sold under one SKU name in one region on a day: the row of each term, shortest first, at least one. */
export type CatalogueItem = Readonly<{
  skuName: string;
  region: string;
  rows: readonly PriceRow[];
}>;

export const CATALOGUE_FIELDS = ['name', 'resourceType', 'terms', 'locations'] as const;
/** What a catalogue is filtered by: an item is sold in all the terms that it lists, and in one location. */
export type CatalogueField = (typeof CATALOGUE_FIELDS)[number];

export type CatalogueFilter =
  | Readonly<{ join: 'and' | 'or'; of: readonly CatalogueFilter[] }>
  | Readonly<{
      join: 'none';
      condition: Readonly<{ field: CatalogueField; value: string | number | boolean }>;
    }>;

/** Whose list prices are shown: those of the first currency (ISO 4217) in which a product is listed. */
export type CatalogueScope = Readonly<{
  resourceType: ResourceType;
  /** In any case; every region when absent. */
  region?: string;
  currencies: readonly string[];
}>;

export type CatalogueListing = CatalogueScope &
  Readonly<{ on: Day; filter?: CatalogueFilter; skip: number; take: number }>;

/** A page of items, by region and then by name, and how many there are in all. */
export type CataloguePage = Readonly<{ items: readonly CatalogueItem[]; total: number }>;

/** What is for sale, by type of resource. */
export abstract class Catalogue {
  abstract page(listing: CatalogueListing): Promise<CataloguePage>;

  /** Whether any row, of whatever day, sells a type of resource in a region. */
  abstract isSold(scope: CatalogueScope & Readonly<{ region: string }>): Promise<boolean>;
}
