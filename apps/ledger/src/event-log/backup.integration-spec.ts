import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventSource, openStore, type TransferredEvent } from '#event-transfer';
import { sleep } from '#platform';
import { chainedEvents } from '../../../../test/support/chained-events';
import { type NodeUnderTest, startNodeUnderTest } from '../../../../test/support/event-store-node';
import { commandLine } from '../../test/command-line';
import { ledgerCommand, runLedger } from '../../test/running-ledger';

const ACCOUNTS = ['contoso', 'fabrikam', 'northwind'];
const OPERATIONS = 700;
const EVENTS = chainedEvents(ACCOUNTS, OPERATIONS);
const LOOK_MS = 5;
const STANDS_STILL_MS = 300;
/** Of 512 bytes: far less than the events take. */
const FILE_BLOCKS_MAX = 64;

/** Bytes that whoever parses and prints JSON changes. */
const ODD_DATA = ['{"a":1.10,"a":1e400}', ' { }\n', '"\\ud800"', '', '\ufeff{}', '{"é":"日本"}'];
const ODD: readonly TransferredEvent[] = [
  ...ODD_DATA.map((text) => Buffer.from(text)),
  Buffer.from([0, 255, 10, 13]),
].map((data, number) => ({
  ...{ stream: 'größe-"1",\\ 日本', revision: BigInt(number) },
  ...{ id: `22222222-2222-4222-8222-00000000000${number}`, type: 'Änderung "x"' },
  ...{ isJson: number % 2 === 0, createdTicks: 0n, data, metadata: Buffer.from(data).reverse() },
}));

const directory = mkdtempSync(join(tmpdir(), 'ledger-backup-'));
const nodes: NodeUnderTest[] = [];
const addressOf = ({ node }: NodeUnderTest) => `esdb://127.0.0.1:${node.port}?tls=false`;
let files = 0;
const newFile = () => join(directory, `log-${(files += 1)}.gz`);

