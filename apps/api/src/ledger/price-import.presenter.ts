import { type ImportedPrices } from '#application';

export type ImportBody = Readonly<{
  imported: number;
  unchanged: number;
  leftOut: readonly Readonly<{ row: number; why: string }>[];
}>;

/** What became of each row of a list; rows are counted from 0. */
export function presentImport({ imported, unchanged, leftOut }: ImportedPrices): ImportBody {
  return { imported, unchanged, leftOut: leftOut.map(({ row, why }) => ({ row, why })) };
}
