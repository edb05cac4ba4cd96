import { createHash } from 'node:crypto';

const MARK_BYTES = 6;

/** Where a page of a list ended, by the place of its last entry. Opaque to callers; none can be made up by chance. */
export function cursorAt(list: string, place: string): string {
  const mark = createHash('sha256').update(`${list} ${place}`).digest().subarray(0, MARK_BYTES);
  return Buffer.concat([mark, Buffer.from(place)]).toString('base64url');
}

/** The place that a cursor of this list names; undefined for any other text. */
export function placeAt(list: string, cursor: string): string | undefined {
  const place = Buffer.from(cursor, 'base64url').subarray(MARK_BYTES).toString();
  return cursorAt(list, place) === cursor ? place : undefined;
}
