import { PAGE_PATH, type RuledTree } from './policy-page';
import { type TreeFile } from './tree-files';

const core = 'libs/ledger-core/src';

const page = `# Rules

The record is [0008](adr/0008.md); see [the rules](#by-rule).

## By the documents

| sentence | rules     | where                               |
| -------- | --------- | ----------------------------------- |
| "capped" | [R-CAP-1] | [policy/cap.policy.ts] \`exceedsCap\` |
| "roles"  | R-ACC-2   | not built                   |
| "owner"  | Words     | [decide.ts] \`decide\`                |

## By rule

#### R-CAP-1

The cap.

- place: [policy/cap.policy.ts] \`exceedsCap\`
- with it: [decide.ts]
- tests: [policy/cap.policy.spec.ts]

#### R-CAP-2

It lasts.

- place: [decide.ts] \`decide\`
- with it: [auditors/cap-books.ts]
- tests: [auditors/cap.auditor.ts]

#### R-CAP-3

It ends.

- place: [decide.ts]
- tests: [auditors/cap.auditor.ts]

#### R-ACC-2

Roles.

- place: not built

## By term

| term | field   | value | read by                |
| ---- | ------- | ----- | ---------------------- |
| cap  | \`limit\` | 5     | [policy/cap.policy.ts] |

[R-CAP-1]: #r-cap-1
[auditors/cap-books.ts]: ../test/lives/auditors/cap-books.ts
[auditors/cap.auditor.ts]: ../test/lives/auditors/cap.auditor.ts
[decide.ts]: ../${core}/decide.ts
[policy/cap.policy.spec.ts]: ../${core}/policy/cap.policy.spec.ts
[policy/cap.policy.ts]: ../${core}/policy/cap.policy.ts
`;

/** A tree of which its page says all there is to say. */
export const whole: RuledTree = {
  rules: ['R-CAP-1', 'R-CAP-2', 'R-CAP-3', 'R-ACC-2'],
  unbuilt: ['R-ACC-2'],
  files: [
    { path: PAGE_PATH, text: page },
    { path: 'docs/adr/0008.md', text: '# Decisions' },
    {
      path: `${core}/policy/policy-terms.ts`,
      text: 'export type PolicyTerms = Readonly<{\n  limit: Money;\n}>;\n',
    },
    {
      path: `${core}/policy/cap.policy.ts`,
      text: '/** R-CAP-1 */\nexport function exceedsCap(limit: Money): boolean {}\n',
    },
    { path: `${core}/policy/cap.policy.spec.ts`, text: "describe('R-CAP-1: the cap')" },
    { path: `${core}/decide.ts`, text: '/** R-CAP-1 to R-CAP-3 */\nconst decide = 1;\n' },
    { path: `${core}/events/events.ts`, text: '/** R-CAP-1 */' },
    { path: 'test/lives/auditors/cap-books.ts', text: '/** R-CAP-2 */' },
    { path: 'test/lives/auditors/cap.auditor.ts', text: '/** R-CAP-2, R-CAP-3 */' },
  ],
};

function pageWith(from: string, to: string): TreeFile {
  if (!page.includes(from)) throw new Error(`The sample page does not say ${from}`);
  return { path: PAGE_PATH, text: page.replace(from, to) };
}

function inCore(path: string, text: string): TreeFile {
  return { path: `${core}/${path}`, text };
}

