import { type ImportedPrices } from '#application';
import { type ImportedPricesDto } from './price-import.answer';
import { type BodyOf } from '../../http/body-of';

export type ImportBody = BodyOf<typeof ImportedPricesDto>;

/** What became of each row of a list; rows are counted from 0. */
export function presentImport({ imported, unchanged, leftOut }: ImportedPrices): ImportBody {
  return { imported, unchanged, leftOut: leftOut.map(({ row, why }) => ({ row, why })) };
}
