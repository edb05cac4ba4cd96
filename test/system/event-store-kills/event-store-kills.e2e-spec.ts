import { reportLines } from './kills-report';
import { type KillsReport, killsRun, sweepRuns } from './kills-run';
import { SENTENCES } from './sentences';
import { FENCED, KILLED } from './strike-plan';

/** Another one each time would find more and say less: `npm run test:soak:event-store` is for that. */
const SEED = 4;
const KILLS = 10;
const RUN_MS_MAX = 420_000;

describe('the event store node and its PostgreSQL, killed at any instant under load', () => {
  let report: KillsReport;

  beforeAll(async () => {
    const lines: string[] = [];
    const say = (line: string) => lines.push(line);
    try {
      report = await killsRun({ seed: SEED, kills: KILLS, say });
      lines.push(...reportLines(report));
    } finally {
      process.stdout.write(`${lines.join('\n')}\n`);
    }
  }, RUN_MS_MAX);

  afterAll(sweepRuns);

  it.each([...KILLED, ...FENCED])('were struck: %s', (target) => {
    expect(report.struck.map(({ step }) => step.target)).toContain(target);
  });

  it('were killed ten times and more, also while they started', () => {
    expect(report.kills).toBeGreaterThanOrEqual(KILLS);
    expect(report.struck.some(({ step }) => step.then !== undefined)).toBe(true);
  });

  it('met load of every kind', () => {
    expect(report.acknowledged).toBeGreaterThan(500);
    for (const count of [report.repeated, report.refused, report.unanswered.size])
      expect(count).toBeGreaterThan(0);
    expect(report.events).toBeGreaterThan(report.acknowledged);
  });

  it.each(SENTENCES)('%s', (sentence) => {
    expect(report.faults.of(sentence)).toEqual([]);
  });
});
