import Table from 'cli-table3';
import { type Styling } from './styling';

export interface Column {
  readonly head: string;
  /** Amounts and counts stand right, so that their digits do. */
  readonly align?: 'left' | 'right';
}

const NO_LINES = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '' },
  middle: '  ',
};

function laidOut(
  rows: readonly (readonly string[])[],
  alignments: readonly ('left' | 'right')[],
): string {
  const table = new Table({
    chars: NO_LINES,
    colAligns: [...alignments],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A table without lines: its heads, then a row a line, every cell as it is given. */
export function tableText(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  styling: Styling,
): string {
  const heads = columns.map(({ head }) => styling.heading(head));
  return laidOut(
    [heads, ...rows],
    columns.map(({ align = 'left' }) => align),
  );
}

/** Named values, one a line, the values below each other; one without a value is left out. */
export function fieldsText(
  fields: readonly (readonly [name: string, value: string | undefined])[],
  styling: Styling,
): string {
  const given = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [[styling.faint(name), value]],
  );
  return laidOut(given, ['left', 'left']);
}

/** Every line of a text moved to the right. */
export function indented(text: string, columns = 2): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `${' '.repeat(columns)}${line}`))
    .join('\n');
}
