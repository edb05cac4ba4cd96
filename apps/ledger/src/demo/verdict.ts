import { EXIT, type ExitCode } from '../exit-codes';
import { type Styling } from '../presentation/styling';
import { type PlayedScene } from './scene';
import { agrees, type Comparison, type Entry } from './script';

/** What all scenes together come to. */
export interface Verdict {
  readonly scenes: number;
  readonly comparisons: number;
  /** A line for each difference, and for each scene that could not be played to its end. */
  readonly differences: readonly string[];
}

/** Everything agrees if nothing differs, every scene was played to its end, and each compared something. */
export function verdictOf(played: readonly PlayedScene[]): Verdict {
  return {
    scenes: played.length,
    comparisons: played.flatMap(({ entries }) => comparisonsOf(entries)).length,
    differences: played.flatMap(differencesOf),
  };
}

export function comparisonsOf(entries: readonly Entry[]): readonly Comparison[] {
  return entries.flatMap((entry) => (entry.kind === 'comparison' ? [entry] : []));
}

function differencesOf({ number, entries, failure }: PlayedScene): readonly string[] {
  const comparisons = comparisonsOf(entries);
  return [
    ...comparisons
      .filter((comparison) => !agrees(comparison))
      .map(
        ({ what, document, ledger }) =>
          `scene ${number}, ${what}: the document says ${document}, the ledger ${ledger}`,
      ),
    ...(failure === undefined ? [] : [`scene ${number} could not be played: ${failure}`]),
    ...(comparisons.length === 0 ? [`scene ${number} compared nothing`] : []),
  ];
}

/** What the shell is told. */
export function exitCodeOf({ differences }: Verdict): ExitCode {
  return differences.length === 0 ? EXIT.done : EXIT.failed;
}

/** The last words: how many figures were compared, and what differs. */
export function verdictText(
  { scenes, comparisons, differences }: Verdict,
  seconds: string,
  styling: Styling,
): string {
  const played = `${counted(scenes, 'scene')}, ${counted(comparisons, 'comparison')}, ${seconds} seconds`;
  if (differences.length === 0)
    return styling.good(`${played}: the ledger says what the documents say.`);
  const differ = counted(differences.length, 'difference');
  return styling.bad(
    [`${played}: ${differ}.`, ...differences.map((line) => `✗ ${line}`)].join('\n'),
  );
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
