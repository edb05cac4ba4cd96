import { type ChildProcess, fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { addCoverage, type Coverage, coverageLines } from './coverage';
import { newSeed, wholeNumber } from './lives-asked';
import { type BatchAsked, type BatchDone, isBatchDone } from './soak-batch';

const LIVES_PER_BATCH = 250;
const USAGE = 'Usage: npm run test:soak:lives -- [--lives N] [--seed S] [--workers W]';

type Asked = Readonly<{ lives: number; seed: number; workers: number }>;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function asked(): Asked {
  const { values } = parseArgs({
    options: {
      lives: { type: 'string', default: '10000' },
      seed: { type: 'string' },
      workers: { type: 'string', default: '1' },
    },
  });
  const lives = wholeNumber('--lives', values.lives);
  const workers = wholeNumber('--workers', values.workers);
  if (lives < 1 || workers < 1) throw new Error(USAGE);
  const { seed } = values;
  return { lives, workers, seed: seed === undefined ? newSeed() : wholeNumber('--seed', seed) };
}

/** Each batch has a seed of its own, so that one that fails can be lived again by itself. */
function* batchesOf({ lives, seed }: Asked): Generator<BatchAsked> {
  for (let from = 0; from < lives; from += LIVES_PER_BATCH)
    yield {
      seed: seed + from / LIVES_PER_BATCH,
      lives: Math.min(LIVES_PER_BATCH, lives - from),
    };
}

/** Gives a worker batch after batch, until none is left. */
function employ(batches: Iterator<BatchAsked>, onDone: (done: BatchDone) => void): Promise<void> {
  const worker: ChildProcess = fork(require.resolve('./soak-batch'));
  const giveNext = () => {
    const next = batches.next();
    if (next.done === true) worker.disconnect();
    else worker.send(next.value);
  };
  return new Promise((resolve, reject) => {
    worker.on('message', (message) => {
      if (!isBatchDone(message)) return;
      onDone(message);
      if (message.story === undefined) giveNext();
      else worker.disconnect();
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`A worker ended with ${String(code)}`));
    });
    giveNext();
  });
}

async function soak(): Promise<boolean> {
  const of = asked();
  const coverage: Coverage = new Map();
  const stories: string[] = [];
  const batches = batchesOf(of);
  let lived = 0;
  say(`${of.lives} lives, seed ${of.seed}, ${of.workers} workers`);
  const onDone = (done: BatchDone) => {
    lived += done.lives;
    addCoverage(coverage, done.coverage);
    if (done.story !== undefined) {
      stories.push(done.story);
      // No worker begins another batch.
      batches.return(undefined);
    }
    say(`${lived} of ${of.lives} lives, ${done.lives} of them with LIVES_SEED=${done.seed}`);
  };
  await Promise.all(Array.from({ length: of.workers }, () => employ(batches, onDone)));
  for (const line of coverageLines(coverage)) say(line);
  for (const story of stories) say(story);
  return stories.length === 0;
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
