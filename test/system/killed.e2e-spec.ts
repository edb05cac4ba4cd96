import { TARGETS } from './kill-plan';
import { reportLines } from './killed-report';
import { killedRun, type KilledReport, SENTENCES, sweepRuns } from './killed-run';

/** Another one each time would find more and say less: `npm run test:soak:killed` is for that. */
const SEED = 20_261_121;
const RUN_MS_MAX = 420_000;

describe('the system, killed process by process and all at once under a burst of purchases and refunds', () => {
  let report: KilledReport;

  beforeAll(async () => {
    const lines: string[] = [];
    const say = (line: string) => lines.push(line);
    try {
      report = await killedRun({ seed: SEED, kills: TARGETS.length, say });
      lines.push(...reportLines(report));
    } finally {
      process.stdout.write(`${lines.join('\n')}\n`);
    }
  }, RUN_MS_MAX);

  afterAll(sweepRuns);

  it('was ready again without a person, each time', () => {
    expect(report.struck.flatMap(({ targets }) => targets).sort()).toEqual([...TARGETS].sort());
  });

  it('acknowledged purchases, returns and payments', () => {
    for (const kind of ['PurchaseReservation', 'RefundReservation', 'RecordPayment'])
      expect(report.commands.get(`${kind} acknowledged`)).toBeGreaterThan(0);
  });

  it.each(SENTENCES)('%s', (sentence) => {
    expect(report.faults[sentence]).toEqual([]);
  });
});