/** By what a rule of the page says: what it tells of a file that stands in place of, or beside, those of `whole`. */
export const breaks: Readonly<Record<string, readonly (readonly [gap: string, file: TreeFile])[]>> =
  {
    'every rule has one entry, and every entry a rule': [
      ['R-CAP-2 has no entry', pageWith('#### R-CAP-2', '')],
      ['R-CAP-2 has two entries', pageWith('#### R-CAP-2', '#### R-CAP-2\n\n#### R-CAP-2')],
      [
        'R-CAP-9 has an entry, but is no rule',
        pageWith('## By term', '#### R-CAP-9\n\n## By term'),
      ],
    ],
    'no rule is cited that does not exist': [
      [`${core}/a.ts cites R-AMT-9, which is no rule`, inCore('a.ts', '// R-AMT-9')],
      [`${core}/a.ts cites R-CAP-4, which is no rule`, inCore('a.ts', '// R-CAP-1 to R-CAP-4')],
      [`${core}/a.ts cites R-CAP-4, which is no rule`, inCore('a.ts', '// R-CAP-2 to 4')],
      [
        'test/lives/a.ts cites R-OUT-0, which is no rule',
        { path: 'test/lives/a.ts', text: "'R-OUT-0'" },
      ],
    ],
    'every link leads to a file or a heading': [
      ['[a.ts] has no target', pageWith('The record', 'Of [a.ts] the record')],
      [
        '[events.ts] is idle',
        pageWith('[decide.ts]:', `[events.ts]: ../${core}/events/events.ts\n[decide.ts]:`),
      ],
      [
        `[decide.ts] leads to ${core}/events/events.ts`,
        pageWith('/decide.ts', '/events/events.ts'),
      ],
      ['[R-CAP-1] leads to #r-cap-2', pageWith('#r-cap-1', '#r-cap-2')],
      [`${core}/b.ts is neither a file nor a heading`, pageWith('/decide.ts', '/b.ts')],
      ['#r-cap-4 is neither a file nor a heading', pageWith('#r-cap-1', '#r-cap-4')],
      ['docs/adr/0009.md is neither a file nor a heading', pageWith('adr/0008.md', 'adr/0009.md')],
      ['#by-rules is neither a file nor a heading', pageWith('#by-rule', '#by-rules')],
    ],
    'every name stands in the file it is looked for in': [
      ['[policy/cap.policy.ts] declares no limits', pageWith('`exceedsCap`', '`limits`')],
      ['[decide.ts] declares no decide', inCore('decide.ts', "import { decide } from './a';")],
    ],
    'every file named for a rule cites it': [
      [
        '[decide.ts] does not cite R-CAP-2',
        inCore('decide.ts', '/** R-CAP-1, R-CAP-3 */ const decide = 1;'),
      ],
      [
        '[decide.ts] does not cite R-CAP-1',
        inCore('decide.ts', '/** R-CAP-2 to R-CAP-3 */ const decide = 1;'),
      ],
      [
        '[policy/cap.policy.spec.ts] does not cite R-CAP-1',
        inCore('policy/cap.policy.spec.ts', "describe('the cap')"),
      ],
      [
        '[policy/cap.policy.ts] stands at "capped" and cites none of its rules',
        pageWith('| [R-CAP-1]', '| R-CAP-2'),
      ],
    ],
    'every file of the core that cites a rule stands at its entry': [
      [`${core}/a.ts cites R-CAP-2 and does not stand there`, inCore('a.ts', '// R-CAP-2')],
      [
        `${core}/decide.ts cites R-CAP-1 and does not stand there`,
        pageWith('- with it: [decide.ts]\n', ''),
      ],
    ],
    'every rule that is built has a place and a test': [
      ['R-CAP-1 has no test', pageWith('- tests: [policy/cap.policy.spec.ts]', '')],
      ['R-CAP-2 has no place', pageWith('- place: [decide.ts] `decide`', '')],
      [
        '[decide.ts] is no test of R-CAP-2',
        pageWith('- tests: [auditors/cap.auditor.ts]', '- tests: [decide.ts]'),
      ],
      [
        '[auditors/cap-books.ts] is no test of R-CAP-2',
        pageWith('- tests: [auditors/cap.auditor.ts]', '- tests: [auditors/cap-books.ts]'),
      ],
      ['R-ACC-2 does not say what of it is to come', pageWith('- place: not built', '')],
    ],
    'every sentence has a rule and a place': [
      ['"capped" has no rule', pageWith('| [R-CAP-1]', '| the cap')],
      ['"owner" has no place', pageWith('| Words     | [decide.ts]', '| Words     | not built')],
    ],
    'every policy term is a row with those who read it': [
      [
        'the term days is no row',
        inCore(
          'policy/policy-terms.ts',
          'type PolicyTerms = Readonly<{\n  limit: Money;\n  days: number;\n}>;',
        ),
      ],
      [
        'limit is a row, but no term',
        inCore('policy/policy-terms.ts', 'export type PolicyTerms = Readonly<{\n}>;\n'),
      ],
      ['nobody reads limit', pageWith('5     | [policy/cap.policy.ts]', '5     | nobody')],
      [
        '[decide.ts] does not read limit',
        pageWith('5     | [policy/cap.policy.ts]', '5 | [decide.ts]'),
      ],
    ],
  };
