import { randomUUID } from 'node:crypto';
import { NO_STREAM } from '@eventstore/db-client';
import { Client } from 'pg';
import { sleep } from '#platform';
import { freshDatabase } from '../../support/fresh-database';
import { type Way } from './connections';
import { NodeLife } from './node-life';
import { type Answer, type SentAppend } from './sent-appends';

const lives: NodeLife[] = [];
const sessions: Client[] = [];

afterEach(async () => {
  for (const life of lives) life.signal('SIGKILL');
  for (const life of lives.splice(0)) await life.ended;
  for (const session of sessions.splice(0)) await session.end();
});

async function started(databaseUrl: string): Promise<NodeLife> {
  const life = await NodeLife.start(lives.length + 1, databaseUrl);
  lives.push(life);
  return life;
}

async function serving(databaseUrl: string): Promise<NodeLife> {
  const life = await started(databaseUrl);
  expect(await life.ready).toBe(true);
  return life;
}

async function sql(databaseUrl: string): Promise<Client> {
  const session = new Client({ connectionString: databaseUrl });
  await session.connect();
  sessions.push(session);
  return session;
}

const appendOf = (stream: string, count = 1): SentAppend => ({
  stream,
  expectedRevision: NO_STREAM,
  ids: Array.from({ length: count }, () => randomUUID()),
});

/** Resolves when the node has acknowledged an append that is sent to it until then. */
async function firstAcknowledged({ connections }: NodeLife): Promise<void> {
  const append = appendOf(`first-${randomUUID()}`);
  while ((await connections.append('raw batch', append)).kind !== 'acknowledged') await sleep(5);
}

async function untilItTries(session: Client, { pid }: NodeLife): Promise<void> {
  const tries = `select from pg_stat_activity where application_name like $1`;
  while ((await session.query(tries, [`event-store-node writer pid=${pid} %`])).rowCount === 0);
}

/** Ends the session that may write; when it answers, that session is gone. */
async function endWriterSession(session: Client): Promise<void> {
  await session.query(
    `select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory' and granted
     and database = (select oid from pg_database where datname = current_database())`,
  );
}

async function loggedIds({ connections }: NodeLife): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { id } of connections.log(0n)) ids.add(id);
  return ids;
}

describe('when the node that writes is killed', () => {
  it('one that waits already takes over at once', async () => {
    const databaseUrl = await freshDatabase();
    const holder = await serving(databaseUrl);
    await firstAcknowledged(holder);
    const session = await sql(databaseUrl);
    const next = await started(databaseUrl);
    await untilItTries(session, next);
    const killedAt = performance.now();
    holder.signal('SIGKILL');
    expect(await next.ready).toBe(true);
    await firstAcknowledged(next);
    const tookMs = performance.now() - killedAt;
    process.stdout.write(`taken over by one that waited after ${tookMs.toFixed(0)} ms\n`);
    // It looks for the lock five times a second.
    expect(tookMs).toBeLessThan(5_000);
  });

  it('one that is started then need not wait for anything', async () => {
    const databaseUrl = await freshDatabase();
    const unopposedAt = performance.now();
    const holder = await serving(databaseUrl);
    await firstAcknowledged(holder);
    const unopposedMs = performance.now() - unopposedAt;
    const killedAt = performance.now();
    holder.signal('SIGKILL');
    await firstAcknowledged(await serving(databaseUrl));
    const tookMs = performance.now() - killedAt;
    process.stdout.write(
      `taken over by one started then after ${tookMs.toFixed(0)} ms; the first took ${unopposedMs.toFixed(0)} ms\n`,
    );
    expect(tookMs).toBeLessThan(unopposedMs + 2_000);
  });

  it('its last append need not come to an end first', async () => {
    const databaseUrl = await freshDatabase();
    const holder = await serving(databaseUrl);
    const operator = await sql(databaseUrl);
    // As while an index is made.
    await operator.query('begin; lock table event_store.event in share mode');
    const append = holder.connections.append('raw batch', appendOf('s'));
    const waits = `select from pg_locks where not granted and relation = 'event_store.event'::regclass`;
    while ((await operator.query(waits)).rowCount === 0);
    holder.signal('SIGKILL');
    await serving(databaseUrl);
    await operator.query('rollback');
    expect((await append).kind).toBe('unanswered');
  });
});

describe.each(['runs', 'is stopped, and goes on when another serves'])(
  'when the session of a node ends while it %s',
  (how) => {
    const WRITERS = 24;
    const BEFORE = 300;

    /** Writers that send one append after the other until the node is gone. */
    function underLoad(life: NodeLife) {
      const answered: { id: string; sentAt: number; answer: Answer; at: number }[] = [];
      const ways: readonly Way[] = ['raw batch', 'client unary'];
      const writers = Array.from({ length: WRITERS }, async (_, index) => {
        while (!life.isOver) {
          const append = appendOf(randomUUID(), 1 + (index % 4));
          const sentAt = performance.now();
          const answer = await life.connections.append(ways[index % 2] ?? 'raw batch', append);
          answered.push({ id: append.ids.at(-1) ?? '', sentAt, answer, at: performance.now() });
          if (answer.kind !== 'acknowledged') await sleep(5);
        }
      });
      const acknowledged = () => answered.filter(({ answer }) => answer.kind === 'acknowledged');
      return { acknowledged, ended: () => Promise.all(writers) };
    }

    it('acknowledges what was committed before and nothing else, ends with 1 and says why; the next has it all', async () => {
      const databaseUrl = await freshDatabase();
      const node = await serving(databaseUrl);
      const session = await sql(databaseUrl);
      const load = underLoad(node);
      while (load.acknowledged().length < BEFORE) await sleep(1);
      if (how !== 'runs') node.signal('SIGSTOP');
      await endWriterSession(session);
      const goneAt = performance.now();
      const next = await serving(databaseUrl);
      // Nobody has written to this one yet: it shows what was committed when the session ended.
      const committed = await loggedIds(next);
      await firstAcknowledged(next);
      node.signal('SIGCONT');
      const { code } = await node.ended;
      await load.ended();
      const acknowledged = load.acknowledged();
      expect(acknowledged.filter(({ id }) => !committed.has(id))).toEqual([]);
      expect(acknowledged.filter(({ sentAt }) => sentAt > goneAt)).toEqual([]);
      expect(code).toBe(1);
      expect(node.said).toMatch(
        /The (session that holds the writer lock is gone|writing session failed)/,
      );
      const lastMs = Math.max(...acknowledged.map(({ at }) => at)) - goneAt;
      process.stdout.write(
        `${acknowledged.length} appends acknowledged, the last ${lastMs.toFixed(1)} ms after the session was gone\n`,
      );
      const seen = await loggedIds(next);
      expect([...committed].filter((id) => !seen.has(id))).toEqual([]);
    });
  },
);
