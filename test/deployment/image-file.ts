/** One instruction of a Dockerfile, continued lines joined. */
export type Instruction = Readonly<{ name: string; words: string }>;

/** At /docs and /docs/policy-rules. */
const SERVED_FILES = ['docs/openapi.json', 'docs/policy-rules.md'];
const PINNED_BASE = /^\S+:\d+\.\d+\.\d+(-[\w.-]+)?$/;

/** The instructions of a Dockerfile, in order; comments are left out. */
export function instructionsOf(text: string): readonly Instruction[] {
  return text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...words] = line.trim().split(/\s+/);
      return { name: name.toUpperCase(), words: words.join(' ') };
    });
}

/** What is copied from the tree, not from an earlier stage. */
export function copiedFrom(instructions: readonly Instruction[]): readonly string[] {
  return instructions
    .filter(({ name, words }) => name === 'COPY' && !words.startsWith('--from'))
    .flatMap(({ words }) => words.split(' ').slice(0, -1));
}

/** What a container of ours must not be made like, in words. */
export function imageProblems(text: string): readonly string[] {
  const all = instructionsOf(text);
  const last = all.slice(all.map(({ name }) => name).lastIndexOf('FROM'));
  const wordsOf = (name: string): string =>
    last.findLast((each) => each.name === name)?.words ?? '';
  const base = all.find(({ name }) => name === 'ARG')?.words.replace(/^\w+=/, '') ?? '';
  const checks: readonly (readonly [boolean, string])[] = [
    [PINNED_BASE.test(base), `the base ${base} is not pinned to a version`],
    [
      all.filter(({ name }) => name === 'FROM').every(({ words }) => words.startsWith('${NODE} ')),
      'a stage has a base of its own',
    ],
    [/^[1-9]\d*:[1-9]\d*$/.test(wordsOf('USER')), 'the user is not a number other than root'],
    [wordsOf('STOPSIGNAL') === 'SIGTERM', 'it is not stopped by SIGTERM'],
    [wordsOf('ENTRYPOINT').startsWith('["node", '), 'signals do not arrive: no exec form'],
    [/^(--\S+ )*CMD /.test(wordsOf('HEALTHCHECK')), 'it has no health check'],
    [/image\.licenses=/.test(wordsOf('LABEL')), 'it does not say its licence'],
    [!last.some(({ name, words }) => name === 'COPY' && words.startsWith('. ')), 'it copies all'],
    [
      SERVED_FILES.every((file) => last.some(({ words }) => words.split(' ').includes(file))),
      'it lacks a file that the API serves',
    ],
  ];
  return checks.flatMap(([holds, problem]) => (holds ? [] : [problem]));
}
