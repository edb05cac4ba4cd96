import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryLockDirectory, withDirectoryLock } from './directory-lock';

describe('the lock of a directory', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-lock-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it('is held by one, who is named to the next', async () => {
    const first = await tryLockDirectory(directory, 'start', 'ledger start');
    expect(await tryLockDirectory(directory, 'start', 'another')).toEqual({
      kind: 'taken',
      holder: `ledger start (pid ${process.pid})`,
    });
    if (first.kind === 'held') await first.lock.release();
    const second = await tryLockDirectory(directory, 'start', 'another');
    expect(second.kind).toBe('held');
    if (second.kind === 'held') await second.lock.release();
  });

  it('is one lock by whatever path the directory is reached, and none for another purpose', async () => {
    const first = await tryLockDirectory(directory, 'start', 'one');
    const detour = join(directory, '..', directory.slice(directory.lastIndexOf('/') + 1));
    expect((await tryLockDirectory(detour, 'start', 'two')).kind).toBe('taken');
    const other = await tryLockDirectory(directory, 'else', 'three');
    expect(other.kind).toBe('held');
    for (const attempt of [first, other]) if (attempt.kind === 'held') await attempt.lock.release();
  });

  it('is free again as soon as its holder was killed', async () => {
    const program = `
      const { dev, ino } = require('node:fs').statSync(process.argv[1]);
      require('node:net').createServer().listen('\\0reservation-ledger:' + dev + ':' + ino + ':start', () => console.log('held'));`;
    const holder = spawn(process.execPath, ['-e', program, directory]);
    await once(holder.stdout, 'data');
    expect((await tryLockDirectory(directory, 'start', 'two')).kind).toBe('taken');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const attempt = await tryLockDirectory(directory, 'start', 'two');
    expect(attempt.kind).toBe('held');
    if (attempt.kind === 'held') await attempt.lock.release();
  });

  it('lets work of many go one after the other', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((done) => setTimeout(done, 5));
      inside -= 1;
    };
    await Promise.all([1, 2, 3, 4].map(() => withDirectoryLock(directory, 'work', work)));
    expect(most).toBe(1);
  });

  it('is given back by work that failed', async () => {
    const fail = () => Promise.reject(new Error('no'));
    await expect(withDirectoryLock(directory, 'work', fail)).rejects.toThrow('no');
    await withDirectoryLock(directory, 'work', () => Promise.resolve());
  });
});
