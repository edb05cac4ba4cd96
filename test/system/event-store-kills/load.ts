import { ANY, NO_STREAM } from '@eventstore/db-client';
import { sleep } from '#platform';
import { type Chance, chanceOf } from '../chance';
import { type Way } from './connections';
import { type Fate, type Journal } from './journal';
import { type NodeLife } from './node-life';
import { type Answer, type SentAppend } from './sent-appends';
import { type StoreUnderKills } from './store-under-kills';
import { within } from './within';

const EVENTS_MAX = 50;
const FEW_EVENTS_MAX = 8;
const PAUSE_MS_MAX = 8;
const RETRY_MS = 20;
const PATIENCE_MS = 12_000;
const NEW_STREAM_ONCE_IN = 12;
/** The official client has one table of unanswered batches in a process: its batch writer is one, and waits for its node's end. */
const PATIENT: Way = 'client batch';

/** What an unanswered append may be told (13 of a stream that was cut). Anything else says that the node did something other than end. */
const SAID_BY_THE_DYING = [
  'the node was left',
  'no answer in time',
  'batch: status 14',
  'batch: status 1',
  'batch: status 13',
  'batch: the call ended',
  'batch: Timeout',
  'client: status 14',
  'client: unknown 13',
  'client: unavailable',
  'client: cancelled',
  'client: deadline-exceeded',
  'client: timeout',
];
const FAILS_WITH_ITS_NODE =
  'no append is refused but for one that was written before it, and none fails but with its node';

/** Writers that send without end, each append until it is answered. */
export class Load {
  private readonly running: Promise<void>[] = [];
  private readonly heads = new Map<string, bigint>();
  private isStopping = false;

  constructor(
    private readonly store: StoreUnderKills,
    private readonly journal: Journal,
    private readonly seed: number,
  ) {}

  start(): void {
    const ways: readonly Way[] = ['client unary', 'client unary', 'raw batch', PATIENT];
    for (const [index, way] of ways.entries())
      this.write(`exact-${index}`, (chance, name) => this.writeExactly(chance, name, way));
    for (let index = 0; index < 5; index += 1)
      this.write(`any-${index}`, (chance) => this.writeAnywhere(chance, `shared-${index % 2}`));
    for (const name of ['rival-a', 'rival-b'])
      this.write(name, (chance) => this.writeAgainstRivals(chance, 'contended'));
    this.write('repeater', (chance) => this.repeat(chance));
  }

  /** Every append that was begun is answered first. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.all(this.running);
  }

  /** Sends to one node, once, and waits for nothing. */
  sendLate(life: NodeLife, name: string): void {
    const chance = chanceOf(this.seed, name);
    for (const way of ['client unary', 'raw batch', 'raw batch'] as const) {
      const append = appendOf(chance, 'late', ANY);
      void this.answerOf(life, this.journal.open(append), way);
    }
  }

  private write(name: string, once: (chance: Chance, name: string) => Promise<void>): void {
    const chance = chanceOf(this.seed, name);
    const loop = async () => {
      while (!this.isStopping) {
        await once(chance, name);
        await sleep(chance.between(0, PAUSE_MS_MAX));
      }
    };
    this.running.push(loop());
  }

  /** The only writer of its streams, so that nothing can be in its way. */
  private async writeExactly(chance: Chance, name: string, way: Way): Promise<void> {
    const stream = `${name}-${chance.between(1, 1_000_000_000)}`;
    let expectedRevision: bigint | typeof NO_STREAM = NO_STREAM;
    for (let isNew = false; !isNew && !this.isStopping; isNew = chance.onceIn(NEW_STREAM_ONCE_IN)) {
      const answer = await this.send(appendOf(chance, stream, expectedRevision), way);
      if (answer.kind !== 'acknowledged') {
        this.journal.faults.add(FAILS_WITH_ITS_NODE, `${stream} has no other writer, and refuses`);
        return;
      }
      expectedRevision = answer.revision;
      await sleep(chance.between(0, PAUSE_MS_MAX));
    }
  }

  private async writeAnywhere(chance: Chance, stream: string): Promise<void> {
    const way = chance.oneOf<Way>(['client unary', 'raw batch', 'raw batch']);
    const answer = await this.send(appendOf(chance, stream, ANY), way);
    if (answer.kind !== 'acknowledged')
      this.journal.faults.add(FAILS_WITH_ITS_NODE, `${stream} takes any append, and refuses`);
  }

  /** Names the head that it knows of, which a rival may be past. */
  private async writeAgainstRivals(chance: Chance, stream: string): Promise<void> {
    const expected = this.heads.get(stream) ?? NO_STREAM;
    const way = chance.oneOf<Way>(['client unary', 'raw batch']);
    const answer = await this.send(appendOf(chance, stream, expected), way);
    if (answer.kind === 'acknowledged' && answer.revision > (this.heads.get(stream) ?? -1n))
      this.heads.set(stream, answer.revision);
  }

  /** Sends again what was acknowledged at some time. */
  private async repeat(chance: Chance): Promise<void> {
    const { acknowledged } = this.journal;
    const fate = acknowledged[chance.between(0, acknowledged.length - 1)];
    if (fate !== undefined) await this.untilAnswered(fate, 'raw batch');
  }

  private send(append: SentAppend, way: Way): Promise<Answer> {
    return this.untilAnswered(this.journal.open(append), way);
  }

  private async untilAnswered(fate: Fate, way: Way): Promise<Answer> {
    for (;;) {
      const life = await this.store.serving();
      const answer = await this.answerOf(life, fate, way);
      if (answer.kind !== 'unanswered') return answer;
      await sleep(RETRY_MS);
    }
  }

  private answerOf(life: NodeLife, fate: Fate, way: Way): Promise<Answer> {
    const heard = life.connections.append(way, fate.append).then((answer) => {
      this.hear(fate, answer, life);
      return answer;
    });
    const left = life.left.then((): Answer => unanswered('the node was left'));
    const patience = way === PATIENT ? heard : Promise.race([heard, left]);
    return within(PATIENCE_MS, patience, unanswered('no answer in time'));
  }

  private hear(fate: Fate, answer: Answer, { number }: NodeLife): void {
    this.journal.answered(fate, answer, number);
    if (answer.kind === 'unanswered' && !SAID_BY_THE_DYING.includes(answer.why))
      this.journal.faults.add(FAILS_WITH_ITS_NODE, `${fate.append.stream}: ${answer.why}`);
  }
}

/** Most have a few events, some have many. */
function appendOf(
  chance: Chance,
  stream: string,
  expectedRevision: SentAppend['expectedRevision'],
): SentAppend {
  const most = chance.onceIn(6) ? EVENTS_MAX : FEW_EVENTS_MAX;
  const length = chance.onceIn(2) ? 1 : chance.between(1, most);
  return { stream, expectedRevision, ids: Array.from({ length }, () => chance.guid()) };
}

const unanswered = (why: string): Answer => ({ kind: 'unanswered', why });
