/** Where the facts of one union of events stand in the tree. */
export type Catalogue = Readonly<{
  eventTypes: readonly string[];
  /** Types that a codec writes and parses. */
  codecs: readonly string[];
  /** Text of the files that fold the events. */
  evolve: string;
  /** File names of golden samples, such as `InvoiceIssued.v1.json` or, for a further form, `InvoiceIssued.overage-month.v1.json`. */
  goldenSamples: readonly string[];
  readModels: readonly Readonly<{ name: string; handles: readonly string[] }>[];
  /** Types that no read model needs, each with the reason. */
  exceptions: Readonly<Record<string, string>>;
}>;

/** A reason is a sentence; less is an excuse. */
const reasonLengthMin = 30;

/** A sentence for each event type that lacks a place, and for each place that names no event type. */
export function gapsOf(catalogue: Catalogue): readonly string[] {
  return [
    ...catalogue.eventTypes.flatMap((type) => gapsOfType(catalogue, type)),
    ...leftOvers(catalogue),
  ];
}

function gapsOfType(catalogue: Catalogue, type: string): readonly string[] {
  const { codecs, evolve, goldenSamples } = catalogue;
  return [
    codecs.includes(type) ? undefined : `${type} has no codec`,
    folds(evolve, type) ? undefined : `${type} has no evolve case`,
    goldenSamples.includes(`${type}.v1.json`) ? undefined : `${type} has no golden sample`,
    placeIn(catalogue, type),
  ].filter((gap) => gap !== undefined);
}

function folds(evolve: string, type: string): boolean {
  return new RegExp(`case '${type}':|^\\s*${type}[:(,]`, 'm').test(evolve);
}

function placeIn({ readModels, exceptions }: Catalogue, type: string): string | undefined {
  const isRead = readModels.some(({ handles }) => handles.includes(type));
  const reason = exceptions[type];
  if (isRead && reason !== undefined) return `${type} is excepted though a read model handles it`;
  if (isRead) return undefined;
  if (reason === undefined) return `${type} has no read model and no reasoned exception`;
  return reason.length < reasonLengthMin ? `${type} is excepted without a reason` : undefined;
}

function leftOvers(catalogue: Catalogue): readonly string[] {
  const { eventTypes, codecs, goldenSamples, readModels, exceptions } = catalogue;
  const unknown = (where: string, types: readonly string[]): readonly string[] =>
    types
      .filter((type) => !eventTypes.includes(type))
      .map((type) => `${where} names ${type}, which is no event type`);
  return [
    ...unknown('a codec', codecs),
    ...unknown(
      'a golden sample',
      goldenSamples.map((name) => name.replace(/(\.[a-z-]+)?\.v\d+\.json$/, '')),
    ),
    ...readModels.flatMap(({ name, handles }) => unknown(`the read model ${name}`, handles)),
    ...unknown('an exception', Object.keys(exceptions)),
  ];
}
