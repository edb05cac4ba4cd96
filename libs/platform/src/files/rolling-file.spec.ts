import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RollingFile } from './rolling-file';

describe('a file that rolls', () => {
  let directory = '';
  let path = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-roll-'));
    path = join(directory, 'a.log');
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it('goes on where it was, for its owner alone', () => {
    new RollingFile(path, 100).write('one\n');
    new RollingFile(path, 100).write('two\n');
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('keeps the one before and no more', () => {
    const file = new RollingFile(path, 4);
    for (const text of ['one\n', 'two\n', 'three\n']) file.write(text);
    expect(readFileSync(path, 'utf8')).toBe('three\n');
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('two\n');
    expect(readdirSync(directory)).toHaveLength(2);
  });
});
