import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { billingAccountStream, EventStoreDbEventLog, subscriptionStream } from '#event-log';
import { freePort } from '#platform';
import { commandLine } from '../../apps/ledger/test/command-line';
import { runLedger } from '../../apps/ledger/test/running-ledger';
import { writeFault } from '../acceptance/broken-streams';
import { purchaseOf } from '../acceptance/opened-account';
import { PRICES } from '../acceptance/price-list.samples';
import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';

const START_MS_MAX = 60_000;
const TEST_MS_MAX = 60_000;
const SUBSCRIPTION = 'ffffffff-612d-4bcd-a849-c2542a68bf01';
const CONTOSO = ['--agreement', 'MicrosoftCustomerAgreement', '--name', 'Contoso'];

/** One system, whose tests come one after the other in business time. */
describe('the command line', () => {
  let system: LedgerSystem;
  let log: EventStoreDbEventLog;
  let place = '';
  let ca = '';
  /** By the keys of the embedded issuer. */
  const here = () => ['--data-dir', system.dataDirectory, '--url', system.url];
  const ledger = (...words: readonly string[]) => commandLine(...words, ...here());
  const lengthOf = async (...streams: Parameters<typeof log.readStream>[0][]): Promise<number> => {
    let events = 0;
    for (const stream of streams)
      for await (const { revision } of log.readStream(stream, 'empty'))
        if (revision >= 0n) events += 1;
    return events;
  };

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    log = new EventStoreDbEventLog({ connectionString: system.eventStoreUrl });
    place = mkdtempSync(join(tmpdir(), 'ledger-command-line-'));
    ca = join(place, 'ca.pem');
    writeFileSync(ca, system.ca);
    expect((await system.ledger(ADMIN).post('/priceLists', PRICES)).status).toBe(200);
  }, START_MS_MAX);
  afterAll(async () => {
    rmSync(place, { recursive: true });
    await log.close();
    await system.stop();
  });

  it('opens an account, says what comes next, and says that it was open already', async () => {
    const open = () => ledger('account', 'open', 'contoso', ...CONTOSO, '--currency', 'USD');
    const opened = await open();
    expect([opened.code, opened.said]).toEqual([0, '']);
    expect(opened.printed).toMatch(/^contoso is open\.\n/);
    expect(opened.printed).toMatch(/^ +paid +by invoice, due 30 days after it is issued$/m);
    expect(opened.printed).toMatch(
      /^ {2}npx ledger account link contoso \S+ .*--data-dir \/\S+ --url /m,
    );
    const again = await open();
    expect(again.code).toBe(0);
    expect(again.printed).toMatch(/^contoso was open already, with the same particulars\.\n/);
  });

  it('links a subscription and shows the account with it', async () => {
    const words = ['account', 'link', 'contoso', SUBSCRIPTION, '--name', 'Production'];
    expect(await ledger(...words)).toEqual({
      code: 0,
      printed: `${SUBSCRIPTION} (Production) is billed to contoso, since 2021-01-15.`,
      said: '',
    });
    const { printed } = await ledger('account', 'show', 'contoso');
    expect(printed).toMatch(new RegExp(`${SUBSCRIPTION} +Production +2021-01-15`));
    expect(printed).toMatch(/due on standing invoices +0\.00 USD/);
    const shown = await ledger('account', 'show', 'contoso', '--json');
    const { body } = await system.ledger(AUDITOR).get('/billingAccounts/contoso');
    expect(JSON.parse(shown.printed)).toEqual(body);
  });

  it('opens an enrolment from a file and from options, and lists all', async () => {
    const file = join(place, 'card.json');
    const payment = { method: 'card', card: { token: 'tok-1', brand: 'Visa', last4: '4242' } };
    const body = { id: 'tailspin', agreementType: 'MicrosoftOnlineServicesProgram', payment };
    writeFileSync(file, JSON.stringify({ ...body, currency: 'USD', displayName: 'Tailspin' }));
    const card = await ledger('account', 'open', '--file', file);
    expect(card.printed).toContain('by card: Visa ending in 4242');
    const term = ['--prepayment-term', '2021:2021-01-01:2022-01-01:100000.00'];
    const enrolment = ['--agreement', 'EnterpriseAgreement', '--currency', 'EUR', ...term];
    const { printed } = await ledger('account', 'open', 'northwind', ...enrolment);
    expect(printed).toMatch(/2021 +2021-01-01 +2022-01-01 +100,000\.00 EUR +100,000\.00 EUR/);
    const list = await ledger('account', 'list');
    expect(list.printed.split('\n').map((line) => line.split(' ')[0])).toEqual([
      ...['account', 'contoso', 'northwind', 'tailspin'],
    ]);
    const { value } = JSON.parse((await ledger('account', 'list', '--json')).printed) as {
      value: unknown[];
    };
    expect(value).toHaveLength(3);
  });

  it.each([
    [
      ['open', 'contoso', ...CONTOSO, '--currency', 'EUR'],
      /exists with other particulars.*\n.*409 BillingAccountExists, field id/,
    ],
    [['open', 'fabrikam', ...CONTOSO, '--currency', 'usd'], /ISO 4217.*\n.*field currency/],
    [['show', 'nobody'], /There is no billing account nobody.*\n\(HTTP 404/],
    [
      ['link', 'contoso', 'production', '--name', 'X'],
      /a GUID or \/subscriptions\/.*\n.*field subscriptionId/,
    ],
  ])('says what the ledger refuses of account %j, with exit code 3', async (words, message) => {
    const { code, printed, said } = await ledger('account', ...words);
    expect(said).toMatch(message);
    expect([code, printed]).toEqual([3, '']);
  });

  it('has exit code 4 where nobody answers, and 1 where the certificate is not to be trusted', async () => {
    const url = `https://localhost:${await freePort()}`;
    for (const verb of ['health', 'daily-run', 'account list']) {
      const words = [...verb.split(' '), '--data-dir', system.dataDirectory, '--url', url];
      const { code, said } = await commandLine(...words);
      expect([code, said]).toEqual([4, expect.stringContaining(`No ledger answers at ${url}`)]);
    }
    const stranger = await commandLine('health', '--data-dir', place, '--url', system.url);
    expect(stranger.code).toBe(1);
    expect(stranger.said).toContain(`The certificate of ${system.url} is not trusted`);
  });

  it(
    'calls with LEDGER_TOKEN what lies elsewhere, and may what its principal may',
    async () => {
      const elsewhere = { LEDGER_TOKEN: await system.token(AUDITOR), LEDGER_DATA_DIR: place };
      const words = ['--url', system.url, '--ca', ca];
      const shown = runLedger(['account', 'show', 'contoso', ...words], '/nowhere', elsewhere);
      const refused = runLedger(['daily-run', ...words], '/nowhere', elsewhere);
      expect([await shown.exitCode, shown.said()]).toEqual([0, '']);
      expect(shown.printed()).toContain('MicrosoftCustomerAgreement');
      expect(await refused.exitCode).toBe(3);
      expect(refused.said()).toContain('HTTP 403');
    },
    TEST_MS_MAX,
  );

  it('runs days up to business today, and no further', async () => {
    const { code, printed } = await ledger('daily-run');
    expect([code, printed]).toEqual([0, 'Nothing was due any more through 2021-01-15.']);
    const later = await ledger('daily-run', '--through', '2021-01-16');
    expect(later.code).toBe(3);
    expect(later.said).toContain('field through');
  });

  it('tells health part by part, to whoever asks', async () => {
    const words = ['health', '--data-dir', place, '--url', system.url, '--ca', ca];
    const { code, printed } = await commandLine(...words);
    expect(code).toBe(0);
    expect(printed).toContain(`${system.url} is ready.`);
    expect(printed).toMatch(/^ +tables follow the log +ok$/m);
    const { status } = JSON.parse((await commandLine(...words, '--json')).printed) as {
      status: string;
    };
    expect(status).toBe('ready');
  });

  it('counts what the log holds', async () => {
    const account = billingAccountStream('contoso');
    const subscription = subscriptionStream(SUBSCRIPTION);
    const others = ['northwind', 'tailspin'].map(billingAccountStream);
    const events = await lengthOf(account, subscription, ...others);
    const stats = ['event-log', 'stats', '--url', system.eventStoreUrl];
    const { code, printed } = await commandLine(...stats, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({
      ...{ events, streams: 4, unreadable: 0 },
      byKindOfStream: expect.arrayContaining([
        expect.objectContaining({
          kind: 'subscription',
          streams: 1,
          events: await lengthOf(subscription),
        }),
      ]) as unknown,
      byType: expect.arrayContaining([
        expect.objectContaining({ type: 'BillingAccountOpened', events: 3 }),
      ]) as unknown,
    });
    const { printed: text } = await commandLine(...stats);
    expect(text).toMatch(/^ {2}streams +4$/m);
    expect(text).toContain('billingAccount-contoso');
  });

  it(
    'says what was left behind and which account is parked, with exit code 1',
    async () => {
      const request = purchaseOf(SUBSCRIPTION, 'Standard_Year', { billingPlan: 'Monthly' });
      const client = system.client({ principal: 'alice@contoso.example' });
      const { properties } = await client.reservationOrder.calculate(request);
      await client.reservationOrder.beginPurchaseAndWait(
        properties?.reservationOrderId ?? '',
        request,
      );
      await writeFault(log, system.eventStoreUrl, billingAccountStream('contoso'), 'unknown type');
      expect((await system.setClock('2021-02-20T08:00:00.000Z')).status).toBe(200);
      const run = await ledger('daily-run');
      expect(run.code).toBe(1);
      expect(run.printed).toMatch(/1 left behind:\n +account +why\n +contoso /);
      expect((await ledger('account', 'show', 'contoso')).printed).toMatch(
        /PARKED since .*AccountGifted/s,
      );
      expect((await ledger('health')).printed).toMatch(/accounts +1 parked +Some accounts/);
    },
    TEST_MS_MAX,
  );

  it(
    'has exit code 4 while the tables do not follow',
    async () => {
      await system.pauseProjection();
      await writeFault(log, system.eventStoreUrl, billingAccountStream('tailspin'), 'unknown type');
      const { code, printed } = await ledger('health');
      expect(code).toBe(4);
      expect(printed).toMatch(/tables follow the log +NOT READY +the tables hold the log up to/);
      system.resumeProjection();
    },
    TEST_MS_MAX,
  );
});
