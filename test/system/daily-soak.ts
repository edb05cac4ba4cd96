import { parseArgs } from 'node:util';
import { dailySoak, type DailySoakReport } from './daily/daily-soak-run';
import { buildProduct } from './product';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function linesOf(report: DailySoakReport): readonly string[] {
  const { runSeconds, appends, bare, checked, runs } = report;
  const rate = appends / runSeconds;
  return [
    `${appends} appends of due work in ${runSeconds.toFixed(1)} s, a kill and a start among them: ${rate.toFixed(0)} a second`,
    `bare appends of the same bytes: small ${bare.small.toFixed(0)}/s (${bare.smallShape.slice(0, 200)})`,
    `large ${bare.large.toFixed(1)}/s (${bare.largeShape.slice(-60)})`,
    `ratio to small bare appends ${(rate / bare.small).toFixed(2)}; appends of the large account: ${report.big.appends}`,
    ...runs.map(
      (run) =>
        `run ${run.state}, asked by ${run.asked_by}: ${run.accounts_done} accounts, ${run.instalments_charged} instalments in ${run.seconds.toFixed(1)} s`,
    ),
    `progress looked at ${report.looks} times, states ${report.states.join(', ')}`,
    `peak resident memory of an api ${report.peakMegabytes} MB`,
    ...[...report.seen].map(
      ([name, { count, worstMs, totalMs, comeBack }]) =>
        `${name}: ${count}, mean ${(totalMs / count).toFixed(0)} ms, worst ${worstMs.toFixed(0)} ms, told to come back ${comeBack} times`,
    ),
    `${checked.events} events, ${checked.tables} tables, ${checked.rows} rows compared with a fresh fold`,
    ...report.faults.map((fault) => `FAULT ${fault}`),
    report.faults.length === 0 ? 'sound' : `${report.faults.length} faults`,
  ];
}

async function soak(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      accounts: { type: 'string', default: '10000' },
      instalments: { type: 'string', default: '10000' },
    },
  });
  const [accounts, instalments] = [Number(values.accounts), Number(values.instalments)];
  if (![accounts, instalments].every((count) => Number.isSafeInteger(count) && count > 0))
    throw new Error('Usage: npm run test:soak:daily -- [--accounts N] [--instalments N]');
  buildProduct();
  say(`${accounts} accounts, one with ${instalments} instalments due on a day`);
  const report = await dailySoak({ accounts, instalments, say });
  for (const line of linesOf(report)) say(line);
  return report.faults.length === 0;
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
