/** `breaks` is the id of a rule, or the selector of a restriction on syntax; `path` decides which blocks apply. */
export type LintSample = Readonly<{ breaks: string; path: string; code: string }>;

const core = 'libs/ledger-core/src';
const library = 'libs/read-models/src';
const numbered = (count: number): string =>
  Array.from({ length: count }, (_, index) => `export const n${index} = ${index};`).join('\n');
const branches = (count: number): string =>
  Array.from({ length: count }, (_, index) => `if (n === ${index}) return ${index};`).join('\n');

/** For each lint rule of the house a file that breaks this rule and no other. */
export const lintSamples: readonly LintSample[] = [
  {
    breaks: 'TSEnumDeclaration',
    path: `${library}/kind.ts`,
    code: "export enum Kind { Invoice = 'Invoice' }",
  },
  {
    breaks: 'ExportDefaultDeclaration',
    path: `${library}/default.ts`,
    code: 'export default 1;',
  },
  {
    breaks: "TSAsExpression > TSAsExpression[typeAnnotation.type='TSUnknownKeyword']",
    path: `${library}/escape.ts`,
    code: "export const day = 'x' as unknown as Date;",
  },
  {
    breaks: "MemberExpression[object.name='process'][property.name='env']",
    path: 'apps/api/src/environment.ts',
    code: 'export const { length } = Object.keys(process.env);',
  },
  {
    breaks: "MemberExpression[object.name='process'][property.value='env']",
    path: `${library}/environment.ts`,
    code: "export const { length } = Object.keys(process['env']);",
  },
  {
    breaks: "VariableDeclarator[init.name='process'] Property[key.name='env']",
    path: `${library}/destructured.ts`,
    code: 'export const { env } = process;',
  },
  {
    breaks:
      "ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name='env']",
    path: 'apps/ledger/src/imported.ts',
    code: "import { env as settings } from 'node:process'; export const all = settings;",
  },
  {
    breaks: "NewExpression[callee.name='Date'][arguments.length=0]",
    path: 'apps/projector/src/now.ts',
    code: 'export const now = new Date();',
  },
  {
    breaks: "CallExpression[callee.name='Date']",
    path: `${library}/now.ts`,
    code: 'export const now = Date();',
  },
  {
    breaks: "MemberExpression[object.name='Date'][property.name='now']",
    path: `${core}/clock.ts`,
    code: 'export const clock = Date.now;',
  },
  {
    breaks: "CallExpression[callee.name='parseFloat']",
    path: `${core}/float.ts`,
    code: "export const amount = parseFloat('1.10');",
  },
  {
    breaks: "CallExpression[callee.object.name='Number'][callee.property.name='parseFloat']",
    path: `${library}/float.ts`,
    code: "export const amount = Number.parseFloat('1.10');",
  },
  {
    breaks:
      "CallExpression[callee.name='Number'] > MemberExpression[property.name=/(amount|price|total|balance|rate)$/i]",
    path: `${core}/number.ts`,
    code: 'export const float = (of: { amount: string }): number => Number(of.amount);',
  },
  {
    breaks:
      "CallExpression[callee.name='Number'] > Identifier.arguments[name=/(amount|price|total|balance|rate)$/i]",
    path: 'libs/platform/src/number.ts',
    code: 'export const float = (unitPrice: string): number => Number(unitPrice);',
  },
  {
    breaks:
      "UnaryExpression[operator='+'] > MemberExpression[property.name=/(amount|price|total|balance|rate)$/i]",
    path: `${core}/plus.ts`,
    code: 'export const float = (of: { total: string }): number => +of.total;',
  },
  {
    breaks: "MemberExpression[object.name='Math'][property.name='random']",
    path: `${core}/chance.ts`,
    code: 'export const chance = Math.random();',
  },
  {
    breaks:
      'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo|failing)$/]',
    path: `${library}/skipped.spec.ts`,
    code: "it.skip('counts days', () => undefined);",
  },
  {
    breaks: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
    path: 'test/contract/skipped.spec.ts',
    code: "xit('counts days', () => undefined);",
  },
  { breaks: 'max-lines', path: `${library}/long.ts`, code: numbered(251) },
  { breaks: 'max-lines', path: `${library}/long.spec.ts`, code: numbered(401) },
  {
    breaks: 'max-lines-per-function',
    path: `${library}/long-function.ts`,
    code: `export function long(): void {${'\nvoid 0;'.repeat(40)}\n}`,
  },
  {
    breaks: 'max-params',
    path: `${library}/params.ts`,
    code: 'export const f = (a: 1, b: 1, c: 1, d: 1, e: 1): number => a + b + c + d + e;',
  },
  {
    breaks: 'complexity',
    path: `${library}/complex.ts`,
    code: `export function complex(n: number): number {\n${branches(8)}\nreturn n; }`,
  },
  {
    breaks: '@typescript-eslint/no-explicit-any',
    path: `${library}/any.ts`,
    code: 'export type Row = Record<string, any>;',
  },
  {
    breaks: '@typescript-eslint/no-non-null-assertion',
    path: `${library}/sure.ts`,
    code: 'export const first = (of: readonly string[]): string => of[0]!;',
  },
  {
    breaks: '@typescript-eslint/no-floating-promises',
    path: `${library}/floating.ts`,
    code: 'export function forget(work: Promise<void>): void { work.then(() => 1); }',
  },
  {
    breaks: '@typescript-eslint/ban-ts-comment',
    path: `${library}/silenced.ts`,
    code: '// @ts-expect-error -- a long enough reason\nexport const count: number = 1;',
  },
  {
    breaks: '@typescript-eslint/switch-exhaustiveness-check',
    path: `${library}/switch.ts`,
    code: "export function f(kind: 'a' | 'b'): void { switch (kind) { case 'a': return; } }",
  },
  {
    breaks: '@typescript-eslint/explicit-module-boundary-types',
    path: `${library}/untyped.ts`,
    code: 'export function answer() { return 42; }',
  },
  {
    breaks: '@typescript-eslint/consistent-type-imports',
    path: `${library}/type-import.ts`,
    code: "import { Stats } from 'node:fs'; export type Entry = Stats;",
  },
  {
    breaks: '@typescript-eslint/no-extraneous-class',
    path: `${library}/static.ts`,
    code: 'export class Rows { static readonly bound = 1; }',
  },
  {
    breaks: '@typescript-eslint/restrict-template-expressions',
    path: `${library}/template.ts`,
    code: 'export const text = (row: Date): string => `${row}`;',
  },
];

