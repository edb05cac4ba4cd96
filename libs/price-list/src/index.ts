export {
  LEFT_OUT_REASONS,
  type LeftOutKind,
  type LeftOutRow,
  type LeftOutSummary,
  summaryOfLeftOut,
} from './list/left-out';
export {
  Catalogue,
  CATALOGUE_FIELDS,
  type CatalogueField,
  type CatalogueFilter,
  type CatalogueItem,
  type CatalogueListing,
  type CataloguePage,
  type CatalogueScope,
} from './catalogue/catalogue.port';
export {
  asListPrice,
  type ImportOrigin,
  type Knowledge,
  PriceBook,
  type PricedProduct,
  type PriceImport,
  type PriceOfDay,
  type PriceRow,
} from './book/price-book.port';
export {
  type EvidenceAsked,
  type GivenPrice,
  type NearNames,
  type PriceEvidence,
  PriceEvidenceBook,
  type SourcedRow,
  WHY_NOT,
  type WhyNot,
} from './evidence/price-evidence.port';
export { PostgresPriceEvidence } from './evidence/postgres-price-evidence';
export { premiumTwin, twinNamedBy } from './premium-storage-twins';
export { type PriceList, type PriceListReading, readPriceList } from './list/price-list.parser';
export { type ListedPrice } from './list/price-row.parser';
export { PostgresCatalogue } from './catalogue/postgres-catalogue';
export { PostgresPriceBook } from './book/postgres-price-book';
export { resourceTypeNamed } from './list/product-type';
