import { type Styling } from '../presentation/styling';
import { indented, tableText } from '../presentation/table';
import { DOCUMENTS, type PlayedScene, type Saying } from './scene';
import { agrees, type Comparison, type Entry } from './script';
import { comparisonsOf } from './verdict';
import { wrapped } from '../presentation/wrapped';

const WIDTH = 96;
const CELL_WIDTH = 26;
const MARGIN = 12;
const PAPER_MARGIN = 4;
const AGREES = '✓';
const DIFFERS = '✗';

/** Which documents are meant, before the first scene. */
export function documentsText(styling: Styling): string {
  return [
    'What two documents say, and what the ledger says:',
    ...Object.entries(DOCUMENTS).map(
      ([name, { title, on }]) => `  ${styling.heading(name)}\n    ${title}, ${on}`,
    ),
    'What a document leaves to be reckoned was reckoned by hand from its sentences: it says how.',
    '',
  ].join('\n');
}

/** A scene as people read it: what the document says, what was done, the papers, and both side by side. */
export function sceneText(played: PlayedScene, styling: Styling): string {
  const { scene, number, entries, failure } = played;
  return [
    styling.heading(`${number}. ${scene.title}`),
    styling.faint('─'.repeat(WIDTH)),
    ...scene.sayings.map((saying) => sayingText(saying, styling)),
    ...blocksOf(entries).map((block) => `\n${blockText(block, styling)}`),
    ...(failure === undefined
      ? []
      : ['', styling.bad(`${DIFFERS} It could not be played: ${failure}`)]),
    '',
  ].join('\n');
}

function sayingText({ document, heading, rules, says, quote }: Saying, styling: Styling): string {
  return [
    `${document}, “${heading}”  ${styling.faint(rules.join(', '))}`,
    indented(wrapped(says, WIDTH - 2)),
    indented(styling.faint(wrapped(`« ${quote} »`, WIDTH - 2))),
  ].join('\n');
}

type Block = 'steps' | 'figures' | 'paper';

const BLOCKS: Readonly<Record<Entry['kind'], Block>> = {
  step: 'steps',
  working: 'figures',
  comparison: 'figures',
  paper: 'paper',
};

/** Steps that follow each other are read together, and so are figures; a paper stands alone. */
function blocksOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const blocks: Entry[][] = [];
  let last: Block = 'paper';
  for (const entry of entries) {
    const kind = BLOCKS[entry.kind];
    if (kind === last && kind !== 'paper') blocks.at(-1)?.push(entry);
    else blocks.push([entry]);
    last = kind;
  }
  return blocks;
}

function blockText(block: readonly Entry[], styling: Styling): string {
  return [
    ...block.flatMap((entry) => entryText(entry, styling)),
    ...figuresText(block, styling),
  ].join('\n');
}

function entryText(entry: Entry, styling: Styling): readonly string[] {
  switch (entry.kind) {
    case 'step':
      return [stepText(entry, styling)];
    case 'paper':
      return [indented(edged(entry.paper.text(styling), styling), PAPER_MARGIN)];
    case 'working':
    case 'comparison':
      return [];
  }
}

/** The figures of a block; above them, how they are worked out. */
function figuresText(block: readonly Entry[], styling: Styling): readonly string[] {
  const workings = block.flatMap((entry) => (entry.kind === 'working' ? [entry.text] : []));
  const comparisons = comparisonsOf(block);
  const byHand = wrapped(`By hand: ${workings.join(' ')}`, WIDTH - MARGIN);
  return [
    ...(workings.length === 0 ? [] : [`${indented(styling.faint(byHand), MARGIN)}\n`]),
    ...(comparisons.length === 0 ? [] : [indented(comparisonsText(comparisons, styling), MARGIN)]),
  ];
}

function stepText({ on, text }: Readonly<{ on: string; text: string }>, styling: Styling): string {
  const words = indented(wrapped(text, WIDTH - MARGIN), MARGIN);
  return `${styling.heading(on)}${words.slice(on.length)}`;
}

/** A line at the left of a paper, so that it is seen to be one. */
function edged(text: string, styling: Styling): string {
  return text
    .split('\n')
    .map((line) => `${styling.faint('│')} ${line}`.trimEnd())
    .join('\n');
}

function comparisonsText(comparisons: readonly Comparison[], styling: Styling): string {
  const columns = [
    { head: 'what' },
    { head: 'document says' },
    { head: 'ledger says' },
    { head: '' },
  ] as const;
  const rows = comparisons.map((comparison) => [
    wrapped(comparison.what, CELL_WIDTH),
    wrapped(comparison.document, CELL_WIDTH),
    wrapped(comparison.ledger, CELL_WIDTH),
    agrees(comparison) ? styling.good(AGREES) : styling.bad(DIFFERS),
  ]);
  return tableText(columns, rows, styling);
}
