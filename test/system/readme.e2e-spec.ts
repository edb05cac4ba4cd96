import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { buildProduct, Product } from './product';

const ROOT = resolve(__dirname, '../..');
const START = '<!-- first calls: start';
const END = '<!-- first calls: end -->';
const CALLS_MS_MAX = 120_000;
const STARTS_MS_MAX = 180_000;
const OWN_CLOCK = '2021-01-15T00:00:00Z';

/** What stands between the marks. */
function firstCalls(): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  return readme.slice(readme.indexOf(START), readme.indexOf(END));
}

/** Its commands, as a newcomer would paste them. */
function commandsIn(section: string): string {
  return [...section.matchAll(/```bash\n(.*?)```/gs)]
    .map(([, commands = '']) => commands)
    .join('\n');
}

const LISTED = z.object({
  value: z.array(
    z.object({ number: z.string(), status: z.string(), total: z.object({ amount: z.string() }) }),
  ),
});

/** Each list of papers that was answered, as number, status and total. */
function papersIn(text: string): readonly (readonly (readonly string[])[])[] {
  const lists = text.split('\n').filter((line) => line.startsWith('{"value":['));
  return lists.map((list) =>
    LISTED.parse(JSON.parse(list)).value.map(({ number, status, total }) => [
      number,
      status,
      total.amount,
    ]),
  );
}

describe('the first calls of the README', () => {
  const product = new Product();
  const withOwnClock = new Product(OWN_CLOCK);
  const both = [product, withOwnClock];
  beforeAll(async () => {
    buildProduct();
    await Promise.all(both.map((each) => each.start()));
    await Promise.all(both.map((each) => each.untilReady()));
  }, STARTS_MS_MAX);
  afterAll(() => Promise.all(both.map((each) => each.sweep(false))));

  it(
    'go through as printed, with curl and with the official client, on both clocks',
    () => {
      const section = firstCalls();
      expect(section).toContain('first-refund.mjs');
      // What the second system is started by here.
      expect(section).toContain(`--data-dir .ledger-2021 --port 8444 --test-clock ${OWN_CLOCK}\n`);
      // The newcomer is alone on the machine; the test has directories and ports of its own.
      const script = commandsIn(section)
        .replace(
          'DATA=.ledger LEDGER=https://localhost:8443',
          `DATA=${product.directory} LEDGER=${product.url}`,
        )
        .replace(
          'DATA=.ledger-2021 LEDGER=https://localhost:8444',
          `DATA=${withOwnClock.directory} LEDGER=${withOwnClock.url}`,
        );
      expect(script).not.toMatch(/\.ledger|localhost:844/);
      const run = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
        cwd: ROOT,
        encoding: 'utf8',
        timeout: CALLS_MS_MAX,
      });
      expect({
        status: run.status,
        errors: run.status === 0 ? '' : run.stderr + run.stdout,
      }).toEqual({
        status: 0,
        errors: '',
      });
      // One upfront at 1,200, and nothing refunded yet.
      expect(run.stdout).toContain('"total":{"currency":"USD","amount":"1200.00"}');
      expect(run.stdout).toContain('"available":{"currency":"USD","amount":"50000.00"}');
      // Exchanged on the same day, so at all that was paid, for one of 2,400: 1,200 net; then that is given back whole.
      expect(run.stdout).toContain('"netPayable":{"currencyCode":"USD","amount":1200}');
      expect(run.stdout).toContain('"purchasesTotal":{"currencyCode":"USD","amount":2400}');
      expect(run.stdout).toContain('"billingRefundAmount":{"currencyCode":"USD","amount":2400}');
      expect(run.stdout).toMatch(/"provisioningState":"Cancelled"/);
      // Two by the month at 3,600 each, one given back on the day of the purchase.
      expect(run.stdout).toContain('36 instalments, 7200 USD in all');
      expect(run.stdout).toContain('one of two given back: 100 now,');
      expect(run.stdout).toContain('3500 that will not be charged');
      expect(papersIn(run.stdout)).toEqual([
        [
          // The purchase, the exchange and the return; then the two by the month, and what one of them leaves.
          ['contoso-000001', 'Void', '1200.00'],
          ['contoso-000002', 'Void', '2400.00'],
          ['contoso-000003', 'Paid', '0.00'],
          ['contoso-000004', 'Void', '200.00'],
          ['contoso-000005', 'Due', '100.00'],
        ],
        [
          // Of the two by the month one is left: an instalment each month.
          ['contoso-000001', 'Void', '200.00'],
          ['contoso-000002', 'Due', '100.00'],
          ['contoso-000003', 'Due', '100.00'],
          ['contoso-000004', 'Due', '100.00'],
        ],
      ]);
    },
    CALLS_MS_MAX,
  );
});
