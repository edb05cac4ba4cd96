import { DatabaseError } from 'pg';
import {
  type AppendOutcome,
  type AppendRequest,
  StorageClosed,
  StorageLost,
  StorageRefused,
} from './event-storage.port';
import { type PlannedEvent } from './group-plan';
import { NotDecided, OutOfTurn, type WrittenGroup } from './group-writer';

/** What an event takes in memory beside its data and metadata, about. */
const EVENT_BYTES = 256;
const GROUP_EVENTS_MAX = 2_000;
const GROUP_BYTES_MAX = 8 * 1024 * 1024;
/** A disk that had nothing to do so short ago has time to spare. */
const IDLE_REMEMBERED_MS = 20;
/** A group that is written in less was written by a quick disk, which then has the next one at hand; for a slow one it is better that more join. */
const QUICK_MS = 5;
const QUICK_UNDER_WAY_MAX = 2;
/** Fewer are not parted: each part is a flush. */
const PARTED_FROM = 8;
const WAITING_BYTES_MAX = 128 * 1024 * 1024;

type Waiting = Readonly<{
  request: AppendRequest;
  bytes: number;
  resolve: (outcome: AppendOutcome) => void;
  reject: (error: Error) => void;
}>;

export type GroupTarget = Readonly<{
  write: (appends: readonly AppendRequest[]) => Promise<WrittenGroup>;
  committed: (events: readonly PlannedEvent[]) => void;
  lost: (error: StorageLost) => void;
}>;

/** Joins the appends that wait while a transaction runs into the next one. */
export class AppendQueue {
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  /** Groups that the database has and has not answered. */
  private underWay = 0;
  /** Resolves when the last of them is answered. */
  private answered = Promise.resolve();
  private isAwake = false;
  private closedBy: Error | undefined;
  private idleUntil = 0;
  private isQuick = false;

  constructor(private readonly target: GroupTarget) {}

  append(request: AppendRequest): Promise<AppendOutcome> {
    if (this.closedBy !== undefined) return Promise.reject(this.closedBy);
    if (this.waitingBytes > WAITING_BYTES_MAX)
      return Promise.reject(new StorageRefused('Too many appends wait to be written.'));
    return new Promise((resolve, reject) => {
      const bytes = request.events.reduce(
        (sum, { data, metadata }) => sum + EVENT_BYTES + data.length + metadata.length,
        0,
      );
      this.waiting.push({ request, bytes, resolve, reject });
      this.waitingBytes += bytes;
      this.pumpSoon();
    });
  }

  /** What is not handed to the database yet. */
  get size(): Readonly<{ appends: number; bytes: number }> {
    return { appends: this.waiting.length, bytes: this.waitingBytes };
  }

  /** Takes no more appends and waits for those it has. */
  async drain(): Promise<void> {
    this.closedBy ??= new StorageClosed('The event store node is stopping.');
    while (this.waiting.length > 0 || this.underWay > 0) {
      this.pumpSoon();
      await Promise.all([this.answered, nextTurn()]);
    }
  }

  /** Answers every waiting append, and every later one, with the error. */
  fail(error: StorageLost): void {
    this.closedBy = error;
    for (const { reject } of this.waiting.splice(0)) reject(error);
    this.waitingBytes = 0;
  }

  /** Writes what waits, as far as groups may be under way. */
  private pump(): void {
    while (this.waiting.length > 0 && this.underWay < (this.isQuick ? QUICK_UNDER_WAY_MAX : 1)) {
      this.underWay += 1;
      this.answered = this.writeAndAnswer(this.nextGroup(), this.answered).then(() => {
        this.underWay -= 1;
        this.pump();
      });
    }
  }

  /** Appends that arrive in the same turn of the event loop join one group. */
  private pumpSoon(): void {
    if (this.isAwake) return;
    this.isAwake = true;
    setImmediate(() => {
      this.isAwake = false;
      if (this.underWay === 0) this.idleUntil = performance.now();
      this.pump();
    });
  }

  private nextGroup(): Waiting[] {
    const { length } = this.waiting;
    const most = length >= PARTED_FROM && this.hasBeenIdle() ? Math.ceil(length / 2) : length;
    let count = 0;
    let events = 0;
    let bytes = 0;
    for (const { request, bytes: size } of this.waiting) {
      if (count === most) break;
      if (count > 0 && (events >= GROUP_EVENTS_MAX || bytes + size > GROUP_BYTES_MAX)) break;
      count += 1;
      events += request.events.length;
      bytes += size;
    }
    this.waitingBytes -= bytes;
    return this.waiting.splice(0, count);
  }

  /**
   * While the disk has time to spare, half of what waits is written and answered at a time: answered all at once, clients send
   * their next appends all at once, and they and the disk wait for each other in turn.
   */
  private hasBeenIdle(): boolean {
    return performance.now() - this.idleUntil < IDLE_REMEMBERED_MS;
  }

  /** Groups are answered in the order in which they are written. */
  private async writeAndAnswer(group: readonly Waiting[], before: Promise<void>): Promise<void> {
    const began = performance.now();
    const written = await this.written(group, before);
    this.isQuick = written !== undefined && performance.now() - began < QUICK_MS;
    await before;
    if (written !== undefined) this.answer(group, written);
  }

  /** What became of a group; undefined when it failed, and its appends were tried alone and answered. */
  private async written(
    group: readonly Waiting[],
    before: Promise<void>,
  ): Promise<WrittenGroup | undefined> {
    const write = (): Promise<WrittenGroup> =>
      this.target.write(group.map(({ request }) => request));
    try {
      return await write().catch(async (error: unknown) => {
        this.isQuick = false;
        await before;
        // It counted upon the group before, which failed: it is decided anew.
        if (error instanceof OutOfTurn) return await write();
        throw error;
      });
    } catch (error) {
      await this.recover(group, error);
      return undefined;
    }
  }

  private answer(group: readonly Waiting[], { outcomes, events }: WrittenGroup): void {
    // A session lost since the commit was sent may have lost its lock as well: acknowledge nothing.
    if (this.closedBy instanceof StorageLost) {
      for (const { reject } of group) reject(this.closedBy);
      return;
    }
    if (events.length > 0) this.target.committed(events);
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined) reject(new StorageRefused('The append was not decided.'));
      else resolve(outcome);
    }
  }

  /** One append that the database refuses must not take its group with it: each is tried alone. */
  private async recover(group: readonly Waiting[], cause: unknown): Promise<void> {
    if (!isRefusal(cause)) this.lose(cause);
    if (this.closedBy instanceof StorageLost) {
      for (const { reject } of group) reject(this.closedBy);
    } else if (group.length > 1) {
      for (const alone of group) await this.writeAndAnswer([alone], Promise.resolve());
    } else {
      const refused = new StorageRefused('The database refused the append.', { cause });
      for (const { reject } of group) reject(refused);
    }
  }

  private lose(cause: unknown): void {
    if (this.closedBy instanceof StorageLost) return;
    const error = new StorageLost('The writing session failed.', { cause });
    this.fail(error);
    this.target.lost(error);
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Errors of a statement, by their classes: bad data and violated rules, lack of room, limits, a statement that was cancelled. */
const STATEMENT_ERRORS = /^(2[1235]|42|5[345]|57014|P0)/;

/** Only a statement that PostgreSQL itself answered with an error is known to have written nothing. Its severity is in the language of the server. */
function isRefusal(error: unknown): boolean {
  if (error instanceof NotDecided) return true;
  if (!(error instanceof DatabaseError) || error.severity === 'PANIC') return false;
  return error.severity === 'ERROR' || STATEMENT_ERRORS.test(error.code ?? '');
}
