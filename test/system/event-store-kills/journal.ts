import { type Faults } from './sentences';
import {
  type Answer,
  contentOf,
  type Place,
  revisionNamed,
  type SentAppend,
  type ShownEvent,
} from './sent-appends';

/** What became of one append. */
export type Fate = Readonly<{ append: SentAppend }> & { place?: Place; isRefused: boolean };

/** Where an id belongs: the append that sends it, and its place among that append's events. */
export type Origin = Readonly<{ fate: Fate; index: number }>;

/** Everything that writers were answered and readers were shown, judged as it comes. */
export class Journal {
  readonly refused: Fate[] = [];
  /** In the order of their first acknowledgement. */
  readonly acknowledged: Fate[] = [];
  /** What stands where, for whoever was shown it. */
  readonly shown = new Map<bigint, string>();
  readonly unanswered = new Map<string, number>();
  /** When each life of the node acknowledged first and last, in milliseconds, and how often. */
  readonly lives = new Map<number, { first: number; last: number; answers: number }>();
  repeated = 0;
  private readonly origins = new Map<string, Origin>();

  constructor(readonly faults: Faults) {}

  /** An append that is about to be sent for the first time. */
  open(append: SentAppend): Fate {
    const fate: Fate = { append, isRefused: false };
    for (const [index, id] of append.ids.entries()) this.origins.set(id, { fate, index });
    return fate;
  }

  originOf(id: string): Origin | undefined {
    return this.origins.get(id);
  }

  /** Also of an answer that comes when its sender has long turned to another node. */
  answered(fate: Fate, answer: Answer, life: number): void {
    switch (answer.kind) {
      case 'acknowledged':
        this.countAcknowledgement(life);
        this.acknowledge(fate, answer);
        return;
      case 'refused':
        this.refuse(fate);
        return;
      case 'unanswered':
        this.unanswered.set(answer.why, (this.unanswered.get(answer.why) ?? 0) + 1);
    }
  }

  /** Somebody was shown an event. */
  show(event: ShownEvent, by: string): void {
    const told = toldOf(event);
    const before = this.shown.get(event.position);
    this.shown.set(event.position, before ?? told);
    if (before !== undefined && before !== told)
      this.faults.add(
        'what readers and subscribers were shown stands for ever where they were shown it',
        `position ${event.position}: first ${before}, then ${told} (${by})`,
      );
    const sent = contentOf(event.id);
    for (const part of ['type', 'isJson', 'data', 'metadata'] as const)
      if (event[part] !== sent[part])
        this.faults.add(
          'every acknowledged append is there once, with its bytes, at the revision and position that were answered',
          `${told}: its ${part} is not what was sent (${by})`,
        );
  }

  private acknowledge(fate: Fate, { revision, position }: Place): void {
    const { append, place } = fate;
    const named = revisionNamed(append);
    const told = `${append.stream} ${append.ids[0] ?? ''}: revision ${revision}, position ${position}`;
    const sentence = 'an append that is sent again is answered as the first time';
    if (fate.isRefused) this.faults.add(sentence, `${told}, and it was refused before`);
    if (named !== undefined && named !== revision)
      this.faults.add(sentence, `${told}, and it can only be at revision ${named}`);
    if (place === undefined) {
      fate.place = { revision, position };
      this.acknowledged.push(fate);
      return;
    }
    this.repeated += 1;
    if (place.revision !== revision || place.position !== position)
      this.faults.add(sentence, `${told}, before ${place.revision} and ${place.position}`);
  }

  private refuse(fate: Fate): void {
    if (fate.place !== undefined)
      this.faults.add(
        'an append that is sent again is answered as the first time',
        `${fate.append.stream} ${fate.append.ids[0] ?? ''} was acknowledged, and is now refused`,
      );
    if (!fate.isRefused) this.refused.push(fate);
    fate.isRefused = true;
  }

  private countAcknowledgement(life: number): void {
    const at = performance.now();
    const known = this.lives.get(life) ?? { first: at, last: at, answers: 0 };
    this.lives.set(life, { first: known.first, last: at, answers: known.answers + 1 });
  }
}

/** An event and its place in few words. */
export const toldOf = ({ stream, revision, id }: ShownEvent): string =>
  `${stream}@${revision} ${id}`;
