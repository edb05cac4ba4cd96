import { type BenchedSystem } from './system/benched-system';

/** How long each slice of a measurement lasts, and how often subject and baseline take turns. */
export type Effort = Readonly<{ sliceSeconds: number; rounds: number }>;

/** One question, asked of a running system; it prints its answer with the baseline of the same run. */
export type Benchmark = Readonly<{
  name: string;
  about: string;
  run: (system: BenchedSystem, effort: Effort, print: (line: string) => void) => Promise<void>;
}>;
