import { Calendar, type Day, type JsonObject } from '#ledger-core';
import { type EventLog, type StreamName } from '#event-log';
import { type BusinessClock } from '../ports/business-clock.port';
import { type ParkedStreams } from '../ports/parked-streams.port';
import { type PolicyTermsBook } from '../ports/policy-terms-book.port';
import { type ApplicationRejection } from '../messages/application-rejection';
import { type Outcome, type Rejected } from '../messages/outcome';
import { EXECUTION_BOUNDS, type ExecutionBounds } from './execution-bounds';
import { type History } from './history/history';
import { type Failure, HistoryKeeper } from './history/keep-history';
import {
  type CaughtUp,
  type DecisionTime,
  dueDay,
  type DueWorkListener,
  lackingBook,
  momentOf,
  withDueWork,
} from './due-work';
import { dueCommandId, dueOperation, operationOf } from './operation';
import { firstAnswer, repetition } from './repetition';
import { type Moment, type Order, type StreamEvent, type StreamKind } from './stream-kind';
import { StreamReader } from './history/stream-reader';
import { OperationWriter } from './write-operation';

/** What the command path needs from outside. `pause` waits; `chance` is a number from 0 up to 1 for the jitter. */
type ExecutorParts = Readonly<{
  log: EventLog;
  clock: BusinessClock;
  terms: PolicyTermsBook;
  parked?: ParkedStreams | undefined;
  pause: (ms: number) => Promise<void>;
  chance: () => number;
}>;

/** What was seen on the head of the stream, with all done that is due. Nothing is written. */
export type Previewed<Result> =
  | Readonly<{ outcome: 'previewed'; result: Result; moment: Moment; position: bigint }>
  | Rejected
  | Failure;

/** Whether the head of the stream has a command. */
export type Standing = Readonly<{ outcome: 'looked'; isCarriedOut: boolean }> | Failure;

/** What one command has learned on its way. */
type Course = {
  redecisions: number;
  isAtHead: boolean;
  readonly answers: JsonObject[];
  /** Told of each append of due work as soon as it stands. */
  readonly onDueWork: DueWorkListener;
};

type Step<Result> = Result | 'again';

/**
 * Execute-command, the one way to write a stream: load, replay a repeated command, catch up with what is due,
 * decide, append at the revision read.
 */
export class CommandExecutor<State, Event extends StreamEvent> {
  readonly #reader: StreamReader<State, Event>;
  readonly #keeper: HistoryKeeper<State, Event>;
  readonly #writer: OperationWriter<State, Event>;

  constructor(
    private readonly kind: StreamKind<State, Event>,
    private readonly parts: ExecutorParts,
    private readonly bounds: ExecutionBounds = EXECUTION_BOUNDS,
  ) {
    const { log, parked, pause } = parts;
    this.#reader = new StreamReader(log, kind);
    this.#keeper = new HistoryKeeper(this.#reader, bounds, parked);
    this.#writer = new OperationWriter({ log, kind, bounds, pause, reader: this.#reader });
  }

