import { type Fate, type Journal, type Origin } from './journal';
import { type ShownEvent } from './sent-appends';

const THERE =
  'every acknowledged append is there once, with its bytes, at the revision and position that were answered';
const WHOLE = 'no append is there in part, none that was refused, and none that nobody sent';
const ORDERED = 'revisions have no hole and positions only grow';
const STANDS = 'what readers and subscribers were shown stands for ever where they were shown it';

/** Reads the log from its start, in any number of parts, and holds it against what the journal knows. */
export class LogAudit {
  /** Of the last event read. */
  position = 0n;
  readonly heads = new Map<string, bigint>();
  private readonly places = new Map<Fate, ShownEvent>();
  private readonly positions = new Set<bigint>();
  /** Of the append that the last event belongs to, when more of it must follow. */
  private unfinished: Origin | undefined;
  private acknowledgementsChecked = 0;

  constructor(private readonly journal: Journal) {}

  get events(): number {
    return this.positions.size;
  }

  eventsUpTo(position: bigint): number {
    return [...this.positions].filter((each) => each <= position).length;
  }

  /** The next event of the log. */
  take(event: ShownEvent): void {
    this.journal.show(event, 'the audit');
    this.takeOrder(event);
    this.takeOrigin(event);
    this.position = event.position;
    this.positions.add(event.position);
  }

  /** The log was read to its end, after so many appends had been acknowledged. */
  check(acknowledgedBefore: number): void {
    const { acknowledged, refused, faults } = this.journal;
    if (this.unfinished !== undefined)
      faults.add(WHOLE, `${told(this.unfinished.fate)} ends after ${this.unfinished.index + 1}`);
    for (const fate of acknowledged.slice(this.acknowledgementsChecked, acknowledgedBefore))
      this.checkPlace(fate);
    this.acknowledgementsChecked = acknowledgedBefore;
    for (const fate of refused)
      if (this.places.has(fate)) faults.add(WHOLE, `${told(fate)} was refused`);
  }

  /** Only when nobody has been shown anything since the log was read. */
  checkShown(): void {
    for (const [position, what] of this.journal.shown)
      if (!this.positions.has(position))
        this.journal.faults.add(STANDS, `${what} was shown at ${position}, where nothing is now`);
  }

  private takeOrder({ position, stream, revision }: ShownEvent): void {
    const { faults } = this.journal;
    if (position <= this.position)
      faults.add(ORDERED, `position ${position} comes after ${this.position}`);
    const next = (this.heads.get(stream) ?? -1n) + 1n;
    if (revision !== next)
      faults.add(ORDERED, `${stream} has revision ${revision} where ${next} should be`);
    this.heads.set(stream, revision);
  }

  private takeOrigin(event: ShownEvent): void {
    const origin = this.journal.originOf(event.id);
    const before = this.unfinished;
    this.unfinished = undefined;
    if (origin?.fate.append.stream !== event.stream) {
      this.journal.faults.add(WHOLE, `nobody sent ${event.id} to ${event.stream}`);
      return;
    }
    this.takeNeighbour(before, origin);
    const { fate, index } = origin;
    if (this.places.has(fate)) this.journal.faults.add(THERE, `${told(fate)} is there twice`);
    if (index + 1 === fate.append.ids.length) this.places.set(fate, event);
    else this.unfinished = origin;
  }

  /** The events of an append stand one after the other. */
  private takeNeighbour(before: Origin | undefined, { fate, index }: Origin): void {
    const { faults } = this.journal;
    if (before === undefined) {
      if (index !== 0) faults.add(WHOLE, `${told(fate)} begins with its event ${index}`);
    } else if (before.fate !== fate || before.index + 1 !== index)
      faults.add(WHOLE, `${told(before.fate)} is cut after ${before.index + 1}`);
  }

  private checkPlace(fate: Fate): void {
    const there = this.places.get(fate);
    const { place } = fate;
    if (place === undefined) return;
    if (there === undefined)
      this.journal.faults.add(THERE, `${told(fate)}, acknowledged at ${place.position}, is gone`);
    else if (there.revision !== place.revision || there.position !== place.position)
      this.journal.faults.add(
        THERE,
        `${told(fate)} was acknowledged as ${place.revision} at ${place.position} and is ${there.revision} at ${there.position}`,
      );
  }
}

const told = ({ append }: Fate): string =>
  `the append of ${append.ids.length} to ${append.stream} that begins with ${append.ids[0] ?? ''}`;
