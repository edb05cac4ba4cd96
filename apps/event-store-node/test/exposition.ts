// Reads Prometheus' text format as its description has it, without the library that writes it.

export type Family = Readonly<{
  name: string;
  help: string;
  type: string;
  samples: Sample[];
}>;
export type Sample = Readonly<{
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}>;

const META = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;
const SUFFIXES = /_(bucket|sum|count)$/;

/** Every family of an exposition. Throws at the first line that is none of the format. */
export function parseExposition(text: string): ReadonlyMap<string, Family> {
  const helps = new Map<string, string>();
  const families = new Map<string, Family>();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, keyword, name = '', rest = ''] = META.exec(line) ?? [];
    if (keyword === 'HELP') helps.set(name, rest);
    else if (keyword === 'TYPE')
      families.set(name, { name, help: helps.get(name) ?? '', type: rest, samples: [] });
    else familyOf(line, families).samples.push(sampleOf(line));
  }
  return families;
}

function familyOf(line: string, families: ReadonlyMap<string, Family>): Family {
  const { name } = sampleOf(line);
  const family = families.get(name) ?? families.get(name.replace(SUFFIXES, ''));
  if (family === undefined) throw new Error(`No TYPE before: ${line}`);
  return family;
}

function sampleOf(line: string): Sample {
  const [, name, labelText = '', value = ''] = SAMPLE.exec(line) ?? [];
  if (name === undefined) throw new Error(`No sample: ${line}`);
  return { name, labels: labelsOf(labelText), value: numberOf(value, line) };
}

function labelsOf(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const found = LABEL.exec(text);
    if (found === null) throw new Error(`No labels: ${text}`);
    labels[found[1] ?? ''] = found[2] ?? '';
  }
  return labels;
}

function numberOf(text: string, line: string): number {
  if (text === '+Inf') return Infinity;
  if (/^nan$/i.test(text)) return Number.NaN;
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) throw new Error(`No number: ${line}`);
  return Number(text);
}

/** The value of the one sample of this name with these labels. */
export function valueOf(
  families: ReadonlyMap<string, Family>,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const found = [...families.values()]
    .flatMap(({ samples }) => samples)
    .filter(
      (sample) =>
        sample.name === name &&
        Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
    );
  if (found.length > 1) throw new Error(`${name} is not one sample`);
  return found[0]?.value;
}
