import { type DataSource } from 'typeorm';
import { evidenceIn, nearest } from './price-evidence';
import {
  type EvidenceAsked,
  type NearNames,
  type PriceEvidence,
  PriceEvidenceBook,
  type SourcedRow,
} from './price-evidence.port';
import { EVIDENCE, REGIONS_OF, SKU_NAMES_IN } from './price-evidence.sql';
import { evidenceRecords, nameRecords, priceOf } from '../book/price-row.record';

/** The evidence of prices in the PostgreSQL tables `price_import` and `price_row`. */
export class PostgresPriceEvidence extends PriceEvidenceBook {
  constructor(private readonly database: Pick<DataSource, 'query'>) {
    super();
  }

  override async evidenceOf({
    skuName,
    region,
    term,
    currency,
    ...days
  }: EvidenceAsked): Promise<readonly PriceEvidence[]> {
    const values = [skuName, region, days.on, term ?? null, currency ?? null];
    const records = evidenceRecords.parse(await this.database.query<unknown>(EVIDENCE, values));
    const rows = records.map((record): SourcedRow => {
      const { source, imported_at: importedAt } = record;
      return { ...priceOf(record), source, importedAt };
    });
    return evidenceIn(rows, days);
  }

  override async namesNear({
    skuName,
    region,
  }: Pick<EvidenceAsked, 'skuName' | 'region'>): Promise<NearNames> {
    const selling = await this.#names(REGIONS_OF, skuName);
    const regions =
      selling.length > 0 ? selling : nearest(plainly(region), await this.#names(REGIONS_OF, null));
    return { skuNames: nearest(skuName, await this.#names(SKU_NAMES_IN, region)), regions };
  }

  async #names(sql: string, value: string | null): Promise<readonly string[]> {
    const records = nameRecords.parse(await this.database.query<unknown>(sql, [value]));
    return records.map(({ name }) => name);
  }
}

/** People are shown `West Europe` and write that; lists write `westeurope`. */
function plainly(region: string): string {
  return region.toLowerCase().replace(/[\s-]+/g, '');
}
