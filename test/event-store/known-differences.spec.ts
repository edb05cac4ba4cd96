import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KNOWN_DIFFERENCES } from './known-differences';

const PAGE = join(__dirname, '../../docs/event-store-node.md');
const HEADING = '## Where it differs from 23.10.6';

/** The cells of the table under the heading, row by row, without its two first rows. */
function rowsOfPage(): string[][] {
  const section = readFileSync(PAGE, 'utf8').split(HEADING)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

test('the page of the node has a row for each known difference, and no other', () => {
  const rows = KNOWN_DIFFERENCES.map(({ what, real, node, because }) => [
    what,
    real,
    node,
    because,
  ]);
  expect(rowsOfPage()).toEqual(rows);
});