async function using<Result>(
  node: NodeUnderTest,
  use: (store: ReturnType<typeof openStore>) => Promise<Result>,
): Promise<Result> {
  const store = openStore(addressOf(node));
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function startNode(events: readonly TransferredEvent[] = []): Promise<NodeUnderTest> {
  const node = await startNodeUnderTest();
  nodes.push(node);
  if (events.length > 0) await using(node, (store) => store.append(events));
  return node;
}

async function eventsOf(store: EventSource): Promise<TransferredEvent[]> {
  const events: TransferredEvent[] = [];
  for await (const page of store.pages()) events.push(...page);
  return events;
}

/** All of an event but its instant, which is its store's own. */
const told = ({ stream, revision, id, type, isJson, data, metadata }: TransferredEvent) =>
  [stream, revision, id, type, isJson, hex(data), hex(metadata)].join(' ');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

const backup = (node: NodeUnderTest, file: string, ...options: readonly string[]) =>
  commandLine('event-log', 'backup', file, '--url', addressOf(node), ...options);
const restore = (file: string, node: NodeUnderTest, ...options: readonly string[]) =>
  commandLine('event-log', 'restore', file, '--url', addressOf(node), ...options);

describe('a backup of the log', () => {
  const file = join(directory, 'whole.gz');
  let source: NodeUnderTest;
  beforeAll(async () => {
    source = await startNode([...EVENTS, ...ODD]);
    expect(await backup(source, file)).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await Promise.all(nodes.map(({ close }) => close()));
    rmSync(directory, { recursive: true });
  });

  it('restored to an empty store is the same log, event by event', async () => {
    const target = await startNode();
    const verified = JSON.parse(
      (await commandLine('event-log', 'verify', file, '--json')).printed,
    ) as {
      digest: string;
    };
    const { code, printed } = await restore(file, target, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({
      ...{ events: 2_107, streams: 4, before: 0, appended: 2_107, digest: verified.digest },
      ...{ chains: { chained: 3, others: 1, broken: 0 } },
    });
    const [expected, found] = [await using(source, eventsOf), await using(target, eventsOf)];
    expect(found.map(told).join('\n')).toBe(expected.map(told).join('\n'));
    const again = newFile();
    const second = JSON.parse((await backup(target, again, '--json')).printed) as {
      digest: string;
    };
    expect(second.digest).toBe(verified.digest);
  });

  it('says what it holds', async () => {
    const { code, printed } = await commandLine('event-log', 'verify', file);
    expect(code).toBe(0);
    expect(printed).toContain('whole.gz is whole: every byte is as it was written.');
    expect(printed).toMatch(/log of +esdb:\/\/127\.0\.0\.1:\d+\n/);
    expect(printed).toMatch(/events +2,107\n +streams +4\n/);
  });

  it('is restored after a kill by the same command, which goes on where it was', async () => {
    const target = await startNode();
    const killed = runLedger(['event-log', 'restore', file, '--url', addressOf(target)]);
    const there = async () => (await using(target, eventsOf)).length;
    while ((await there()) === 0) await sleep(LOOK_MS);
    killed.child.kill('SIGKILL');
    await killed.exitCode;
    // The node may still be writing what the command sent before its end.
    let [before, now] = [-1, await there()];
    while (now !== before) {
      await sleep(STANDS_STILL_MS);
      [before, now] = [now, await there()];
    }
    expect(before).toBeLessThan(2_107);
    const { code, printed } = await restore(file, target, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ before, appended: 2_107 - before });
  });

  it('is refused by a store that holds something else, and nothing is written', async () => {
    const target = await startNode(ODD.slice(0, 1));
    const { code, said, printed } = await restore(file, target);
    expect([code, printed]).toEqual([3, '']);
    expect(said).toContain('its event number 1, event 0 of stream größe');
    expect(await using(target, eventsOf)).toHaveLength(1);
  });

  it('is refused where one bit has turned, with the place, before anything is written', async () => {
    const bytes = readFileSync(file);
    bytes[bytes.length - 2_000] = (bytes[bytes.length - 2_000] ?? 0) ^ 8;
    const damaged = newFile();
    writeFileSync(damaged, bytes);
    const target = await startNode();
    const { code, said } = await restore(damaged, target);
    expect(code).toBe(3);
    expect(said).toMatch(
      /\.gz is damaged in block \d+ at byte [\d,]+ \(events [\d,]+ to 2,107\): its bytes are not those that were written\.$/,
    );
    expect(await using(target, eventsOf)).toHaveLength(0);
    expect((await commandLine('event-log', 'verify', damaged)).said).toBe(said);
  });

  it('takes the place of no file', async () => {
    const taken = newFile();
    writeFileSync(taken, 'mine');
    const { code, said } = await backup(source, taken);
    expect([code, readFileSync(taken, 'utf8')]).toEqual([3, 'mine']);
    expect(said).toContain('is there already');
  });

  it('is for its owner alone, and nothing else is left beside it', () => {
    expect(readdirSync(directory).filter((name) => !/^(whole|log-\d+)\.gz$/.test(name))).toEqual(
      [],
    );
  });

  it.each<NodeJS.Signals>(['SIGINT', 'SIGHUP'])(
    'leaves nothing behind after %s',
    async (signal) => {
      const own = mkdtempSync(join(directory, 'interrupted-'));
      const words = ['event-log', 'backup', join(own, 'log.gz'), '--url', addressOf(source)];
      const ledger = runLedger(words);
      while (readdirSync(own).length === 0 && ledger.child.exitCode === null) await sleep(LOOK_MS);
      ledger.child.kill(signal);
      expect(await ledger.exitCode).toBeNull();
      expect(ledger.child.signalCode).toBe(signal);
      expect(ledger.said()).toContain('Interrupted. Nothing was left behind.');
      expect(readdirSync(own)).toEqual([]);
      rmSync(own, { recursive: true });
    },
  );

  it('leaves nothing behind where the disk does not take it', async () => {
    const own = mkdtempSync(join(directory, 'full-'));
    const words = ['event-log', 'backup', join(own, 'log.gz'), '--url', addressOf(source)];
    const limit = `ulimit -f ${FILE_BLOCKS_MAX}; exec "$@"`;
    const child = spawn('sh', ['-c', limit, 'sh', ...ledgerCommand(words, '/nowhere')]);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    await once(child, 'close');
    expect(child.exitCode).toBe(1);
    expect(said).toContain(
      `${join(own, 'log.gz')} cannot be written: files may not be so large there. Nothing was left behind.`,
    );
    expect(readdirSync(own)).toEqual([]);
    rmSync(own, { recursive: true });
  });

  it.each([
    [4, 'esdb://127.0.0.1:1?tls=false', 'cannot be worked with now'],
    [2, 'http://127.0.0.1', 'must be an address such as esdb://'],
  ])('ends with %d where the store is %s', async (code, url, why) => {
    const never = newFile();
    const found = await commandLine('event-log', 'backup', never, '--url', url);
    expect(found).toMatchObject({ code, said: expect.stringContaining(why) as string });
    expect(existsSync(never)).toBe(false);
  });

  it.each([
    [1, join(directory, 'none.gz'), 'there is no such file'],
    [1, directory, 'is a directory'],
    [3, __filename, 'is no backup of an event log: it does not begin as one does'],
  ])('is not verified, with %d, where the file is %s', async (code, path, why) => {
    const found = await commandLine('event-log', 'verify', path);
    expect(found).toMatchObject({ code, said: expect.stringContaining(why) as string });
  });
});
