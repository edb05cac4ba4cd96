import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const SHARED = join(__dirname, '../../../shared/event-store-conformance');
const PROBE = join(SHARED, 'probe.js');
const REAL = join(SHARED, 'real-23.10.6.json');
const PROBE_MS_MAX = 50_000;

const answers = z.record(z.string(), z.unknown());

/** Case by case, what a server answered. */
export type Answers = z.infer<typeof answers>;

/** Whether the probe lies beside this project. */
export const isProbeHere = existsSync(PROBE) && existsSync(REAL);

/** What the real server answered. */
export const realAnswers = (): Promise<Answers> => answersIn(REAL);

/** What the server on this port answers to these cases. */
export async function probed(port: number, cases: readonly string[]): Promise<Answers> {
  const directory = await mkdtemp(join(tmpdir(), 'conformance-'));
  const out = join(directory, 'out.json');
  try {
    const NODE_PATH = join(__dirname, '../../node_modules');
    await promisify(execFile)(
      process.execPath,
      [PROBE, `127.0.0.1:${port}`, out, cases.join(',')],
      { env: { ...process.env, NODE_PATH }, timeout: PROBE_MS_MAX },
    );
    return await answersIn(out);
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function answersIn(path: string): Promise<Answers> {
  return answers.parse(JSON.parse(await readFile(path, 'utf8')));
}

/** Every leaf in which two servers differ, as `case.path: real -> node`; `-` where one has none. */
export function differences(real: Answers, node: Answers): string[] {
  const [ofReal, ofNode] = [leavesOf(real), leavesOf(node)];
  return [...new Set([...ofReal.keys(), ...ofNode.keys()])]
    .filter((path) => ofReal.get(path) !== ofNode.get(path))
    .map((path) => `${path}: ${ofReal.get(path) ?? '-'} -> ${ofNode.get(path) ?? '-'}`);
}

function leavesOf(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0)
    return new Map([[path, JSON.stringify(value)]]);
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [
      ...leavesOf(inner, path === '' ? key : `${path}.${key}`),
    ]),
  );
}
