import { sleep } from '#platform';
import { type Chance, chanceOf } from '../chance';
import { Journal } from './journal';
import { Load } from './load';
import { LogAudit } from './log-audit';
import { type NodeEnd, type NodeLife } from './node-life';
import { Onlookers } from './onlookers';
import { Faults } from './sentences';
import { READY_MS_MAX, StoreUnderKills } from './store-under-kills';
import { type StrikeStep, strikesOf, TAKEN_OVER, type Target } from './strike-plan';
import { within } from './within';

/** One strike and what came of it. Times are in milliseconds from the last kill of it. */
export type Struck = Readonly<{
  step: StrikeStep;
  /** How many kills it was: a second one may have found nothing to strike. */
  kills: number;
  /** Until the next node said that it serves. */
  readyMs: number;
  /** Until the next node acknowledged an append. */
  acknowledgedMs: number;
  /** Until the node ended by itself that was not killed: undefined when it was. */
  endedMs: number | undefined;
}>;

export type KillsReport = Readonly<{
  seed: number;
  kills: number;
  fencings: number;
  struck: readonly Struck[];
  lives: number;
  acknowledged: number;
  repeated: number;
  refused: number;
  unanswered: ReadonlyMap<string, number>;
  events: number;
  streams: number;
  shown: number;
  /** Answers of nodes that were stopped, after they had been taken over and went on: each of something written before. */
  answersAfterTakeover: number;
  faults: Faults;
}>;

type KillsSettings = Readonly<{
  seed: number;
  kills: number;
  /** Told what happens while it happens. */
  say: (line: string) => void;
}>;

const LOOK_MS = 5;
const APPENDS_MS_MAX = 60_000;
const ENDS_BY_ITSELF_MS_MAX = 20_000;
const APPENDS_OF_A_TAKEOVER = 30;
const LOST =
  /The session that holds the writer lock is gone|The writing session failed|lost its database/;
const ENDS = 'a node that lost its session ends with 1 and says why';

/** What a run that was given up on has left running. */
const underTest = new Set<StoreUnderKills>();

/** Runs a node under load, strikes by the plan of the seed, and checks after each strike all that must be there. */
export async function killsRun(settings: KillsSettings): Promise<KillsReport> {
  const store = new StoreUnderKills();
  underTest.add(store);
  let isKept = true;
  try {
    const report = await new KillsRun(settings, store).run();
    isKept = report.faults.count > 0;
    return report;
  } finally {
    underTest.delete(store);
    await store.sweep(isKept);
    if (isKept) settings.say(`everything is kept in ${store.directory}`);
  }
}

/** Ends the runs that nobody waits for any more: no process of theirs stays behind. */
export async function sweepRuns(): Promise<void> {
  await Promise.all([...underTest].map((store) => store.sweep(true)));
}

class KillsRun {
  private readonly faults: Faults;
  private readonly journal: Journal;
  private readonly audit: LogAudit;
  private readonly load: Load;
  private readonly onlookers: Onlookers;
  private readonly chance: Chance;
  private answersAfterTakeover = 0;
  private kills = 0;

  constructor(
    private readonly settings: KillsSettings,
    private readonly store: StoreUnderKills,
  ) {
    const { seed, say } = settings;
    this.faults = new Faults(say);
    this.journal = new Journal(this.faults);
    this.audit = new LogAudit(this.journal);
    this.load = new Load(store, this.journal, seed);
    this.onlookers = new Onlookers(store, this.journal, seed);
    this.chance = chanceOf(seed, 'order of the killed');
  }

  async run(): Promise<KillsReport> {
    const { store, load, onlookers, settings } = this;
    await store.begin();
    load.start();
    onlookers.start();
    const struck: Struck[] = [];
    for (const step of strikesOf(settings.seed)) {
      if (this.kills >= settings.kills) break;
      const result = await this.strike(step);
      struck.push(result);
      await this.readOn(this.audit);
      settings.say(this.told(result));
    }
    await load.stop();
    await onlookers.stop();
    const whole = await this.auditWhole();
    await this.stop();
    return this.report(struck, whole);
  }

