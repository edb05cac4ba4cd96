import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../../..');
const RUNNER = `--conditions=ledger-source --require ${ROOT}/test/support/run-sources.cjs`;

test('the benchmark measures every kind of thing and leaves nothing behind', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'bench-test-'));
  // The server runs as a user of its own when this process is root.
  await chmod(temporary, 0o755);
  const small = ['--seconds', '0.1', '--rounds', '1', '--read', '1000'];
  const only = ['batches', 'latency', 'reads'].flatMap((part) => ['--only', part]);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(ROOT, 'bench/event-store/main'), ...small, ...only],
    { env: { ...process.env, NODE_OPTIONS: RUNNER, TMPDIR: temporary } },
  );
  expect(stdout).toMatch(/^500 events an append, 4 in flight +\d+ +\d+ +\d+ +\d+\.\d\d/m);
  expect(stdout).toMatch(/^16 in flight +\d+\.\d\d +\d+\.\d\d/m);
  expect(stdout).toMatch(/^catch-up, the last 1000 +\d+ +\d+ +\d+ +\d+\.\d\d/m);
  expect(stdout).toContain("At least 0.8 of the client's ceiling on reads");
  expect(await readdir(temporary)).toEqual([]);
  await rm(temporary, { recursive: true });
});
