import { join } from 'node:path';
import * as ts from 'typescript';
import { repositoryRoot } from './sample-trees';

const sample = join(repositoryRoot, 'libs/ledger-core/src/purity.sample.ts');

/** What the compiler says of a file of ledger-core under a tsconfig of the tree. The file exists in memory only. */
function complaints(tsconfig: string, text: string): readonly string[] {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    join(repositoryRoot, tsconfig),
    { noEmit: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  if (parsed === undefined) throw new Error(`${tsconfig} cannot be read`);
  const host = ts.createCompilerHost(parsed.options);
  const fromDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === sample ? ts.createSourceFile(name, text, rest[0]) : fromDisk(name, ...rest);
  const program = ts.createProgram([sample], parsed.options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(sample))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('R-TIM-2: ledger-core is compiled without anything of Node', () => {
  it.each([
    ['process', 'export const version = process.version;'],
    ['Buffer', "export const bytes = Buffer.from('x');"],
    ['crypto', 'export const id = crypto.randomUUID();'],
    ['setTimeout', 'export const later = setTimeout(() => undefined, 1);'],
    ['console', "console.log('x');"],
    ['fetch', "export const rate = fetch('https://example.com');"],
    ['node:fs', "import { readFileSync } from 'node:fs'; export const read = readFileSync;"],
  ])(
    'so that %s does not compile',
    (name, text) => {
      expect(complaints('libs/ledger-core/tsconfig.lib.json', text)).toEqual([
        expect.stringContaining(name),
      ]);
      // The same text is right elsewhere: it is this tsconfig that refuses it.
      expect(complaints('tsconfig.json', text)).toEqual([]);
    },
    60_000,
  );

  it('while arithmetic and dates compile', () => {
    const text =
      "import { Decimal } from 'decimal.js'; export const day = [new Date('2021-06-15'), new Decimal(1)];";
    expect(complaints('libs/ledger-core/tsconfig.lib.json', text)).toEqual([]);
  }, 60_000);
});
