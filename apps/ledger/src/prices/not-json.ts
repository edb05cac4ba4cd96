import { messageOf } from '#platform';

/** What a file is instead, and what to do about it. */
type NotJson = Readonly<{ what: string; remedy: string }>;

/** The first bytes, as hexadecimal digits, of what is taken for a price list now and then. */
const BEGINNINGS: readonly (NotJson & Readonly<{ bytes: RegExp }>)[] = [
  { bytes: /^1f8b/, what: 'it is packed by gzip', remedy: 'unpack it' },
  { bytes: /^504b0304/, what: 'it is a ZIP archive', remedy: 'unpack it' },
  {
    bytes: /^(fffe|feff|00(?!00)|(?!00)..00)/,
    what: 'it is UTF-16',
    remedy: 'save it as UTF-8',
  },
];
const BEGINNING_BYTES = 4;
/** No text has them, and binary files do. */
const CONTROLS = /[^\P{Cc}\t\n\r]/u;

/** Why a file cannot be parsed: one line, with nothing in it that a terminal would obey. */
export function whyNotJson(bytes: Buffer, text: string, error: unknown): NotJson {
  const first = bytes.toString('hex', 0, BEGINNING_BYTES);
  const known = BEGINNINGS.find((each) => each.bytes.test(first));
  return known ?? { what: whatOf(text, error), remedy: 'download the list again' };
}

function whatOf(text: string, error: unknown): string {
  if (text.trimStart().startsWith('<')) return 'it begins as HTML or XML';
  if (CONTROLS.test(text)) return 'it holds control characters';
  return messageOf(error).replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');
}
