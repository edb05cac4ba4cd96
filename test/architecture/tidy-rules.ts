import { type TreeFile } from './tree-files';

/** `check` answers a sentence for each fault: none for the files of `passes`, and some as soon as one of `breaks` stands beside or in place of them. */
export type TidyRule = Readonly<{
  says: string;
  check: (files: readonly TreeFile[]) => readonly string[];
  breaks: readonly TreeFile[];
  passes: readonly TreeFile[];
}>;

const ours = /^(apps|libs|test|bench)\//;
const words = '[a-z0-9]+(-[a-z0-9]+)*';
const folderName = new RegExp(`^${words}$`);
const fileName = new RegExp(`^(${words}(\\.${words})*|README\\.md)$`);
/** They tell where a thing was put, not what it is. */
const emptyWords = /^(utils?|common|shared|helpers?|base|managers?|info|misc|data2)$/;
const leftToDo = /\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/;
const machinePath = /(^|[^A-Za-z0-9_.])\/(work|farm|root|home\/[a-z]\w*|Users\/\w+)\//;
const registry = /https?:\/\/[^\s/'"`)]*(registry|artifactory|nexus|verdaccio|npmjs)[^\s'"`)]*/i;

export function file(path: string, text = ''): TreeFile {
  return { path, text };
}

/** A check of every line of the files that `concerns` names. */
function onLines(
  concerns: (path: string) => boolean,
  pattern: RegExp,
): (files: readonly TreeFile[]) => readonly string[] {
  return (files) =>
    files
      .filter(({ path }) => concerns(path))
      .flatMap(({ path, text }) =>
        text
          .split('\n')
          .flatMap((line, index) =>
            pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
          ),
      );
}

/** A check of every name below apps, libs, test and bench. */
function onNames(
  isFine: (name: string, isFile: boolean) => boolean,
): (files: readonly TreeFile[]) => readonly string[] {
  return (files) =>
    files
      .map(({ path }) => path)
      .filter((path) => ours.test(path))
      .filter((path) => {
        const names = path.split('/');
        return !names.every((name, index) => isFine(name, index === names.length - 1));
      });
}

/** Folders of libs and apps that the build or nest-cli.json does not know. */
function unknownToTheBuild(files: readonly TreeFile[]): readonly string[] {
  const paths = new Set(files.map(({ path }) => path));
  const cli = files.find(({ path }) => path === 'nest-cli.json')?.text ?? '';
  const roots = [...paths].flatMap((path) => /^(apps|libs)\/[^/]+(?=\/)/.exec(path)?.[0] ?? []);
  return [...new Set(roots)].flatMap((root) => [
    ...(cli.includes(`"root": "${root}"`) ? [] : [`nest-cli.json does not name ${root}`]),
    ...(paths.has(`${root}/tsconfig.${root.slice(0, 3)}.json`) ? [] : [`${root} has no tsconfig`]),
  ]);
}

/** The file behind a command of package.json is run by the shell, which asks its first line how. */
function commandsWithoutShebang(files: readonly TreeFile[]): readonly string[] {
  const commands = files.find(({ path }) => path === 'package.json')?.text ?? '';
  return files
    .filter(({ path }) => commands.includes(`"./dist/${path.replace(/\.ts$/, '.js')}"`))
    .filter(({ text }) => !text.startsWith('#!/usr/bin/env node\n'))
    .map(({ path }) => `${path} does not start with #!/usr/bin/env node`);
}

export const tidyRules: readonly TidyRule[] = [
  {
    says: 'nothing is left to do in a comment: an issue holds what is not done',
    check: onLines((path) => path !== 'package-lock.json', leftToDo),
    breaks: [
      file('libs/ledger-core/src/fee.policy.ts', `// ${['TO', 'DO'].join('')} round`),
      file('docs/operations.md', `${['FIX', 'ME'].join('')}: say more`),
    ],
    passes: [file('libs/ledger-core/src/fee.policy.ts', '// All that is to do is done.')],
  },
  {
    says: 'names of files and folders are kebab-case, with the role as a suffix',
    check: (files) =>
      onNames((name, isFile) => (isFile ? fileName : folderName).test(name))(
        // A golden sample is named as the event type or message it holds.
        files.filter(({ path }) => !path.startsWith('test/golden/')),
      ),
    breaks: [
      file('libs/ledger-core/src/FeePolicy.ts'),
      file('libs/ledger-core/src/fee_policy.ts'),
      file('apps/api/src/calcRefund/refund.dto.ts'),
    ],
    passes: [
      file('libs/ledger-core/src/policy/fee.policy.spec.ts'),
      file('libs/read-models/src/migrations/1760000000001-create-account.ts'),
      file('test/golden/events/InvoiceIssued.v1.json'),
      file('CHANGELOG.md'),
    ],
  },
  {
    says: 'a name tells what a file is, not where leftovers go',
    check: onNames((name) => !name.split(/[-.]/).some((word) => emptyWords.test(word))),
    breaks: [
      file('libs/platform/src/date-utils.ts'),
      file('libs/platform/src/shared/clock.ts'),
      file('apps/api/src/account-manager.ts'),
      file('libs/read-models/src/account.info.ts'),
    ],
    passes: [
      file('libs/platform/src/database.ts'),
      file('test/support/fresh-database.ts'),
      file('docs/common/x.md'),
    ],
  },
  {
    says: 'a spec has a name that the test runner looks for',
    check: (files) =>
      files
        .map(({ path }) => path)
        .filter((path) => ours.test(path) && /spec\.[cm]?[jt]sx?$/i.test(path))
        .filter((path) => !/(\.spec|\.(integration|e2e)-spec)\.ts$/.test(path)),
    breaks: [
      file('libs/platform/src/clock-spec.ts'),
      file('libs/platform/src/clock.unit-spec.ts'),
      file('libs/platform/src/clock.spec.mjs'),
    ],
    passes: [
      file('libs/platform/src/clock.spec.ts'),
      file('apps/api/test/refund.e2e-spec.ts'),
      file('libs/read-models/src/row-writer.integration-spec.ts'),
    ],
  },
  {
    says: 'no path of one machine stands in a file',
    check: onLines(() => true, machinePath),
    breaks: [
      file('docs/operations.md', `Look into ${['', 'root', 'ledger'].join('/')}.`),
      file('test/support/a.ts', `'${['', 'home', 'alice', 'ledger'].join('/')}'`),
    ],
    passes: [file('docs/operations.md', 'GET /v1/work/items, ./root/x, https://a.example/root/')],
  },
  {
    says: 'no package registry is named, so that an install uses the one it is given',
    check: (files) => [
      ...onLines((path) => path !== 'package-lock.json', registry)(files),
      ...onLines((path) => path === 'package-lock.json', /"resolved": "http/)(files),
    ],
    breaks: [
      file('.npmrc', `registry=${['https:', '', 'registry.example.com'].join('/')}`),
      file('package-lock.json', `"resolved": "${['https:', '', 'a.example/x.tgz'].join('/')}"`),
    ],
    passes: [
      file('README.md', 'https://prices.azure.com/api/retail/prices'),
      file('package-lock.json', '"url": "https://github.com/sponsors"'),
    ],
  },
  {
    says: 'the build knows every library and app',
    check: unknownToTheBuild,
    breaks: [file('libs/wallet/src/index.ts'), file('apps/mailer/tsconfig.app.json')],
    passes: [
      file('nest-cli.json', '{ "root": "libs/loyalty", "root": "libs/wallet" }'),
      file('libs/loyalty/tsconfig.lib.json'),
      file('libs/loyalty/src/index.ts'),
    ],
  },
  {
    says: 'a command can be run by its name',
    check: commandsWithoutShebang,
    breaks: [file('apps/ledger/src/main.ts', "import './start';")],
    passes: [
      file('package.json', '"ledger": "./dist/apps/ledger/src/main.js"'),
      file('apps/ledger/src/main.ts', "#!/usr/bin/env node\nimport './start';"),
      file('apps/ledger/src/start.ts', "import 'node:fs';"),
    ],
  },
];
