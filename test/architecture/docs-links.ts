import { posix } from 'node:path';
import { anchorOf } from './policy-page-links';
import { file, type TidyRule } from './tidy-rules';
import { type TreeFile } from './tree-files';

/** A link to a file or folder of the tree, and the names in code quotes that follow it directly. */
type Link = Readonly<{ path: string; anchor: string | undefined; names: readonly string[] }>;
type Quoted = Readonly<{ paper: string; quoted: string }>;

/** Every name in code quotes of theirs is looked for in the files that the same paragraph links to. */
const WALKS: readonly string[] = ['docs/architecture.md'];
/** It says what was, too. */
const HISTORY = 'CHANGELOG.md';

const NAME = /^#?[A-Za-z]\w*$/;
const PATH_OF_THE_TREE = /^(apps|libs|test|bench|docs|\.ci)\/[^\s{}…]*$/;
/** Of which the end of the path is enough. */
const SOURCE_FILE = /^[\w./<>*-]+\.[cm]?[jt]s$/;
const NPM_SCRIPT = /\bnpm run ([\w:-]+)/g;

/** Blocks of code are run, not read. */
function proseOf({ text }: TreeFile): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, '');
}

function papersOf(files: readonly TreeFile[]): readonly TreeFile[] {
  return files.filter(({ path }) => path.endsWith('.md'));
}

function textsOf(files: readonly TreeFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, text }) => [path, text]));
}

