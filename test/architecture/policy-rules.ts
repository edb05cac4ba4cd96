import {
  type Page,
  PAGE_PATH,
  type PageRule,
  pageOf,
  type Reference,
  referencesIn,
  type RuledTree,
  rulesCitedIn,
  textsOf,
} from './policy-page';
import { deadLinks, missingNames } from './policy-page-links';

const idsOf = (family: string, from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `R-${family}-${from + index}`);

/** Every rule of the business there is. A new one starts here. */
export const RULES: readonly string[] = [
  ...idsOf('PUR', 1, 6),
  ...idsOf('ACC', 1, 4),
  ...idsOf('RET', 1, 4),
  ...idsOf('AMT', 1, 6),
  ...idsOf('CAP', 1, 5),
  ...idsOf('EXC', 1, 8),
  ...idsOf('OUT', 0, 7),
  ...idsOf('TIM', 1, 2),
  ...idsOf('REC', 1, 2),
];

/** Not built in full: what is asked for on behalf of a customer is missing. */
export const UNBUILT_RULES: readonly string[] = idsOf('ACC', 2, 4);
const UNBUILT_TEXT = 'not built';

const isOfCore = (path: string): boolean => /^libs\/ledger-core\/src\/.*\.ts$/.test(path);
/** Specs of every kind, and the auditors that random lives run through; not what either is helped by. */
const isTest = (path: string): boolean => /[.-]spec\.ts$|\.auditor\.ts$/.test(path);
/**
 * They name things and cite a rule to say what a field is for. At every entry they would bury the one place
 * that decides; where a rule has no other place, the page may name them all the same.
 */
const isVocabulary = (path: string): boolean =>
  /\/(events|commands|rejections|ids|explanation|state\/state)\.ts$|\/events\//.test(path);

function rulesWithoutEntry(tree: RuledTree): readonly string[] {
  const named = pageOf(tree).entries.map(({ id }) => id);
  const twice = named.filter((id, index) => named.indexOf(id) !== index);
  return [
    ...tree.rules.filter((id) => !named.includes(id)).map((id) => `${id} has no entry`),
    ...twice.map((id) => `${id} has two entries`),
    ...named
      .filter((id) => !tree.rules.includes(id))
      .map((id) => `${id} has an entry, but is no rule`),
  ];
}

function unknownCitations({ files, rules }: RuledTree): readonly string[] {
  return files
    .filter(({ path }) => isOfCore(path) || path.startsWith('test/lives/') || path === PAGE_PATH)
    .flatMap(({ path, text }) =>
      [...rulesCitedIn(text)]
        .filter((id) => !rules.includes(id))
        .map((id) => `${path} cites ${id}, which is no rule`),
    );
}

function uncitedFiles(tree: RuledTree): readonly string[] {
  const page = pageOf(tree);
  const silent = silentFiles(tree, page);
  const byRule = page.entries.flatMap(({ id, place, withIt, tests }) =>
    silent([place, withIt, tests], [id]).map((label) => `[${label}] does not cite ${id}`),
  );
  const byDocument = page
    .rows('By the documents')
    .flatMap(([sentence = '', ids = '', place = '']) =>
      silent([place], [...rulesCitedIn(ids)]).map(
        (label) => `[${label}] stands at ${sentence} and cites none of its rules`,
      ),
    );
  return [...byRule, ...byDocument];
}

/** Labels in some texts whose files cite none of some rules. */
function silentFiles(
  tree: RuledTree,
  { targets }: Page,
): (places: readonly string[], ids: readonly string[]) => readonly string[] {
  const texts = textsOf(tree);
  const cites = ({ label }: Reference, ids: readonly string[]): boolean => {
    const cited = rulesCitedIn(texts.get(targets.get(label) ?? '') ?? '');
    return ids.length === 0 || ids.some((id) => cited.has(id));
  };
  return (places, ids) =>
    places
      .flatMap((place) => referencesIn(place))
      .filter((reference) => !cites(reference, ids))
      .map(({ label }) => label);
}

