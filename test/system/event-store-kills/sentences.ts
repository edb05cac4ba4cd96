/** What must be so however often the node and its database are killed. */
export const SENTENCES = [
  'every acknowledged append is there once, with its bytes, at the revision and position that were answered',
  'no append is there in part, none that was refused, and none that nobody sent',
  'an append that is sent again is answered as the first time',
  'revisions have no hole and positions only grow',
  'what readers and subscribers were shown stands for ever where they were shown it',
  'a subscriber that resumes where it was is shown everything, in order and once',
  'no append is refused but for one that was written before it, and none fails but with its node',
  'a node that lost its session ends with 1 and says why',
  'it stops in order and leaves no process behind',
] as const;
export type Sentence = (typeof SENTENCES)[number];

const KEPT_MAX = 50;
const TOLD_CHARACTERS = 600;

/** What disproves the sentences. */
export class Faults {
  private readonly found = new Map<Sentence, string[]>();
  private all = 0;

  constructor(private readonly tell: (line: string) => void = () => undefined) {}

  add(sentence: Sentence, fault: string): void {
    const faults = this.found.get(sentence) ?? [];
    if (faults.length < KEPT_MAX) {
      faults.push(fault);
      this.tell(`NOT SO: ${sentence}: ${fault.slice(0, TOLD_CHARACTERS)}`);
    }
    this.found.set(sentence, faults);
    this.all += 1;
  }

  of(sentence: Sentence): readonly string[] {
    return this.found.get(sentence) ?? [];
  }

  get count(): number {
    return this.all;
  }
}