function linksIn(prose: string, paper: string): readonly Link[] {
  const inline = /\]\(([^)\s]+)\)((?:(?:,| and)? `#?\w+`)*)/g;
  const defined = /^\[[^\]]+\]: (\S+)()$/gm;
  return [...prose.matchAll(inline), ...prose.matchAll(defined)]
    .filter(([, target = '']) => !/^[a-z]+:/.test(target))
    .map(([, target = '', names = '']) => {
      const [path = '', anchor] = target.split('#');
      const linked = path === '' ? paper : posix.join(posix.dirname(paper), path);
      return { path: linked, anchor, names: names.match(/#?\w+(?=`)/g) ?? [] };
    });
}

function deadLinks(files: readonly TreeFile[]): readonly string[] {
  const texts = textsOf(files);
  return papersOf(files).flatMap((paper) =>
    linksIn(proseOf(paper), paper.path).flatMap(({ path, anchor }) => {
      const text = texts.get(path);
      if (text === undefined)
        return isFolder(files, path) ? [] : [`${paper.path} links to ${path}, which is not there`];
      const isAlive = anchor === undefined || headingsOf({ path, text }).includes(`#${anchor}`);
      return isAlive || !path.endsWith('.md')
        ? []
        : [`${paper.path} links to #${anchor}, which is no heading of ${path}`];
    }),
  );
}

function isFolder(files: readonly TreeFile[], path: string): boolean {
  const folder = `${path.replace(/\/$/, '')}/`;
  return files.some((each) => each.path.startsWith(folder));
}

function headingsOf(paper: TreeFile): readonly string[] {
  return [...proseOf(paper).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => anchorOf(title));
}

function quotedIn(files: readonly TreeFile[]): readonly Quoted[] {
  return papersOf(files)
    .filter(({ path }) => path !== HISTORY)
    .flatMap((paper) =>
      [...proseOf(paper).matchAll(/`([^`\n]+)`/g)].map(([, quoted = '']) => ({
        paper: paper.path,
        quoted,
      })),
    );
}

function missingPaths(files: readonly TreeFile[]): readonly string[] {
  return quotedIn(files)
    .filter(({ quoted }) => PATH_OF_THE_TREE.test(quoted) || SOURCE_FILE.test(quoted))
    .filter(({ quoted }) => !isThere(files, quoted))
    .map(({ paper, quoted }) => `${paper} names ${quoted}, which is not there`);
}

/** `<Type>` is a place to fill in, and a star any name. */
function isThere(files: readonly TreeFile[], path: string): boolean {
  const exact = path.replace(/\/$/, '').replaceAll(/[.+^$()[\]\\|?]/g, String.raw`\$&`);
  const begin = PATH_OF_THE_TREE.test(path) ? '^' : '(^|/)';
  const fits = new RegExp(`${begin}${exact.replaceAll(/<[\w-]+>|\*/g, '[^/]+')}(/|$)`);
  return files.some((each) => fits.test(each.path));
}

function missingScripts(files: readonly TreeFile[]): readonly string[] {
  const scripts = textsOf(files).get('package.json') ?? '';
  return quotedIn(files).flatMap(({ paper, quoted }) =>
    [...quoted.matchAll(NPM_SCRIPT)]
      .filter(([, name = '']) => !scripts.includes(`"${name}": "`))
      .map(([, name = '']) => `${paper} names npm run ${name}, which package.json has not`),
  );
}

/** What stands directly after a link is declared there; in a walk, any other name stands in a file linked beside it. */
function missingNames(files: readonly TreeFile[]): readonly string[] {
  const texts = textsOf(files);
  return papersOf(files).flatMap((paper) =>
    proseOf(paper)
      .split(/\n\s*\n|\n(?=\s*(?:[-|]|\d+\.) ?)/)
      .flatMap((paragraph) => {
        const links = linksIn(paragraph, paper.path);
        const undeclared = links.flatMap(({ path, names }) =>
          names
            .filter((name) => !declares(texts.get(path) ?? '', name))
            .map((name) => `${paper.path}: ${path} declares no ${name}`),
        );
        return [...undeclared, ...strayNames(paper.path, paragraph, links, texts)];
      }),
  );
}

function strayNames(
  paper: string,
  paragraph: string,
  links: readonly Link[],
  texts: ReadonlyMap<string, string>,
): readonly string[] {
  if (!WALKS.includes(paper)) return [];
  const linked = links.map(({ path }) => texts.get(path) ?? '');
  return [...paragraph.matchAll(/`([^`\n]+)`/g)]
    .map(([, quoted = '']) => quoted)
    .filter((quoted) => NAME.test(quoted))
    .filter((name) => !linked.some((text) => new RegExp(`(?<!\\w)${name}\\b`).test(text)))
    .map((name) => `${paper} names ${name}, which no file linked beside it has`);
}

/** A function, constant, type, class, interface, field, method or entry of a table. */
function declares(text: string, name: string): boolean {
  const plain = new RegExp(
    `\\b(function|const|type|class|interface) ${name}\\b|^\\s+(readonly )?${name}\\??:`,
    'm',
  );
  const method = new RegExp(
    `^ {2}((async|override|private|protected) )*${name}[<(](.*[^;])?$`,
    'm',
  );
  return plain.test(text) || method.test(text);
}

const walk = (text: string): readonly TreeFile[] => [
  file('docs/architecture.md', text),
  file('apps/api/src/main.ts', 'export function run(): void {\n  begin();\n}'),
  file('package.json', '{ "scripts": { "check": "jest" } }'),
];
const MAIN = '[main.ts](../apps/api/src/main.ts)';

export const docsRules: readonly TidyRule[] = [
  {
    says: 'every link of a paper leads to a file, a folder or a heading',
    check: deadLinks,
    breaks: [
      file('docs/x.md', '[main](../apps/api/main.ts)'),
      file('README.md', '[main]: apps/api/src/mein.ts'),
      file('docs/y.md', '[there](architecture.md#nowhere)'),
    ],
    passes: [
      ...walk('# How it is\n[a](#how-it-is) [b](../apps/api) [c](https://a.example/x)'),
      file('README.md', '```sh\n[a](b)\n```'),
    ],
  },
  {
    says: 'every path that a paper names in code quotes is there',
    check: missingPaths,
    breaks: [
      file('docs/x.md', 'In `apps/api/src/mein.ts`.'),
      file('docs/x.md', '`apps/<name>/src/index.ts`'),
      file('docs/x.md', 'In `src/mein.ts`.'),
    ],
    passes: [
      ...walk(
        '`apps/api/`, `apps/<name>/src/main.ts`, `apps/*/src`, `src/main.ts`, `apps/{a,b}`, `docs/… and x`',
      ),
      file(HISTORY, 'Gone is `apps/mailer`.'),
    ],
  },
  {
    says: 'every npm script that a paper names is there',
    check: missingScripts,
    breaks: [file('docs/x.md', '`npm run chek`')],
    passes: walk('`npm run check`'),
  },
  {
    says: 'every name that stands with a link stands in that file',
    check: missingNames,
    breaks: [
      file('docs/x.md', `${MAIN} \`begin\``),
      file('docs/architecture.md', `${MAIN} calls \`start\`.`),
      file('docs/architecture.md', 'Then `run`.'),
    ],
    passes: walk(`${MAIN} \`run\` calls \`begin\`, and \`GET /health\` answers.`),
  },
];
