import { z } from 'zod';

export const ARCHIVE_FORMAT = 'ledger-event-archive';
/** Of what this code writes. A later number is of files that it cannot read. */
export const ARCHIVE_VERSION = 1;

const count = z.number().int().nonnegative();

const header = z.object({
  format: z.literal(ARCHIVE_FORMAT),
  version: z.literal(ARCHIVE_VERSION),
  /** When the writing began. */
  made: z.string(),
  /** Of the ledger that wrote it. */
  release: z.string(),
  /** The event store, as a person knows it. */
  from: z.string(),
});

const footer = z.object({
  end: z.literal(true),
  events: count,
  streams: count,
  /** Of data and metadata. */
  bytes: count,
  /** The earliest and the latest instant; none without an event. */
  first: z.string().or(z.undefined()).optional(),
  last: z.string().or(z.undefined()).optional(),
  /** The same that a copy and a restore say, whatever the store: see `LogDigest`. */
  digest: z.string(),
  /** SHA-256 of the lines of all events, line breaks included: of this file alone, for its instants are in it. */
  linesSha256: z.string(),
});

/** The first line of an archive. */
export type ArchiveHeader = Readonly<z.infer<typeof header>>;
/** The last line of an archive: what stands between it and the first. */
export type ArchiveFooter = Readonly<z.infer<typeof footer>>;

/** The first line, made anew. */
export function headerLine(made: Omit<ArchiveHeader, 'format' | 'version'>): string {
  const first: ArchiveHeader = { format: ARCHIVE_FORMAT, version: ARCHIVE_VERSION, ...made };
  return `${JSON.stringify(first)}\n`;
}

/** The last line. */
export function footerLine(last: ArchiveFooter): string {
  return `${JSON.stringify(last)}\n`;
}

/** @throws ZodError or SyntaxError for another line */
export function headerOf(lines: Buffer): ArchiveHeader {
  return header.parse(JSON.parse(lines.toString('utf8')));
}

/** @throws ZodError or SyntaxError for another line */
export function footerOf(lines: Buffer): ArchiveFooter {
  return footer.parse(JSON.parse(lines.toString('utf8')));
}

/** Whether two last lines say the same, each count, instant and sum. */
export function isSameFooter(one: ArchiveFooter, other: ArchiveFooter): boolean {
  return footer.keyof().options.every((key) => one[key] === other[key]);
}
