import { type BillingAccountId, type DocumentNumber, documentNumber } from '#ledger-core';
import { cursorAt, placeAt } from '../schema/page-cursor';
import { groupedBy, type Reader, rowsOf } from '../schema/rows';
import { LINES_OF_PAPERS } from './lines-of-papers.sql';
import {
  asRevised,
  type DocumentKind,
  type DocumentRow,
  type DocumentStatus,
  type DocumentView,
  documentView,
  type LineRow,
  type MovementRow,
  movementView,
  type PaymentMovementView,
  type RevisionRow,
} from './document.view';

/** Papers are numbered in one series: one that is issued meanwhile stands after all pages. */
const PAPERS = 'documents';

export type DocumentFilter = Readonly<{
  kind?: DocumentKind;
  status?: DocumentStatus;
  /** The place in the series that the page before ended at. */
  after?: number;
  take: number;
}>;

export type DocumentPage = Readonly<{
  value: readonly DocumentView[];
  nextCursor?: string;
}>;

/** Where the page ended that a caller sends the cursor of; undefined when it is none of ours. */
export function documentCursor(text: string): number | undefined {
  const place = placeAt(PAPERS, text);
  return place === undefined ? undefined : Number(place);
}

/** A page of an account's papers in the order of their numbers. Read it at one moment. */
export async function documentsOf(
  reader: Reader,
  account: BillingAccountId,
  { kind, status, after, take }: DocumentFilter,
): Promise<DocumentPage> {
  const rows = await rowsOf<DocumentRow>(
    reader,
    `select * from document
     where billing_account_id = $1 and sequence > $2
       and ($3::text is null or kind = $3) and ($4::text is null or status = $4)
     order by sequence limit $5`,
    [account, after ?? 0, kind ?? null, status ?? null, take + 1],
  );
  const page = rows.slice(0, take);
  const value = await completed(reader, page);
  const last = page.at(-1);
  if (rows.length <= take || last === undefined) return { value };
  return { value, nextCursor: cursorAt(PAPERS, String(last.sequence)) };
}

/** A paper as it stands. Read it at one moment. */
export async function documentByNumber(
  reader: Reader,
  number: DocumentNumber,
): Promise<DocumentView | undefined> {
  return (await completed(reader, await rowsByNumber(reader, number)))[0];
}

/** A paper as one of its revisions said it; 1 is what was first issued. Read it at one moment. */
export async function documentAtRevision(
  reader: Reader,
  number: DocumentNumber,
  revision: number,
): Promise<DocumentView | undefined> {
  const [row] = await rowsByNumber(reader, number);
  const revisions = (await revisionsOf(reader, [number])).filter(
    (each) => each.revision <= revision,
  );
  const wanted = revisions.at(-1);
  if (row === undefined || wanted?.revision !== revision) return undefined;
  return documentView(asRevised(row, wanted), await linesOf(reader, [number]), revisions);
}

/** What payments put on a paper and took from it, in order. The sum is what is paid of it. */
export async function paymentsOfDocument(
  reader: Reader,
  number: DocumentNumber,
): Promise<readonly PaymentMovementView[]> {
  const rows = await rowsOf<MovementRow>(
    reader,
    'select * from payment_movement where document_number = $1 order by stream_revision, n',
    [number],
  );
  return rows.map(movementView);
}

async function completed(
  reader: Reader,
  rows: readonly DocumentRow[],
): Promise<readonly DocumentView[]> {
  const numbers = rows.map(({ number }) => documentNumber(number));
  const lines = groupedBy(await linesOf(reader, numbers), ({ root }) => root);
  const revisions = groupedBy(await revisionsOf(reader, numbers), ({ number }) => number);
  return rows.map((row) =>
    documentView(row, lines.get(row.number) ?? [], revisions.get(row.number) ?? []),
  );
}

function rowsByNumber(reader: Reader, number: DocumentNumber): Promise<readonly DocumentRow[]> {
  return rowsOf<DocumentRow>(reader, 'select * from document where number = $1', [number]);
}

async function linesOf(
  reader: Reader,
  numbers: readonly DocumentNumber[],
): Promise<readonly LineRow[]> {
  return numbers.length === 0 ? [] : rowsOf<LineRow>(reader, LINES_OF_PAPERS, [numbers]);
}

async function revisionsOf(
  reader: Reader,
  numbers: readonly DocumentNumber[],
): Promise<readonly RevisionRow[]> {
  if (numbers.length === 0) return [];
  return rowsOf<RevisionRow>(
    reader,
    'select * from document_revision where number = any($1) order by number, revision',
    [numbers],
  );
}
