import { type KnownDifference } from '../../support/conformance/known-differences';
import { type Deviation } from './deviations';

type Reasons = Readonly<{
  deviations: readonly Deviation[];
  differences: readonly KnownDifference[];
  codes: Readonly<Record<string, string>>;
}>;

/** A table as prettier leaves it: every cell as wide as its column. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.slice(1).map(line)].join('\n');
}

/** A bar would end the cell, even in code. */
function inCode(text: string): string {
  return text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``;
}

/** docs/azure-deviations.md: written from the lists that the tests go by. */
export function deviationsPage({ deviations, differences, codes }: Reasons): string {
  const rows = deviations.flatMap(({ operations, at, what, because }) =>
    operations.map((operation) => [operation, inCode(at), what, because]),
  );
  return [
    '# Where answers differ from those of the real service',
    'Written from `test/contract/recordings/deviations.ts`, `test/support/conformance/known-differences.ts` and `error-codes.ts`; a test compares this page with them.',
    '## From recorded conversations',
    'Each recorded conversation of Microsoft.Capacity is said again (`test/contract/recordings`): the same path, the same body, our ids. Compared are the status, the members, the kinds of their values, the words of enumerations, and the headers `Location`, `Azure-AsyncOperation` and `Retry-After`; amounts, names and days are each system’s own. A difference that is not listed fails, and so does a listed one that does not occur.',
    table([['Operation', 'Where', 'Ours', 'Why'], ...rows]),
    'Not compared, for they are numbers or states of a moment: `etag` and the names of revisions, which count the events of the account here and those of the reservation there; the states in between of an exchange that runs for 18 minutes there (only the first and the last are); and whether a member stands in every element of a list or in some.',
    '## From the specification',
    'Every answer of an Azure path to the tests of `test/acceptance`, to the recorded conversations and to `test/system/two-apis.e2e-spec.ts` is held against the specification by Azure’s own validator (`oav`), where the specification lies beside the project, and always against the schemas of the reference (`apps/api/src/capacity`, `*.answer.ts`). The other system tests, of the README’s commands and of processes that are killed, look at what their calls came to and not at each answer’s shape.',
    table([
      ['Where', 'Difference', 'Why'],
      ...differences.map(({ at, what, because }) => [
        inCode(at.source),
        inCode(what.source),
        because,
      ]),
    ]),
    '## Codes of errors beyond the enumeration',
    table([
      ['Code', 'Why'],
      ...Object.entries(codes).map(([code, because]) => [inCode(code), because]),
    ]),
    '',
  ]
    .join('\n\n')
    .replace(/\n\n$/, '\n');
}