function forgottenFiles(tree: RuledTree): readonly string[] {
  const { entries, targets } = pageOf(tree);
  const named = new Map(
    entries.map(({ id, place, withIt }) => [
      id,
      referencesIn(`${place} ${withIt}`).map(({ label }) => targets.get(label)),
    ]),
  );
  return tree.files
    .filter(({ path }) => isOfCore(path) && !isTest(path) && !isVocabulary(path))
    .flatMap(({ path, text }) =>
      [...rulesCitedIn(text)]
        .filter((id) => named.get(id)?.includes(path) === false)
        .map((id) => `${path} cites ${id} and does not stand there`),
    );
}

function untestedRules(tree: RuledTree): readonly string[] {
  const { entries, targets } = pageOf(tree);
  return entries.flatMap(({ id, place, tests }) => {
    if (tree.unbuilt.includes(id))
      return place.includes(UNBUILT_TEXT) ? [] : [`${id} does not say what of it is to come`];
    const shownBy = referencesIn(tests);
    return [
      ...(referencesIn(place).length === 0 ? [`${id} has no place`] : []),
      ...(shownBy.length === 0 ? [`${id} has no test`] : []),
      ...shownBy
        .filter(({ label }) => !isTest(targets.get(label) ?? ''))
        .map(({ label }) => `[${label}] is no test of ${id}`),
    ];
  });
}

function sentencesWithoutPlace(tree: RuledTree): readonly string[] {
  const isToCome = (ids: readonly string[], place: string): boolean =>
    place.includes(UNBUILT_TEXT) && ids.some((id) => tree.unbuilt.includes(id));
  return pageOf(tree)
    .rows('By the documents')
    .flatMap(([sentence = '', rules = '', place = '']) => {
      const ids = [...rulesCitedIn(rules)];
      const isKnown = ids.length > 0 || rules === 'Words';
      const isPlaced = referencesIn(place).length > 0 || isToCome(ids, place);
      return [
        ...(isKnown ? [] : [`${sentence} has no rule`]),
        ...(isPlaced ? [] : [`${sentence} has no place`]),
      ];
    });
}

function termsAstray(tree: RuledTree): readonly string[] {
  const { rows, targets } = pageOf(tree);
  const texts = textsOf(tree);
  const declared = /type PolicyTerms = Readonly<\{([\s\S]*?)\n\}>/.exec(
    texts.get('libs/ledger-core/src/policy/policy-terms.ts') ?? '',
  );
  const fields = [...(declared?.[1] ?? '').matchAll(/^ {2}(\w+):/gm)].map(([, name = '']) => name);
  const terms = rows('By term').map(([, field = '', ...cells]) => ({
    field: field.replaceAll('`', ''),
    readers: referencesIn(cells.at(-1) ?? ''),
  }));
  return [
    ...fields
      .filter((name) => !terms.some(({ field }) => field === name))
      .map((name) => `the term ${name} is no row`),
    ...terms
      .filter(({ field }) => !fields.includes(field))
      .map(({ field }) => `${field} is a row, but no term`),
    ...terms
      .filter(({ readers }) => readers.length === 0)
      .map(({ field }) => `nobody reads ${field}`),
    ...terms.flatMap(({ field, readers }) =>
      readers
        .filter(({ label }) => texts.get(targets.get(label) ?? '')?.includes(field) !== true)
        .map(({ label }) => `[${label}] does not read ${field}`),
    ),
  ];
}

export const pageRules: readonly PageRule[] = [
  { says: 'every rule has one entry, and every entry a rule', gaps: rulesWithoutEntry },
  { says: 'no rule is cited that does not exist', gaps: unknownCitations },
  { says: 'every link leads to a file or a heading', gaps: deadLinks },
  { says: 'every name stands in the file it is looked for in', gaps: missingNames },
  { says: 'every file named for a rule cites it', gaps: uncitedFiles },
  { says: 'every file of the core that cites a rule stands at its entry', gaps: forgottenFiles },
  { says: 'every rule that is built has a place and a test', gaps: untestedRules },
  { says: 'every sentence has a rule and a place', gaps: sentencesWithoutPlace },
  { says: 'every policy term is a row with those who read it', gaps: termsAstray },
];
