import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DirectoryLock, tryLockDirectory } from '#platform';
import { commandLine } from '../../test/command-line';
import { writeRuntime } from '../start/runtime-file';
import { sourcePlace, targetPlace } from './copy-place';

const NOBODY = 'esdb://127.0.0.1:1?tls=false';
const THEIRS = 'esdb://127.0.0.1:2?tls=false';
const THEIRS_OTHERWISE = 'esdb://admin:changeit@LOCALHOST:2?tls=true';

const directory = mkdtempSync(join(tmpdir(), 'ledger-store-options-'));
const file = join(directory, 'log.gz');
const own = join(directory, 'own');
const running = join(directory, 'running');
const environment = { ...process.env };
let lock: DirectoryLock | undefined;

/** A note as a system leaves it, whose role this process holds. */
async function note(eventStoreUrl: string | undefined): Promise<void> {
  const facts = { pid: process.pid, startedAt: '', url: 'https://localhost', eventStoreUrl };
  await writeRuntime(running, { ...facts, certificateAuthority: '' });
}

beforeAll(async () => {
  mkdirSync(join(own, 'postgres'), { recursive: true });
  mkdirSync(running);
  const attempt = await tryLockDirectory(running, 'role projector', 'a test');
  if (attempt.kind === 'held') lock = attempt.lock;
});
beforeEach(() => note(THEIRS));
afterEach(() => {
  process.env = { ...environment };
});
afterAll(async () => {
  await lock?.release();
  rmSync(directory, { recursive: true });
});

describe('a data directory on the command line', () => {
  it.each([
    ['backup', [file]],
    ['restore', [file]],
    ['stats', []],
  ])('is refused by %s where the environment names an event store', async (verb, words) => {
    process.env['LEDGER_EVENTSTORE_URL'] = NOBODY;
    const found = await commandLine('event-log', verb, ...words, '--data-dir', own);
    expect(found).toMatchObject({ code: 2, printed: '' });
    expect(found.said).toBe(
      `LEDGER_EVENTSTORE_URL names another event store than that of ${own}: say with --url which one is meant, or unset it.`,
    );
    const told = await commandLine('event-log', verb, ...words, '--data-dir', own, '--url', NOBODY);
    expect(told.said).not.toContain('LEDGER_EVENTSTORE_URL');
  });

  it('is that of copy, whatever event store the environment names', async () => {
    process.env['LEDGER_EVENTSTORE_URL'] = NOBODY;
    const stopped = { kind: 'stopped', knownAs: own, configuration: { eventStoreUrl: undefined } };
    expect(await sourcePlace(own)).toMatchObject(stopped);
    expect(await targetPlace(own)).toMatchObject(stopped);
  });

  it('is wrong usage where it is not there and should be backed up', async () => {
    const none = join(directory, 'none');
    const found = await commandLine('event-log', 'backup', file, '--data-dir', none);
    expect(found).toMatchObject({ code: 2, said: `There is no data directory ${none}.` });
  });
});

describe('the event store of a ledger at work', () => {
  it.each([THEIRS, THEIRS_OTHERWISE])('is not written to by its address %s', async (address) => {
    const options = ['--url', address, '--data-dir', running];
    const restored = await commandLine('event-log', 'restore', file, ...options);
    expect(restored).toMatchObject({ code: 3, printed: '' });
    expect(restored.said).toContain(`A ledger is at work on that event store (${running})`);
    process.env['LEDGER_DATA_DIR'] = running;
    const copied = await commandLine('event-log', 'copy', NOBODY, address);
    expect(copied).toMatchObject({ code: 3, printed: '' });
    expect(copied.said).toContain('stop it, copy, and start it');
  });

  it('is known by the environment where the system was told its address', async () => {
    await note(undefined);
    process.env['LEDGER_EVENTSTORE_URL'] = THEIRS;
    const options = ['--url', THEIRS_OTHERWISE, '--data-dir', running];
    expect(await commandLine('event-log', 'restore', file, ...options)).toMatchObject({ code: 3 });
  });

  it('does not keep another event store from being written to', async () => {
    const options = ['--url', NOBODY, '--data-dir', running];
    const found = await commandLine('event-log', 'restore', file, ...options);
    expect(found).toMatchObject({
      code: 1,
      said: expect.stringContaining('no such file') as string,
    });
  });
});

describe('the two places of a copy', () => {
  it('are refused, before anything starts, where they are one directory', async () => {
    for (const same of [own, `${own}/`, join(own, '..', 'own'), `${directory}/./own/`]) {
      const { code, said } = await commandLine('event-log', 'copy', own, same);
      expect([code, said]).toEqual([2, expect.stringContaining('FROM and TO are both')]);
    }
    expect(await commandLine('event-log', 'copy', running, running)).toMatchObject({ code: 2 });
  });

  it('are refused where they are one address', async () => {
    const found = await commandLine('event-log', 'copy', NOBODY, NOBODY.replace('tls=false', ''));
    expect(found).toMatchObject({ code: 2 });
    expect(found.said).toContain('the same event store, by their addresses');
  });

  it('are refused with the name of a TO that is a file', async () => {
    const note = join(directory, 'note.txt');
    writeFileSync(note, 'mine');
    const { code, said } = await commandLine('event-log', 'copy', NOBODY, note);
    expect([code, said]).toEqual([2, expect.stringContaining(`${note} is neither`)]);
  });

  it('are not made before FROM has answered', async () => {
    const fresh = join(directory, 'fresh');
    expect(await commandLine('event-log', 'copy', NOBODY, fresh)).toMatchObject({ code: 4 });
    expect(existsSync(fresh)).toBe(false);
  });
});
