import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { issueToken, SystemMachineClock } from '#platform';
import { call } from '../support/https-json';
import { buildProduct, Product } from './product';

const ROOT = resolve(__dirname, '../..');
const PROGRAM = join(ROOT, 'dist/apps/ledger/src/main.js');
const PRICES = 'libs/price-list/sample/sample-prices.json';
const CLOCK = '2021-01-15T00:00:00Z';
const TRADED_UNTIL = '2021-03-20T00:00:00Z';
const BACKUP = z.object({ events: z.number(), digest: z.string() });
const TEST_MS_MAX = 120_000;
const CAPACITY = '/providers/Microsoft.Capacity';
const API = '?api-version=2022-11-01';
const SUBSCRIPTION = 'aaaaaaaa-0000-4000-8000-000000000001';
const ACCOUNT = {
  id: 'contoso',
  agreementType: 'MicrosoftCustomerAgreement',
  currency: 'USD',
  displayName: 'Contoso',
  payment: { method: 'invoice' },
};
const PURCHASE = {
  sku: { name: 'Standard_D2s_v3' },
  location: 'westeurope',
  properties: {
    reservedResourceType: 'VirtualMachines',
    billingScopeId: `/subscriptions/${SUBSCRIPTION}`,
    term: 'P3Y',
    billingPlan: 'Monthly',
    quantity: 2,
    displayName: 'Web tier',
    appliedScopeType: 'Shared',
    renew: false,
  },
};
const QUOTE = z.object({ properties: z.object({ reservationOrderId: z.guid() }) });

/** One call as an administrator of that copy; the answer's body. @throws for what is no success. */
async function asked(of: Product, method: string, path: string, body?: unknown): Promise<unknown> {
  const as = { principal: 'alice@contoso.example', roles: ['Ledger.Admin'] };
  const token = await issueToken(of.directory, as, new SystemMachineClock());
  const headers = { authorization: `Bearer ${token}` };
  const answer = await call({ method, url: `${of.url}${path}`, ca: of.ca, headers, body });
  if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** One command line of the build. */
function ledger(...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...words], {
    cwd: ROOT,
  });
  if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr.toString('utf8')}`);
  return stdout.toString('utf8');
}

function importPrices(into: Product): void {
  ledger('prices', 'import', PRICES, '--data-dir', into.directory);
}

async function trade(on: Product): Promise<void> {
  await asked(on, 'POST', '/ledger/v1/billingAccounts', ACCOUNT);
  const subscription = { subscriptionId: SUBSCRIPTION, displayName: 'Production' };
  await asked(on, 'POST', '/ledger/v1/billingAccounts/contoso/subscriptions', subscription);
  importPrices(on);
  const quote = await asked(on, 'POST', `${CAPACITY}/calculatePrice${API}`, PURCHASE);
  const order = QUOTE.parse(quote).properties.reservationOrderId;
  await asked(on, 'PUT', `${CAPACITY}/reservationOrders/${order}${API}`, PURCHASE);
  await asked(on, 'POST', '/ledger/v1/clock', { to: TRADED_UNTIL });
}

/** What somebody would compare after a restore. */
async function papersOf(product: Product): Promise<unknown> {
  const account = '/ledger/v1/billingAccounts/contoso';
  return [
    await asked(product, 'GET', `${account}/documents`),
    await asked(product, 'GET', `${account}/refundCap`),
    await asked(product, 'GET', '/ledger/v1/clock'),
    await asked(product, 'GET', '/ledger/v1/parkedAccounts'),
  ];
}

describe('a copy of the data directory of a stopped system', () => {
  const [original, copy] = [new Product(CLOCK), new Product(CLOCK)];
  beforeAll(buildProduct, TEST_MS_MAX);
  afterAll(() => Promise.all([original, copy].map((each) => each.sweep(false))));

  it(
    'started elsewhere has the same papers, and trades on',
    async () => {
      await original.start();
      await original.untilReady();
      await trade(original);
      const before = await papersOf(original);
      expect(JSON.stringify(before)).toContain('contoso-000003');
      expect(await original.stop()).toEqual({ code: 0, left: [] });
      const copied = spawnSync('cp', ['-a', `${original.directory}/.`, copy.directory]);
      expect(copied.status).toBe(0);
      await copy.start();
      await copy.untilReady();
      expect(await papersOf(copy)).toEqual(before);
      const quote = await asked(copy, 'POST', `${CAPACITY}/calculatePrice${API}`, PURCHASE);
      expect(QUOTE.safeParse(quote).success).toBe(true);
      expect(await copy.stop()).toEqual({ code: 0, left: [] });
    },
    TEST_MS_MAX,
  );
});

describe('a backup of the log of a system that works', () => {
  const [original, restored] = [new Product(CLOCK), new Product(TRADED_UNTIL)];
  const directory = mkdtempSync(join(tmpdir(), 'ledger-backup-'));
  beforeAll(buildProduct, TEST_MS_MAX);
  afterAll(async () => {
    rmSync(directory, { recursive: true });
    await Promise.all([original, restored].map((each) => each.sweep(false)));
  });

  it(
    'restored to a directory that is new makes the same papers there, and trades on',
    async () => {
      const file = join(directory, 'log.gz');
      await original.start();
      await original.untilReady();
      await trade(original);
      const before = await papersOf(original);
      const own = ['--data-dir', original.directory, '--json'];
      const made = BACKUP.parse(JSON.parse(ledger('event-log', 'backup', file, ...own)));
      expect(() => ledger('event-log', 'restore', file, ...own)).toThrow('A ledger is at work on');
      expect(await original.stop()).toEqual({ code: 0, left: [] });
      const place = ['--data-dir', restored.directory];
      const back = JSON.parse(ledger('event-log', 'restore', file, ...place, '--json')) as unknown;
      expect(back).toMatchObject({ ...made, appended: made.events, chains: { broken: 0 } });
      // Of the system that is stopped again: the same command makes the same backup.
      const again = ledger('event-log', 'backup', join(directory, 'again.gz'), ...place, '--json');
      expect(BACKUP.parse(JSON.parse(again))).toEqual(made);
      importPrices(restored);
      await restored.start();
      await restored.untilReady();
      expect(await papersOf(restored)).toEqual(before);
      const quote = await asked(restored, 'POST', `${CAPACITY}/calculatePrice${API}`, PURCHASE);
      expect(QUOTE.safeParse(quote).success).toBe(true);
      expect(await restored.stop()).toEqual({ code: 0, left: [] });
    },
    TEST_MS_MAX,
  );
});
