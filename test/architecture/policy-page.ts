import { posix } from 'node:path';
import { type TreeFile } from './tree-files';

/** `gaps` answers a sentence for each way in which the page does not say what the tree holds. */
export type PageRule = Readonly<{ says: string; gaps: (tree: RuledTree) => readonly string[] }>;

/** A tree, the rules of the business that it must show, and those of them that are not built yet. */
export type RuledTree = Readonly<{
  files: readonly TreeFile[];
  rules: readonly string[];
  unbuilt: readonly string[];
}>;

/** A file that the page names, and the functions, constants, types or fields of it that it points at. */
export type Reference = Readonly<{ label: string; names: readonly string[] }>;

/** What the page says of one rule: `#### R-CAP-1`, a sentence, and lines such as `- place: …`. */
export type RuleEntry = Readonly<{
  id: string;
  /** Where it is decided or reckoned, what carries a part of it, and what shows it. */
  place: string;
  withIt: string;
  tests: string;
}>;

/** One row of a table: its cells, from left to right. */
export type Row = readonly string[];

export type Page = Readonly<{
  text: string;
  entries: readonly RuleEntry[];
  /** Rows by the title of their `##` heading, without the rows of column titles. */
  rows: (title: string) => readonly Row[];
  /** Label → where it leads: the path of a file from the root of the tree, or `#heading`. */
  targets: ReadonlyMap<string, string>;
}>;

export const PAGE_PATH = 'docs/policy-rules.md';

const ruleId = /\bR-[A-Z]{3}-\d+\b/g;
const ruleRange = /\b(R-[A-Z]{3})-(\d+) to (?:\1-)?(\d+)\b/g;

/** The rules that a text cites; 'R-PUR-1 to R-PUR-5' cites five, and so does 'R-PUR-1 to 5'. */
export function rulesCitedIn(text: string): ReadonlySet<string> {
  const between = [...text.matchAll(ruleRange)].flatMap(([, family, from, to]) => {
    const first = Number(from);
    const count = Math.max(Number(to) - first + 1, 0);
    return Array.from({ length: count }, (_, index) => `${String(family)}-${first + index}`);
  });
  return new Set([...(text.match(ruleId) ?? []), ...between]);
}

/** `[return/decide-refund.ts]` or `[R-CAP-1]`, and the names in code quotes that follow it. */
export function referencesIn(text: string): readonly Reference[] {
  const pattern = /\[([\w./-]+)\](?![(:])((?:,? `\w+`)*)/g;
  return [...text.matchAll(pattern)].map(([, label = '', names = '']) => ({
    label,
    names: names.match(/\w+/g) ?? [],
  }));
}

export function parsePage(text: string): Page {
  const sections = text.split(/^## /m).map((section) => section.split('\n'));
  const definitions = [...text.matchAll(/^\[([\w./-]+)\]: (\S+)$/gm)];
  return {
    text,
    entries: text.split(/^#+ (?=R-[A-Z]{3}-\d+$)/m).flatMap((part) => entryIn(part)),
    rows: (title) =>
      sections.filter(([heading]) => heading === title).flatMap((lines) => rowsIn(lines)),
    targets: new Map(
      definitions.map(([, label = '', target = '']) => [label, fromRoot(target)] as const),
    ),
  };
}

/** The page stands in docs: its links to files start there. */
export function fromRoot(target: string): string {
  return target.startsWith('#') ? target : posix.join(posix.dirname(PAGE_PATH), target);
}

function entryIn(part: string): readonly RuleEntry[] {
  const [id = '', ...lines] = part.split(/\n#/)[0]?.split('\n') ?? [];
  if (!/^R-[A-Z]{3}-\d+$/.test(id)) return [];
  const said = (what: string): string =>
    lines.find((line) => line.startsWith(`- ${what}: `))?.slice(what.length + 4) ?? '';
  return [{ id, place: said('place'), withIt: said('with it'), tests: said('tests') }];
}

function rowsIn(lines: readonly string[]): readonly Row[] {
  const isRule = (line: string | undefined): boolean => /^\|[-| :]+\|$/.test(line ?? '');
  return lines
    .filter((line, index) => line.startsWith('|') && !isRule(line) && !isRule(lines[index + 1]))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** The page as it stands in a tree; an empty one where there is none. */
export function pageOf({ files }: RuledTree): Page {
  return parsePage(files.find(({ path }) => path === PAGE_PATH)?.text ?? '');
}

/** Path → text. */
export function textsOf({ files }: RuledTree): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, text }) => [path, text]));
}
