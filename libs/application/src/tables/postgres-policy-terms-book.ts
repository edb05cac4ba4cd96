import { BUILT_IN_TERMS, type PolicyTerms } from '#ledger-core';
import { publishedVersions, type Reader } from '#read-models';
import { BookUnreadable } from '../ports/book-unreadable';
import { PolicyTermsBook } from '../ports/policy-terms-book.port';

/** The built-in versions, and those of the projected table. */
export class PostgresPolicyTermsBook extends PolicyTermsBook {
  constructor(private readonly reader: Reader) {
    super();
  }

  override async versions(): Promise<readonly PolicyTerms[]> {
    const published = await publishedVersions(this.reader);
    if (published.outcome === 'parked') throw new BookUnreadable('policy terms', published.reason);
    return [...BUILT_IN_TERMS, ...published.versions];
  }
}
