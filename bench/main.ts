import { availableParallelism, cpus, loadavg } from 'node:os';
import { type Benchmark } from './benchmark';
import { breakdown } from './breakdown.bench';
import { catchUp } from './catch-up.bench';
import { commits } from './commits.bench';
import { optionsOf } from './options';
import { prices } from './prices.bench';
import { startBenchedSystem } from './system/benched-system';
import { waiting } from './waiting.bench';

const BENCHMARKS: readonly Benchmark[] = [commits, breakdown, catchUp, waiting, prices];

function print(line: string): void {
  console.log(line);
}

function describeMachine(): string {
  const [load] = loadavg();
  return `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}, load before ${load?.toFixed(1) ?? '?'}`;
}

async function run(): Promise<void> {
  const options = optionsOf(
    process.argv.slice(2),
    BENCHMARKS.map(({ name }) => name),
  );
  print(describeMachine());
  const system = await startBenchedSystem();
  const stop = () => {
    void system.stop().then(() => process.exit(1));
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  try {
    for (const { name, about, run: measure } of BENCHMARKS) {
      if (options.only !== undefined && options.only !== name) continue;
      print(`\n${name}: ${about}`);
      await measure(system, options, print);
    }
  } finally {
    await system.stop();
  }
}

run().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
