import { z } from 'zod';
import { billingAccountId, Calendar, subscriptionId } from '#ledger-core';
import { EventStoreDbEventLog } from '#event-log';
import { ADMIN, AUDITOR, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { Seeder } from '../system/daily/seeding';
import { byStream, recordedLog } from '../system/recorded-log';
import { openAccount } from './opened-account';

const START_MS_MAX = 180_000;
const DAYS_MS_MAX = 240_000;
const BOUGHT_AT = '2021-01-15T09:00:00.000Z';
const LAST_DAY = '2021-04-20';
const CONTOSO = '11111111-612d-4bcd-a849-c2542a68be01';
const ENROLLED = '22222222-612d-4bcd-a849-c2542a68be01';
const ANNUAL = {
  agreementType: 'EnterpriseAgreement',
  payment: {
    method: 'prepayment',
    terms: [
      {
        ...{ id: '2021', from: '2021-01-01', to: '2022-01-01' },
        amount: { currency: 'USD', amount: '25.00' },
      },
    ],
  },
};

/** One account that is billed each month's instalment, and one whose prepayment lasts for two of them. */
async function systemWithOrders(started: LedgerSystem[]): Promise<LedgerSystem> {
  const system = await startLedgerSystem({ testClock: BOUGHT_AT });
  started.push(system);
  await openAccount(system, 'contoso', CONTOSO);
  await openAccount(system, 'enrolled', ENROLLED, ANNUAL);
  const log = new EventStoreDbEventLog({ connectionString: system.eventStoreUrl });
  const seeder = await Seeder.open(system.databaseUrl, log, BOUGHT_AT);
  await seeder.buy(billingAccountId('contoso'), 'one', subscriptionId(CONTOSO));
  await seeder.buy(billingAccountId('contoso'), 'two', subscriptionId(CONTOSO));
  await seeder.buy(billingAccountId('enrolled'), 'three', subscriptionId(ENROLLED));
  await seeder.close();
  await log.close();
  return system;
}

/** All that stands in the accounts' streams, but for when it was written. */
async function streams(system: LedgerSystem): Promise<unknown> {
  const log = await recordedLog(system.eventStoreUrl);
  return [...byStream(log)]
    .filter(([stream]) => stream.startsWith('billingAccount-'))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([stream, events]) => [
      stream,
      events.map(({ id, type, data, metadata: { effectiveOn, commandId } }) => ({
        ...{ id, type, data, effectiveOn, commandId },
      })),
    ]);
}

const ran = z.strictObject({
  ...{ through: z.string(), accounts: z.number(), instalmentsCharged: z.number() },
  ...{ creditsExpired: z.number(), monthsClosed: z.number() },
});

describe('three months of due days', () => {
  let late: LedgerSystem;
  let daily: LedgerSystem;
  let repeated: LedgerSystem;
  const started: LedgerSystem[] = [];
  const run = async (system: LedgerSystem, through: string) =>
    ran.parse((await system.ledger(ADMIN).post('/dailyRuns', { through })).body);

  beforeAll(async () => {
    // One after the other: a client that is closed ends the appends under way of all clients of its process.
    late = await systemWithOrders(started);
    daily = await systemWithOrders(started);
    repeated = await systemWithOrders(started);
  }, START_MS_MAX);
  afterAll(() => Promise.all(started.map((system) => system.stop())));

  it('show no run before the first but the one at the start', async () => {
    const { status, body } = await late.ledger(AUDITOR).get('/dailyRuns/current');
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'done', askedBy: 'daily', instalmentsCharged: 0 });
  });

  it(
    'come to the same bytes late, day by day, and repeated',
    async () => {
      expect((await late.setClock(`${LAST_DAY}T09:00:00Z`)).status).toBe(200);
      const first = Calendar.day('2021-01-16');
      for (let on = first; on <= LAST_DAY; on = Calendar.addDays(on, 1))
        expect((await daily.setClock(`${on}T00:00:00Z`)).status).toBe(200);
      for (const on of ['2021-02-15', '2021-02-15', LAST_DAY, LAST_DAY]) {
        await repeated.setClock(`${on}T06:00:00Z`);
        expect(await run(repeated, '2021-02-15')).toMatchObject({ accounts: 0 });
        expect(await run(repeated, on)).toMatchObject({ accounts: 0, instalmentsCharged: 0 });
      }
      const expected = await streams(daily);
      expect(await streams(late)).toEqual(expected);
      expect(await streams(repeated)).toEqual(expected);
    },
    DAYS_MS_MAX,
  );

  // Three instalments of three reservations; the enrolment's 25.00 cover 10.00 and 10.00, and two months have overage.
  it('are counted in the run that did them, which every auditor sees', async () => {
    const { body } = await late.ledger(AUDITOR).get('/dailyRuns/current');
    expect(body).toMatchObject({
      ...{ state: 'done', through: LAST_DAY, askedBy: 'clock', principal: ADMIN.principal },
      ...{ accountsDue: 2, accountsDone: 2, instalmentsCharged: 9, parked: 0, stopped: 0 },
    });
    const refused = await late
      .ledger({ principal: 'mallory@contoso.example' })
      .get('/dailyRuns/current');
    expect(refused.status).toBe(403);
  });

  it('are over: the clock takes the same instant again and a later one, and none before', async () => {
    const before = await streams(repeated);
    const now = `${LAST_DAY}T06:00:00.000Z`;
    expect((await repeated.setClock(now)).body).toEqual({ now });
    const later = `${LAST_DAY}T06:00:00.001Z`;
    expect((await repeated.setClock(later)).body).toEqual({ now: later });
    const back = await repeated.setClock(now);
    expect(back).toMatchObject({ status: 409 });
    expect((await repeated.ledger(ADMIN).get('/clock')).body).toEqual({ now: later });
    expect(await streams(repeated)).toEqual(before);
  });

  it('are run through today at most', async () => {
    const admin = repeated.ledger(ADMIN);
    expect((await admin.post('/dailyRuns', { through: '2021-04-21' })).status).toBe(400);
    expect((await admin.post('/dailyRuns', { through: LAST_DAY })).status).toBe(200);
  });
});
