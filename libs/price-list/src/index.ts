export {
  LEFT_OUT_REASONS,
  type LeftOutKind,
  type LeftOutRow,
  type LeftOutSummary,
  summaryOfLeftOut,
} from './left-out';
export {
  Catalogue,
  CATALOGUE_FIELDS,
  type CatalogueField,
  type CatalogueFilter,
  type CatalogueItem,
  type CatalogueListing,
  type CataloguePage,
  type CatalogueScope,
} from './catalogue.port';
export {
  asListPrice,
  type ImportOrigin,
  type Knowledge,
  PriceBook,
  type PricedProduct,
  type PriceImport,
  type PriceOfDay,
  type PriceRow,
} from './price-book.port';
export {
  type EvidenceAsked,
  type NearNames,
  type PriceEvidence,
  PriceEvidenceBook,
  type SourcedRow,
  WHY_NOT,
  type WhyNot,
} from './price-evidence.port';
export { PostgresPriceEvidence } from './postgres-price-evidence';
export { premiumTwin, twinNamedBy } from './premium-storage-twins';
export { type PriceList, type PriceListReading, readPriceList } from './price-list.parser';
export { type ListedPrice } from './price-row.parser';
export { PostgresCatalogue } from './postgres-catalogue';
export { PostgresPriceBook } from './postgres-price-book';
export { resourceTypeNamed } from './product-type';
