import { BACKWARDS, END, START } from '@eventstore/db-client';
import { sleep } from '#platform';
import { type Chance, chanceOf } from '../chance';
import { shownOf } from './connections';
import { type Journal } from './journal';
import { type NodeLife } from './node-life';
import { type StoreUnderKills } from './store-under-kills';

const LOOK_MS_MAX = 60;
const LAST_EVENTS = 40;
const STREAM_EVENTS = 20;
const AGAIN_MS = 20;

/** Subscribers and readers that note what they are shown, and go on where they were whenever their node ends. */
export class Onlookers {
  /** What the subscriber to the whole log was shown since its first day. */
  readonly subscriber = { position: 0n, events: 0 };
  private readonly running: Promise<void>[] = [];
  private isStopping = false;
  private readonly stopped: Promise<void>;
  private tellStopped: () => void = () => undefined;

  constructor(
    private readonly store: StoreUnderKills,
    private readonly journal: Journal,
    private readonly seed: number,
  ) {
    this.stopped = new Promise((resolve) => {
      this.tellStopped = resolve;
    });
  }

  start(): void {
    this.look((life) => this.subscribe(life));
    const chance = chanceOf(this.seed, 'reader');
    this.look((life) => this.read(life, chance));
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.tellStopped();
    await Promise.all(this.running);
  }

  private look(at: (life: NodeLife) => Promise<void>): void {
    const loop = async () => {
      while (!this.isStopping) {
        const life = await this.store.serving();
        // What it is told when its node ends is of no interest: it looks again.
        await at(life).catch(() => undefined);
        await sleep(AGAIN_MS);
      }
    };
    this.running.push(loop());
  }

  private async subscribe({ connections }: NodeLife): Promise<void> {
    const { subscriber, journal } = this;
    const { position } = subscriber;
    const fromPosition = position === 0n ? START : { commit: position, prepare: position };
    const subscription = connections.reader.subscribeToAll({ fromPosition });
    void this.stopped.then(() => subscription.unsubscribe());
    for await (const { event } of subscription) {
      if (event === undefined) continue;
      const shown = shownOf(event);
      journal.show(shown, 'the subscriber');
      if (shown.position <= subscriber.position)
        journal.faults.add(
          'a subscriber that resumes where it was is shown everything, in order and once',
          `position ${shown.position} after ${subscriber.position}`,
        );
      subscriber.position = shown.position;
      subscriber.events += 1;
    }
  }

  /** The end of the log, and a stream that somebody wrote to. */
  private async read({ connections }: NodeLife, chance: Chance): Promise<void> {
    const { reader } = connections;
    const { journal } = this;
    const last = { direction: BACKWARDS, fromPosition: END, maxCount: LAST_EVENTS } as const;
    for await (const { event } of reader.readAll(last))
      if (event !== undefined) journal.show(shownOf(event), 'a reader of the end');
    const fate = journal.acknowledged[chance.between(0, journal.acknowledged.length - 1)];
    if (fate?.place !== undefined)
      for await (const { event } of reader.readStream(fate.append.stream, {
        fromRevision: fate.place.revision,
        maxCount: STREAM_EVENTS,
      }))
        if (event?.position !== undefined)
          journal.show(shownOf({ ...event, position: event.position }), 'a reader of a stream');
    await sleep(chance.between(0, LOOK_MS_MAX));
  }
}
