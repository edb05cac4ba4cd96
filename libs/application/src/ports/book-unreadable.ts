/** A book that every decision rests on cannot be told from its table: nobody decides on a guess (503). */
export class BookUnreadable extends Error {
  override readonly name = 'BookUnreadable';

  constructor(book: string, reason: string) {
    super(`The ${book} cannot be read until their stream is mended: ${reason}`);
  }
}
