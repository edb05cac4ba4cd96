import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { processesOf } from './process-tree';
import { buildProduct } from './product';

const PROGRAM = join(resolve(__dirname, '../..'), 'dist/apps/ledger/src/main.js');
const BUILD_MS_MAX = 120_000;
const DEMO_MS_MAX = 120_000;
/** What would lead the demo to another ledger, if it obeyed it. */
const OF_ANOTHER_LEDGER = {
  LEDGER_DATABASE_URL: 'postgres://u:p@db.example/ledger',
  LEDGER_DATA_DIR: '/nowhere',
  LEDGER_OIDC_ISSUER: 'https://issuer.example',
};

const report = z.object({
  agrees: z.boolean(),
  seconds: z.string(),
  differences: z.array(z.string()),
  scenes: z.array(
    z.object({
      title: z.string(),
      comparisons: z.array(z.object({ what: z.string(), agrees: z.boolean() })),
      papers: z.array(z.looseObject({})),
    }),
  ),
});

/** Runs the built demo; `seen` is told what it says along the way. */
function runDemo(
  words: readonly string[],
  seen: (said: string, pid: number) => void = () => undefined,
) {
  const child = spawn(process.execPath, [PROGRAM, 'demo', ...words], {
    env: { PATH: process.env['PATH'], ...OF_ANOTHER_LEDGER },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
    seen(said, child.pid ?? 0);
  });
  return once(child, 'close').then(() => ({ code: child.exitCode, printed, said }));
}

function directoryIn(said: string): string {
  return /in (\S*ledger-demo-\S+)/.exec(said)?.[1] ?? 'no directory was named';
}

describe('the demo', () => {
  beforeAll(buildProduct, BUILD_MS_MAX);

  it(
    'plays every worked example, and the ledger says what the documents say',
    async () => {
      const { code, printed, said } = await runDemo(['--json']);
      const { scenes, ...verdict } = report.parse(JSON.parse(printed));
      expect({ code, ...verdict }).toMatchObject({ code: 0, agrees: true, differences: [] });
      expect(Number(verdict.seconds)).toBeLessThan(60);
      expect(scenes.map(({ title }) => title)).toEqual([
        'Three years at 100 USD a month, refunded in the 18th month',
        'Exchanged after the 18th payment, for 1,799.99 and for 1,800.00 USD',
        'Cancelled within five days, and on the sixth',
        'The lower of the price paid and the price of the day',
        'Paid by invoice: the invoice is cancelled, and the money kept for a later purchase',
        'Paid by card: the money goes back to the card',
        'Paid by a card that has been changed: support is asked',
        'Paid from an enrolment’s prepayment: a credit that expires after its 90th day',
        'Billed to an enrolment as overage: invoices are reopened, and a credit note is issued',
        'One of three is returned, the others go on',
        'F1 becomes F1s, the same size with premium storage',
        'The early termination fee: none today, 12 % when terms say so',
      ]);
      for (const { comparisons, papers } of scenes) {
        expect(comparisons.filter(({ agrees }) => !agrees)).toEqual([]);
        expect(comparisons.length).toBeGreaterThanOrEqual(2);
        expect(papers.length).toBeGreaterThan(0);
      }
      expect(existsSync(directoryIn(said))).toBe(false);
    },
    DEMO_MS_MAX,
  );

  it(
    'prints one scene for people when asked for it alone',
    async () => {
      const { code, printed } = await runDemo(['--scene', 'premium-twin']);
      expect(code).toBe(0);
      expect(printed).toMatch(/^11\. F1 becomes F1s/m);
      expect(printed).toMatch(/what is held now +Standard_F1s +Standard_F1s +✓\n/);
      expect(printed).toMatch(/1 scene, 3 comparisons, .* the ledger says what the documents say/);
    },
    DEMO_MS_MAX,
  );

  it(
    'leaves no process and no file when it is interrupted',
    async () => {
      let wasThere = false;
      const { code, said } = await runDemo(['--scene', '1'], (saidSoFar, pid) => {
        if (!saidSoFar.includes('playing') || wasThere) return;
        wasThere = existsSync(directoryIn(saidSoFar));
        process.kill(pid, 'SIGINT');
      });
      expect({ code, wasThere }).toEqual({ code: 1, wasThere: true });
      expect(said).toContain('Ended by SIGINT before all scenes were played.');
      expect(existsSync(directoryIn(said))).toBe(false);
      expect(processesOf(directoryIn(said))).toEqual([]);
    },
    DEMO_MS_MAX,
  );
});
