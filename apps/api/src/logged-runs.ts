import { RunJournal } from '#application';
import { type MachineClock } from '#platform';
import { type RunNote } from '#read-models';

/** How often the log tells of a run that goes on. */
const LOGGED_EVERY_MILLISECONDS = 5_000;

type Line = (details: object, message: string) => void;

type Watched = Readonly<{ startedAt: number; loggedAt: number }>;

/** Passes on how runs stand, and puts it into the log: when they begin, every five seconds, and when they end. */
export class LoggedRuns extends RunJournal {
  readonly #watched = new Map<string, Watched>();

  constructor(
    private readonly journal: RunJournal,
    private readonly machine: MachineClock,
    private readonly logger: Readonly<{ info: Line; error: Line }>,
  ) {
    super();
  }

  override async note(note: RunNote): Promise<void> {
    this.#log(note);
    await this.journal.note(note);
  }

  #log(note: RunNote): void {
    const now = this.machine.now().getTime();
    const watched = this.#watched.get(note.id);
    const startedAt = watched?.startedAt ?? now;
    if (note.state !== 'running') this.#watched.delete(note.id);
    else if (watched !== undefined && now - watched.loggedAt < LOGGED_EVERY_MILLISECONDS) return;
    else this.#watched.set(note.id, { startedAt, loggedAt: now });
    const { id: run, through, asker, counts } = note;
    const seconds = (now - startedAt) / 1_000;
    const told = { run, through, asker, ...counts, seconds, ...rateOf(note, seconds) };
    this.#say(note, told, watched === undefined);
  }

  #say(note: RunNote, told: object, isFirst: boolean): void {
    if (note.state === 'failed') this.logger.error({ ...told, why: note.why }, 'daily run failed');
    else if (note.state === 'done') this.logger.info(told, 'daily run done');
    else if (isFirst) this.logger.info(told, 'daily run begins');
    else this.logger.info(told, 'daily run goes on');
  }
}

/** A clock that was set back meanwhile gives no rate. */
function rateOf({ counts }: RunNote, seconds: number): Readonly<{ accountsPerSecond?: number }> {
  if (seconds <= 0) return {};
  return { accountsPerSecond: Math.round((counts.accountsDone / seconds) * 10) / 10 };
}
