import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { EventStoreDbEventLog } from '#event-log';
import { type Answer } from '../support/https-json';
import { beginChapter, type Chapter } from './chapters/chapter';
import { type Sent } from './keyed-requests';

export const REPLAYED = { 'idempotency-replayed': 'true' };

/** A system whose requests carry keys, and what they wrote. */
export class KeyedSystem {
  #keys = 0;

  private constructor(
    readonly chapter: Chapter,
    readonly tables: DataSource,
    readonly log: EventStoreDbEventLog,
  ) {}

  static async begin(on: string): Promise<KeyedSystem> {
    const chapter = await beginChapter(on);
    const { databaseUrl: url, eventStoreUrl: connectionString } = chapter.system;
    const tables = await new DataSource({ type: 'postgres', url }).initialize();
    return new KeyedSystem(chapter, tables, new EventStoreDbEventLog({ connectionString }));
  }

  async stop(): Promise<void> {
    await this.tables.destroy();
    await this.log.close();
    await this.chapter.system.stop();
  }

  freshKey(): string {
    this.#keys += 1;
    return `key-${this.#keys}`;
  }

  /** By its path below /ledger/v1, or an Azure path as it is. */
  sends({ by, method, path, body }: Sent, key?: string): Promise<Answer> {
    const url = path.startsWith('/providers/') ? path : `/ledger/v1${path}`;
    const headers = key === undefined ? {} : { 'Idempotency-Key': key };
    return this.chapter.system.ledger(by).send(method, url, body, headers);
  }

  /** All that a command can write: the log, and what is kept beside it. */
  async written(): Promise<unknown> {
    const kept: unknown = await this.tables.query(
      'select (select count(*) from price_import) as imports, (select count(*) from session) as sessions',
    );
    return { head: await this.log.head(), kept };
  }

  /** Makes a key's row what a process leaves that ends before it answers. */
  async crashed(key: string, secondsAgo: number): Promise<void> {
    await this.tables.query(
      `update idempotency_key set claim = $2, claimed_at = now() - make_interval(secs => $3), status = null, answer = null
       where key = $1`,
      [key, randomUUID(), secondsAgo],
    );
  }
}
