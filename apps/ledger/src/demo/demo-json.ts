import { type PlayedScene } from './scene';
import { agrees } from './script';
import { comparisonsOf, type Verdict } from './verdict';

/** The demo for programs: one JSON object, with the papers as they were answered. */
export function demoJson(
  played: readonly PlayedScene[],
  verdict: Verdict,
  seconds: string,
): string {
  return JSON.stringify({
    agrees: verdict.differences.length === 0,
    seconds,
    comparisons: verdict.comparisons,
    differences: verdict.differences,
    scenes: played.map(sceneJson),
  });
}

function sceneJson({ scene, number, entries, failure }: PlayedScene): unknown {
  const { name, title, sayings } = scene;
  return {
    ...{ number, name, title, sayings, failure },
    comparisons: comparisonsOf(entries).map((comparison) => {
      const { what, document, ledger } = comparison;
      return { what, document, ledger, agrees: agrees(comparison) };
    }),
    papers: entries.flatMap((entry) => (entry.kind === 'paper' ? [entry.paper.answer] : [])),
  };
}
