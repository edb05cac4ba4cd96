import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { reportLines } from './kills-report';
import { killsRun } from './kills-run';

const SEED_MAX = 2 ** 31;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function soak(): Promise<boolean> {
  const { values } = parseArgs({
    options: { kills: { type: 'string', default: '200' }, seed: { type: 'string' } },
  });
  const kills = Number(values.kills);
  const seed = values.seed === undefined ? randomInt(SEED_MAX) : Number(values.seed);
  if (!Number.isSafeInteger(kills) || kills < 1 || !Number.isSafeInteger(seed))
    throw new Error('Usage: npm run test:soak:event-store -- [--kills N] [--seed S]');
  say(`seed ${seed}, ${kills} kills`);
  const report = await killsRun({ seed, kills, say });
  for (const line of reportLines(report)) say(line);
  return report.faults.count === 0;
}

soak().then(
  (isSound) => process.exit(isSound ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  },
);
