import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureUsable } from './directory-access';
import { readRuntime } from './runtime-file';

const OTHER = 12_345;

describe('a data directory', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-access-'));
    mkdirSync(join(directory, 'postgres'));
  });
  afterEach(() => {
    chmodSync(directory, 0o700);
    rmSync(directory, { recursive: true });
  });

  it('of this user is fine, empty or not', async () => {
    await expect(ensureUsable(directory)).resolves.toBeUndefined();
    writeFileSync(join(directory, 'postgres-password'), 'x');
    await expect(ensureUsable(directory)).resolves.toBeUndefined();
  });

  it('that this user cannot work in is refused, with its owner and the ways out', async () => {
    // Root may do everything but run PostgreSQL on the data of another.
    if (process.getuid?.() === 0) chownSync(join(directory, 'postgres'), OTHER, OTHER);
    else chmodSync(directory, 0o500);
    await expect(ensureUsable(directory)).rejects.toThrow(
      /belongs to the user with the id \d+, and .* may not work there: start as its owner, .*chown -R .*--data-dir/,
    );
  });

  it('tells of no running system by a note that a crash left half-written', async () => {
    writeFileSync(join(directory, 'runtime.json'), '{"pid":1,"url":');
    expect(await readRuntime(directory)).toBeUndefined();
    writeFileSync(join(directory, 'runtime.json'), '{}');
    expect(await readRuntime(directory)).toBeUndefined();
  });
});
