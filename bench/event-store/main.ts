import { availableParallelism, cpus, loadavg } from 'node:os';
import { CleanUp } from './clean-up';
import { storeOptionsOf } from './options';
import { run } from './run';

function print(line: string): void {
  console.log(line);
}

function describeMachine(): string {
  const [load] = loadavg();
  return `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}, load before ${load?.toFixed(1) ?? '?'}`;
}

async function main(): Promise<void> {
  const options = storeOptionsOf(process.argv.slice(2));
  const cleanUp = new CleanUp();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      print(`${signal}: stopping.`);
      void cleanUp.run().finally(() => process.exit(1));
    });
  print(describeMachine());
  try {
    await run(options, cleanUp, print);
  } finally {
    await cleanUp.run();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