  /** Carries a command out once, whoever sends it how often. */
  execute(order: Order<State, Event>): Promise<Outcome<JsonObject>> {
    return this.#keeper.work(order.stream, (history) =>
      this.#repeatedly(history, (course) => this.#attempt(history, order, course)),
    );
  }

  /** Looks at what `execute` would decide on at this moment. It writes nothing of that account: not even what is due. */
  preview<Result>(
    { stream, commandId }: Pick<Order<State, Event>, 'stream' | 'commandId'>,
    look: (state: State, moment: Moment) => Promise<Result>,
  ): Promise<Previewed<Result>> {
    return this.#keeper.work<Previewed<Result>>(stream, async (history) => {
      await this.#reader.readTail(history);
      const time = await this.#time(history.state);
      const due = await withDueWork(this.kind, history, time, this.bounds);
      if (due.outcome !== 'done') return due;
      const moment = momentOf(commandId, time);
      const result = await look(due.state, moment);
      return { outcome: 'previewed', result, moment, position: history.position };
    });
  }

  /** Whether a command was carried out, in the tables or not yet. */
  standing({
    stream,
    commandId,
  }: Pick<Order<State, Event>, 'stream' | 'commandId'>): Promise<Standing> {
    return this.#keeper.work<Standing>(stream, async (history) => {
      await this.#reader.readTail(history);
      return { outcome: 'looked', isCarriedOut: history.commands.has(commandId) };
    });
  }

  /** Does all that is due up to and including a day, by the way of every command. */
  catchUp(
    stream: StreamName,
    through: Day,
    onDueWork: DueWorkListener = ignored,
  ): Promise<CaughtUp> {
    return this.#keeper.work(stream, async (history) => {
      await this.#reader.readTail(history);
      const attempt = async (course: Course): Promise<Step<CaughtUp>> => {
        const time = await this.#time(history.state);
        const step = await lackingBook(() =>
          this.#catchUp(history, { ...time, on: through }, course),
        );
        const { answers } = course;
        const { position } = history;
        if (step === 'again') return step;
        if (step === 'caughtUp') return { outcome: 'caughtUp', answers, position };
        if (step.outcome === 'lacking') return { ...step, answers, position };
        if (step.outcome !== 'rejected') return step;
        return { outcome: 'stopped', rejection: step.rejection, answers, position };
      };
      return this.#repeatedly(history, attempt, onDueWork);
    });
  }

  /** The state that is kept of a stream, if any: good for what never changes once it is there. */
  protected kept(stream: StreamName): State | undefined {
    return this.#keeper.kept(stream);
  }

  /** Decides again whenever others wrote first, a bounded number of times. */
  async #repeatedly<Result>(
    history: History<State>,
    attempt: (course: Course) => Promise<Step<Result>>,
    onDueWork: DueWorkListener = ignored,
  ): Promise<Result | Failure> {
    const course: Course = { redecisions: 0, isAtHead: false, answers: [], onDueWork };
    if (history.isDoubtful) await this.#readToHead(history, course);
    for (;;) {
      const step = await attempt(course);
      if (step !== 'again') return step;
      if (course.redecisions > this.bounds.redecisionsMax)
        return { outcome: 'busy', retryAfterSeconds: this.bounds.busyRetryAfterSeconds };
    }
  }

  async #attempt(
    history: History<State>,
    order: Order<State, Event>,
    course: Course,
  ): Promise<Step<Outcome<JsonObject>>> {
    const repeated = repetition(history, order);
    if (repeated !== undefined) return repeated;
    const time = await this.#time(history.state, order.countsOn);
    const caughtUp = await this.#catchUp(history, time, course);
    if (caughtUp !== 'caughtUp') return caughtUp;
    const moment = momentOf(order.commandId, time);
    const decided = await order.decide(history.state, moment);
    if (decided.outcome === 'rejected') return this.#refused(history, decided.rejection, course);
    const written = await this.#writer.write(history, operationOf(order, moment, decided));
    if (written.outcome === 'written') return firstAnswer(history, order.commandId, false);
    if (written.outcome === 'overtaken') return this.#overtaken(course);
    if (written.outcome === 'tooLarge') return this.#refused(history, written.rejection, course);
    return written;
  }

  /** R-TIM-1: each part of a due day in an append of its own, dated on that day, before the command itself. */
  async #catchUp(
    history: History<State>,
    { at, on: through, versions }: DecisionTime,
    course: Course,
  ): Promise<Step<'caughtUp' | Rejected | Failure>> {
    for (let appends = 0; appends < this.bounds.dueAppendsMax; appends += 1) {
      const on = dueDay(this.kind, history.state, through);
      if (on === undefined) return 'caughtUp';
      const moment = momentOf(dueCommandId(history, on), { at, on, versions });
      const facts = await this.kind.decideDueDay(history.state, moment);
      if (facts.outcome === 'rejected') return this.#refused(history, facts.rejection, course);
      const operation = dueOperation(history, { at, on }, facts);
      const written = await this.#writer.write(history, operation);
      if (written.outcome === 'overtaken') return this.#overtaken(course);
      if (written.outcome === 'tooLarge')
        throw new Error(`${history.stream}: due work of ${on} is too large`);
      if (written.outcome !== 'written') return written;
      course.isAtHead = true;
      course.answers.push(facts.answer);
      course.onDueWork(facts.answer, history.position);
    }
    throw new Error(`${history.stream}: more falls due than ${this.bounds.dueAppendsMax} appends`);
  }

  /** A refusal is answered only when it was decided on the head of the stream. */
  async #refused(
    history: History<State>,
    rejection: ApplicationRejection,
    course: Course,
  ): Promise<Step<Rejected>> {
    const before = history.revision;
    if (!course.isAtHead) await this.#readToHead(history, course);
    return history.revision === before ? { outcome: 'rejected', rejection } : 'again';
  }

  async #readToHead(history: History<State>, course: Course): Promise<void> {
    await this.#reader.readTail(history);
    course.isAtHead = true;
  }

  async #overtaken(course: Course): Promise<'again'> {
    const { conflictPauseFirst, conflictPauseMax, redecisionsMax } = this.bounds;
    course.redecisions += 1;
    course.isAtHead = true;
    const longest = Math.min(conflictPauseFirst * 2 ** (course.redecisions - 1), conflictPauseMax);
    if (course.redecisions <= redecisionsMax)
      await this.parts.pause(Math.ceil(longest * this.parts.chance()));
    return 'again';
  }

  /**
   * The day of an account never goes back: a command older than its latest day takes that day. The terms are read once
   * for each decision and cannot be stale: they take effect after the day of their publishing, which is answered only
   * when every process finds them in the tables.
   */
  async #time(state: State, countsOn?: Day): Promise<DecisionTime> {
    const now = await this.parts.clock.now();
    const versions = await this.parts.terms.versions();
    const today = Calendar.dayOf(now);
    const asked = countsOn ?? today;
    const on = Calendar.later(asked, this.kind.today(state) ?? asked);
    return { at: on <= today ? now : Calendar.startOf(on), on, versions };
  }
}

function ignored(): void {
  return undefined;
}
