import { type Styling } from '../presentation/styling';

/** A paper or statement of the ledger: as people read it, and as it was answered. */
export interface Paper {
  readonly text: (styling: Styling) => string;
  readonly answer: unknown;
}

/** What was played, in its order. */
export type Entry =
  | Readonly<{ kind: 'step'; on: string; text: string }>
  | Readonly<{ kind: 'working'; text: string }>
  | Readonly<{ kind: 'paper'; paper: Paper }>
  | Comparison;

export type Comparison = Readonly<{
  kind: 'comparison';
  what: string;
  /** Worked out by hand from the sentence of the document. */
  document: string;
  ledger: string;
}>;

/** Takes down what a scene does, for those who read it afterwards. */
export interface Script {
  /** Says what is done. */
  readonly tells: (text: string) => void;
  /** Says how the figures that follow are worked out by hand. */
  readonly reckons: (text: string) => void;
  readonly shows: (paper: Paper) => void;
  /** Puts beside each other what the document says and what the ledger says: they agree when the texts are the same. */
  readonly expects: (what: string, document: string, ledger: string) => void;
}

/** A script that writes its entries into the given list; `today` is the day of the scene. */
export function scriptInto(entries: Entry[], today: () => string): Script {
  return {
    tells: (text) => entries.push({ kind: 'step', on: today(), text }),
    reckons: (text) => entries.push({ kind: 'working', text }),
    shows: (paper) => entries.push({ kind: 'paper', paper }),
    expects: (what, document, ledger) =>
      entries.push({ kind: 'comparison', what, document, ledger }),
  };
}

export function agrees({ document, ledger }: Comparison): boolean {
  return document === ledger;
}
