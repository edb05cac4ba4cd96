import { type Day, type Instant, type ResourceType, type Term } from '#ledger-core';
import { type PriceRow } from '../book/price-book.port';

/** What is sold under one SKU name in one region, both in any case; of one term or currency (ISO 4217) if that is given. */
export type EvidenceAsked = Readonly<{
  skuName: string;
  region: string;
  on: Day;
  term?: Term;
  currency?: string;
  /** Only rows recorded by the end of this day, business time; without it all there are now. */
  knownOn?: Day;
}>;

/** A row with the list it came with: where that was read, and when by the clock of the machine. */
export type SourcedRow = PriceRow & Readonly<{ source: string; importedAt: Instant }>;

/** Why a row does not give the price of a day, in the order in which rows are told apart (ADR 0018). */
export const WHY_NOT = {
  'not-started': 'has not started',
  'not-the-plain-row': 'names an operating system or a licence, and the plain row is the product',
  'earlier-start': 'another row starts later',
  'has-an-end': 'has an end, and a row without one goes before it',
  'imported-earlier': 'another row was imported after it',
} as const;
export type WhyNot = keyof typeof WHY_NOT;

/** The row that gives a price, and whether it is good on the day. */
export type GivenPrice = Readonly<{ listed: boolean; row: SourcedRow }>;

/** The price of a day of one product in one currency: the row that gives it, and those that do not. */
export type PriceEvidence = Readonly<{
  resourceType: ResourceType;
  term: Term;
  currency: string;
  /** As `PriceBook.priceOfDay` answers it; undefined while no row has started. */
  price: GivenPrice | undefined;
  /** What the rows recorded by the end of the day itself give: another price where a list of a later day has an earlier start. */
  knownThen: GivenPrice | undefined;
  others: readonly Readonly<{ row: SourcedRow; whyNot: WhyNot }>[];
}>;

/** What somebody may have meant by names that the book does not have. */
export type NearNames = Readonly<{
  /** Names like the one asked that are sold in the region asked. */
  skuNames: readonly string[];
  /** Regions in which the SKU asked is sold, else those that are spelt like the one asked. */
  regions: readonly string[];
}>;

/** Tells a person which row of which list gives a price. Decisions use the `PriceBook`. */
export abstract class PriceEvidenceBook {
  /** The price of the day of each type, term and currency; none where the book has no row at all. */
  abstract evidenceOf(asked: EvidenceAsked): Promise<readonly PriceEvidence[]>;

  abstract namesNear(asked: Pick<EvidenceAsked, 'skuName' | 'region'>): Promise<NearNames>;
}
