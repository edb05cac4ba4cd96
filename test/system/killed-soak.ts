import { parseArgs } from 'node:util';
import { reportLines } from './killed-report';
import { killedRun } from './killed-run';

const SEED_MAX = 2 ** 31;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function soak(): Promise<boolean> {
  const { values } = parseArgs({
    options: { kills: { type: 'string', default: '42' }, seed: { type: 'string' } },
  });
  const kills = Number(values.kills);
  const seed =
    values.seed === undefined ? Math.floor(Math.random() * SEED_MAX) : Number(values.seed);
  if (!Number.isSafeInteger(kills) || kills < 1 || !Number.isSafeInteger(seed))
    throw new Error('Usage: npm run test:soak:killed -- [--kills N] [--seed S]');
  say(`seed ${seed}, ${kills} kills`);
  const report = await killedRun({ seed, kills, say });
  for (const line of reportLines(report)) say(line);
  return Object.values(report.faults).every((faults) => faults.length === 0);
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
