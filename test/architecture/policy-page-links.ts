import { fromRoot, pageOf, referencesIn, type RuledTree, textsOf } from './policy-page';

/** Links and labels of the page that lead to nothing, or to something else than they say. */
export function deadLinks(tree: RuledTree): readonly string[] {
  const { text, targets } = pageOf(tree);
  const paths = new Set(tree.files.map(({ path }) => path));
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => anchorOf(title));
  const isAlive = (target: string): boolean => headings.includes(target) || paths.has(target);
  const used = new Set(referencesIn(text).map(({ label }) => label));
  const inline = [...text.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, to = '']) => fromRoot(to));
  return [
    ...[...used].filter((label) => !targets.has(label)).map((label) => `[${label}] has no target`),
    ...[...targets.keys()].filter((label) => !used.has(label)).map((label) => `[${label}] is idle`),
    ...[...targets]
      .filter(([label, target]) => isAlive(target) && !leadsTo(label, target))
      .map(([label, target]) => `[${label}] leads to ${target}`),
    ...[...targets.values(), ...inline]
      .filter((target) => !isAlive(target))
      .map((target) => `${target} is neither a file nor a heading`),
  ];
}

/** A label says the end of the path, or the heading. */
function leadsTo(label: string, target: string): boolean {
  const name = label.slice(label.lastIndexOf('/') + 1);
  return target === anchorOf(label) || target.endsWith(`/${name}`);
}

export function anchorOf(title: string): string {
  const kept = title.toLowerCase().replaceAll(/[^\p{L}\p{N} -]/gu, '');
  return `#${kept.replaceAll(' ', '-')}`;
}

/** Functions, constants, types and fields that the file they are named with does not declare. */
export function missingNames(tree: RuledTree): readonly string[] {
  const page = pageOf(tree);
  const texts = textsOf(tree);
  const declares = (text: string, name: string): boolean =>
    new RegExp(`\\b(function|const|type|class) ${name}\\b|^\\s+${name}\\??:`, 'm').test(text);
  const missing = referencesIn(page.text).flatMap(({ label, names }) => {
    const text = texts.get(page.targets.get(label) ?? '') ?? '';
    return names
      .filter((name) => !declares(text, name))
      .map((name) => `[${label}] declares no ${name}`);
  });
  return [...new Set(missing)];
}