  private async strike(step: StrikeStep): Promise<Struck> {
    const { store } = this;
    await this.untilAcknowledged(step.afterAppends);
    await sleep(step.delayMs);
    const struck = await store.serving();
    const killsBefore = this.kills;
    let from = performance.now();
    const second = this.secondOf(step).then((at) => (from = at ?? from));
    const endedMs = await this.strikeOnce(step, struck);
    let next = step.target === TAKEN_OVER ? await store.serving() : await store.nodeUp();
    await second;
    // The second kill may have struck after it had said that it serves.
    if (step.then !== undefined) next = await this.servingAgain(next);
    store.serveBy(next);
    const acknowledgedMs = Math.max(0, (await this.firstAcknowledgedBy(next)) - from);
    const readyMs = Math.max(0, next.readyAt - from);
    return { step, kills: this.kills - killsBefore, readyMs, acknowledgedMs, endedMs };
  }

  /** Answers after how many milliseconds a node ended that nobody killed. */
  private async strikeOnce({ target }: StrikeStep, struck: NodeLife): Promise<number | undefined> {
    if (target === TAKEN_OVER) return this.takeOver(struck);
    if (target !== 'session ended') this.kills += 1;
    const from = performance.now();
    await this.hit(target, struck);
    await this.endsByItself(struck);
    return struck.isKilled ? undefined : performance.now() - from;
  }

  private async hit(target: Exclude<Target, typeof TAKEN_OVER>, struck: NodeLife): Promise<void> {
    const { store, chance } = this;
    switch (target) {
      case 'the node':
        struck.signal('SIGKILL');
        return;
      case 'node and PostgreSQL':
        if (chance.onceIn(2)) struck.signal('SIGKILL');
        store.killPostgres(chance);
        struck.signal('SIGKILL');
        return;
      case 'the postmaster alone':
        store.killPostmaster();
        return;
      case 'all of PostgreSQL':
        store.killPostgres(chance);
        return;
      case "the writer's backend":
        return store.killWriterSession();
      case 'session ended':
        return store.endWriterSession();
    }
  }

  /** A node that is stopped does not notice that its session ends and that another one serves. */
  private async takeOver(stopped: NodeLife): Promise<number> {
    const { store, journal } = this;
    stopped.signal('SIGSTOP');
    await store.endWriterSession();
    this.load.sendLate(stopped, `late to ${stopped.number}`);
    const next = await store.nodeUp();
    store.serveBy(next);
    stopped.leave();
    await this.firstAcknowledgedBy(next);
    await this.untilAcknowledged(APPENDS_OF_A_TAKEOVER);
    const before = journal.lives.get(stopped.number)?.answers ?? 0;
    const from = performance.now();
    stopped.signal('SIGCONT');
    await this.endsByItself(stopped);
    const endedMs = performance.now() - from;
    this.answersAfterTakeover += (journal.lives.get(stopped.number)?.answers ?? 0) - before;
    return endedMs;
  }

  private async secondOf({ then }: StrikeStep): Promise<number | undefined> {
    if (then === undefined) return undefined;
    await sleep(then.afterMs);
    const { store } = this;
    const hasStruck =
      then.target === 'the node' ? store.killNode() : store.killPostgres(this.chance);
    if (!hasStruck) return undefined;
    this.kills += 1;
    return performance.now();
  }

  /** A node whose database was killed after it said that it serves ends by itself: then another one. */
  private async servingAgain(next: NodeLife): Promise<NodeLife> {
    const { store } = this;
    await store.postgresUp();
    store.serveBy(next);
    if ((await this.firstOf(next)) !== undefined && !next.isOver) return next;
    await next.ended;
    return this.servingAgain(await store.nodeUp());
  }

