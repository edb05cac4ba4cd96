import { styleText } from 'node:util';

/** Ways to emphasise a piece of text. */
export interface Styling {
  readonly heading: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

type Format = Parameters<typeof styleText>[0];

/** What is written to a file or another program stays as it is. */
export const PLAIN: Styling = {
  heading: (text) => text,
  faint: (text) => text,
  good: (text) => text,
  bad: (text) => text,
};

function styled(format: Format): (text: string) => string {
  // By the line: a pager shows each line by itself.
  return (text) =>
    text
      .split('\n')
      .map((line) => (line === '' ? line : styleText(format, line, { validateStream: false })))
      .join('\n');
}

const COLOURED: Styling = {
  heading: styled('bold'),
  faint: styled('dim'),
  good: styled('green'),
  bad: styled('red'),
};

/** What of a stream tells whether it is a terminal that shows colours; a terminal says it by NO_COLOR and TERM too. */
export interface MaybeColoured {
  readonly hasColors?: () => boolean;
}

/** Colours for a terminal that has them, and for nothing else. */
export function stylingFor(stream: MaybeColoured): Styling {
  return stream.hasColors?.() === true ? COLOURED : PLAIN;
}
