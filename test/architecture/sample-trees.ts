import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const repositoryRoot = resolve(__dirname, '../..');

/** Trees live outside the repository, so that no check of the real tree ever meets them. */
export function inTemporaryDirectory<Result>(work: (directory: string) => Result): Result {
  const directory = mkdtempSync(join(tmpdir(), 'ledger-architecture-'));
  try {
    return work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export function writeTree(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** What a script beside this file printed as JSON. It runs in a process of its own: the tools are ES modules. */
export function answerOf(script: string, ...args: readonly string[]): unknown {
  const run = spawnSync(process.execPath, [join(__dirname, script), ...args], {
    cwd: repositoryRoot,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.status !== 0)
    throw new Error(`${script} exited with ${String(run.status)}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

export function readText(path: string): string {
  return readFileSync(join(repositoryRoot, path), 'utf8');
}