  private async endsByItself(life: NodeLife): Promise<void> {
    const end = await within<NodeEnd | undefined>(ENDS_BY_ITSELF_MS_MAX, life.ended, undefined);
    // A second strike may come before it is done with the first.
    if (end !== undefined && life.isKilled) return;
    const how = end === undefined ? 'it goes on' : `code ${end.code}, signal ${end.signal}`;
    if (end?.code !== 1) this.faults.add(ENDS, `${how}; it said: ${life.said}`);
    else if (!LOST.test(life.said)) this.faults.add(ENDS, `it said only: ${life.said}`);
    if (end === undefined) life.signal('SIGKILL');
  }

  private async untilAcknowledged(more: number): Promise<void> {
    const { acknowledged } = this.journal;
    const count = acknowledged.length + more;
    for (const until = performance.now() + APPENDS_MS_MAX; acknowledged.length < count;) {
      if (performance.now() > until) throw new Error(`The load has come to a halt\n${this.said()}`);
      await sleep(LOOK_MS);
    }
  }

  private async firstAcknowledgedBy(life: NodeLife): Promise<number> {
    const first = await this.firstOf(life);
    if (first === undefined) throw new Error(`It serves and acknowledges nothing\n${this.said()}`);
    return first;
  }

  /** When it first acknowledged an append; undefined when it ended before or takes too long. */
  private async firstOf(life: NodeLife): Promise<number | undefined> {
    const until = performance.now() + READY_MS_MAX;
    while (!life.isOver && performance.now() < until) {
      const first = this.journal.lives.get(life.number)?.first;
      if (first !== undefined) return first;
      await sleep(LOOK_MS);
    }
    return this.journal.lives.get(life.number)?.first;
  }

  /** Everything that came to the log since the last time. */
  private async readOn(audit: LogAudit): Promise<void> {
    const { connections } = await this.store.serving();
    const acknowledgedBefore = this.journal.acknowledged.length;
    for await (const event of connections.log(audit.position)) audit.take(event);
    audit.check(acknowledgedBefore);
  }

  private async auditWhole(): Promise<LogAudit> {
    const whole = new LogAudit(this.journal);
    await this.readOn(whole);
    whole.checkShown();
    const { position, events } = this.onlookers.subscriber;
    const positions = whole.eventsUpTo(position);
    if (positions !== events)
      this.faults.add(
        'a subscriber that resumes where it was is shown everything, in order and once',
        `up to position ${position} there are ${positions} events, and it was shown ${events}`,
      );
    return whole;
  }

  private async stop(): Promise<void> {
    const { code, left } = await this.store.stop();
    const sentence = 'it stops in order and leaves no process behind';
    if (code !== 0) this.faults.add(sentence, `it ends with ${String(code)}`);
    for (const each of left) this.faults.add(sentence, each);
  }

  private report(struck: readonly Struck[], whole: LogAudit): KillsReport {
    const { journal, faults, kills, answersAfterTakeover, settings, store } = this;
    const fencings = struck.filter((each) => each.kills === 0).length;
    return {
      ...{ seed: settings.seed, kills, fencings, struck, faults, answersAfterTakeover },
      ...{ lives: store.lives.length, events: whole.events, streams: whole.heads.size },
      ...{ acknowledged: journal.acknowledged.length, repeated: journal.repeated },
      ...{ refused: journal.refused.length, unanswered: journal.unanswered },
      shown: journal.shown.size,
    };
  }

  private told({ step, readyMs, acknowledgedMs }: Struck): string {
    const { target, then } = step;
    const what = then === undefined ? target : `${target} and then ${then.target}`;
    const { acknowledged } = this.journal;
    return `${this.kills} kills: ${what}: ready after ${readyMs.toFixed(0)} ms, an append acknowledged after ${acknowledgedMs.toFixed(0)} ms; ${acknowledged.length} appends acknowledged, ${this.audit.events} events, ${this.faults.count} faults`;
  }

  private said(): string {
    return this.store.lives.at(-1)?.said ?? '';
  }
}
