import { DatabaseError } from 'pg';
import {
  type AppendOutcome,
  type AppendRequest,
  type RecordedEvent,
  StorageClosed,
  StorageLost,
  StorageRefused,
} from './event-storage.port';
import { type WrittenGroup } from './group-writer';

const GROUP_EVENTS_MAX = 2_000;
const GROUP_BYTES_MAX = 8 * 1024 * 1024;
const WAITING_BYTES_MAX = 128 * 1024 * 1024;

type Waiting = Readonly<{
  request: AppendRequest;
  bytes: number;
  resolve: (outcome: AppendOutcome) => void;
  reject: (error: Error) => void;
}>;

export type GroupTarget = Readonly<{
  write: (appends: readonly AppendRequest[]) => Promise<WrittenGroup>;
  committed: (events: readonly RecordedEvent[]) => void;
  lost: (error: StorageLost) => void;
}>;

/** Joins the appends that wait while a transaction runs into the next one. */
export class AppendQueue {
  private waiting: Waiting[] = [];
  private waitingBytes = 0;
  private writing: Promise<void> | undefined;
  private closedBy: Error | undefined;

  constructor(private readonly target: GroupTarget) {}

  append(request: AppendRequest): Promise<AppendOutcome> {
    if (this.closedBy !== undefined) return Promise.reject(this.closedBy);
    if (this.waitingBytes > WAITING_BYTES_MAX)
      return Promise.reject(new StorageRefused('Too many appends wait to be written.'));
    return new Promise((resolve, reject) => {
      const bytes = request.events.reduce(
        (sum, { data, metadata }) => sum + data.length + metadata.length,
        0,
      );
      this.waiting.push({ request, bytes, resolve, reject });
      this.waitingBytes += bytes;
      this.writing ??= this.writeAll();
    });
  }

  /** Takes no more appends and waits for those it has. */
  async drain(): Promise<void> {
    this.closedBy ??= new StorageClosed('The event store node is stopping.');
    await this.writing;
  }

  /** Answers every waiting append, and every later one, with the error. */
  fail(error: StorageLost): void {
    this.closedBy = error;
    for (const { reject } of this.waiting.splice(0)) reject(error);
    this.waitingBytes = 0;
  }

  private async writeAll(): Promise<void> {
    // Appends that arrived in the same turn of the event loop join the first group.
    await new Promise(setImmediate);
    while (this.waiting.length > 0) await this.writeGroup(this.nextGroup());
    this.writing = undefined;
  }

  private nextGroup(): Waiting[] {
    let count = 0;
    let events = 0;
    let bytes = 0;
    for (const { request, bytes: size } of this.waiting) {
      if (count > 0 && (events >= GROUP_EVENTS_MAX || bytes + size > GROUP_BYTES_MAX)) break;
      count += 1;
      events += request.events.length;
      bytes += size;
    }
    this.waitingBytes -= bytes;
    return this.waiting.splice(0, count);
  }

  private async writeGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const { outcomes, events } = await this.target.write(group.map(({ request }) => request));
      this.answer(group, outcomes, events);
    } catch (error) {
      await this.recover(group, error);
    }
  }

  private answer(
    group: readonly Waiting[],
    outcomes: readonly AppendOutcome[],
    events: readonly RecordedEvent[],
  ): void {
    // A session lost since the commit was sent may have lost its lock as well: acknowledge nothing.
    if (this.closedBy instanceof StorageLost) throw this.closedBy;
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
      for (const alone of group) await this.writeGroup([alone]);
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

/** Only a statement that PostgreSQL itself answered with an error is known to have written nothing. */
const isRefusal = (error: unknown): boolean =>
  error instanceof DatabaseError && error.severity === 'ERROR';