/** Files that are right, though a rule that reaches too far would refuse them. */
export const cleanFiles: Readonly<Record<string, string>> = {
  'libs/platform/src/clock.ts':
    "export const clock = { now: (): Date => new Date(), zone: process.env['TZ'] };",
  'libs/platform/src/clock.spec.ts':
    "it('tells the time', () => { expect(Date.now()).not.toBe(0); });",
  'libs/ledger-core/src/calendar.ts':
    'export const year = (of: string): number => Number(of.slice(0, 4)) + Date.parse(`${of}T00:00:00Z`);',
  'apps/api/src/azure-money.ts':
    'export const azureAmount = (of: { amount: string }): number => Number(of.amount);',
  'libs/ledger-core/src/fee.spec.ts':
    "it.each([[1, 1, 1, 1, 1]])('%i', (a, b, c, d, e) => { expect([a, b, c, d, e]).toHaveLength(5); });",
  'bench/stopwatch.ts': 'export const started = Date.now();',
  'test/support/when.ts':
    "export const when = () => new Date().toISOString() + String(process.env['X']);",
};

/** A rule may not be switched off in passing, in the file that breaks it. */
export const switchedOff: Readonly<Record<string, string>> = {
  'libs/read-models/src/switched-off.ts':
    '// eslint-disable-next-line complexity\nexport const one = 1;',
};
