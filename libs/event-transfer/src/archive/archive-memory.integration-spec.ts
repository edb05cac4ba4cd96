import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const ROOT = resolve(__dirname, '../../../..');
const PROGRAM = join(ROOT, 'libs/event-transfer/test/large-archive.ts');
const OPTIONS = [
  '--max-old-space-size=64',
  '--conditions=ledger-source',
  `--require=${ROOT}/test/support/run-sources.cjs`,
];
const told = z.object({ events: z.number(), bytes: z.number(), memoryMb: z.number() });

describe('the memory that an archive takes', () => {
  const directory = mkdtempSync(join(tmpdir(), 'ledger-archive-'));
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  const memoryOf = (megabytes: number) => {
    const words = [PROGRAM, join(directory, `${megabytes}.gz`), String(megabytes)];
    const run = spawnSync(process.execPath, [...OPTIONS, ...words], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(run.stderr);
    return told.parse(JSON.parse(run.stdout));
  };

  it('is bounded, written or read: ten times the events take no more', () => {
    const [small, large] = [memoryOf(30), memoryOf(300)];
    expect([small.events, large.events]).toEqual([600, 6_000]);
    expect(large.bytes).toBeGreaterThan(300_000_000);
    expect(large.memoryMb - small.memoryMb).toBeLessThan(100);
  });
});
