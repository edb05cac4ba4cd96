import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { Calendar } from '#ledger-core';
import { billingAccountStream, InMemoryEventLog } from '#event-log';
import { RecordedStream } from '../../../../test/support/recorded-story';
import { AccountStory } from '../../../../test/support/account-story';
import { ApiMetrics } from './api-metrics';
import { measuredCqrs, outcomeOf } from './measured-command-bus';
import { measuredRuns } from './measured-runs';

const NOBODY = { of: () => undefined, all: () => [], changes: () => 0 };
const parked = (stream: string) => ({
  ...{ stream, billingAccountId: undefined, revision: 1n, eventId: 'e', reason: 'r' },
  parkedAt: Calendar.instant('2021-01-15T08:00:00Z'),
});

function metricsOf({
  log = new InMemoryEventLog(),
  position = -1n,
  now = '2021-01-15T08:00:00Z',
  streams = [] as readonly string[],
} = {}) {
  const waiter = {
    position: () => position,
    parked: { ...NOBODY, all: () => streams.map(parked) },
    waitFor: () => Promise.resolve(false),
    waitForOperation: () => Promise.resolve(undefined),
    close: () => Promise.resolve(),
  };
  return new ApiMetrics({ log, waiter, machine: { now: () => new Date(now) } });
}

const linesOf = async (metrics: ApiMetrics, name: string) =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith(name));

describe('what an api counts', () => {
  it('is its requests, by the route as it is registered', async () => {
    const metrics = metricsOf();
    const request = { method: 'GET', route: '/a/:id', status: 200, milliseconds: 20 };
    metrics.answered(request);
    metrics.answered({ ...request, milliseconds: 300 });
    metrics.answered({ ...request, route: undefined, status: 404 });
    const labels = 'method="GET",route="/a/:id",status="200"';
    const name = 'ledger_http_request_duration_seconds';
    expect(await linesOf(metrics, `${name}_count`)).toEqual([
      `${name}_count{${labels}} 2`,
      `${name}_count{method="GET",route="none",status="404"} 1`,
    ]);
    expect(await linesOf(metrics, `${name}_bucket{le="0.025",${labels}`)).toEqual([
      `${name}_bucket{le="0.025",${labels}} 1`,
    ]);
  });

  it('is its parked streams, by kind and never by name', async () => {
    const streams = ['billingAccount-a', 'billingAccount-b', 'utilisation-a', 'policyTerms'];
    const metrics = metricsOf({ streams });
    expect(await linesOf(metrics, 'ledger_parked_streams{')).toEqual([
      'ledger_parked_streams{kind="billingAccount"} 2',
      'ledger_parked_streams{kind="subscription"} 0',
      'ledger_parked_streams{kind="utilisation"} 1',
      'ledger_parked_streams{kind="policyTerms"} 1',
      'ledger_parked_streams{kind="exchangeRates"} 0',
      'ledger_parked_streams{kind="foreign"} 0',
    ]);
  });

  it('is how long the oldest event that the tables lack has stood, and nothing once they have all', async () => {
    const log = new InMemoryEventLog();
    const stream = new RecordedStream(log, billingAccountStream('contoso'));
    const position = await stream.append(new AccountStory().events);
    const [created] = await createdIn(log);
    const now = new Date(Date.parse(created ?? '') + 4_500).toISOString();
    const lag = 'ledger_projection_lag_seconds ';
    expect(await linesOf(metricsOf({ log, now }), lag)).toEqual([`${lag}4.5`]);
    expect(await linesOf(metricsOf({ log, now, position }), lag)).toEqual([`${lag}0`]);
    log.head = () => Promise.reject(new Error('away'));
    log.headOf = () => Promise.reject(new Error('away'));
    expect(await linesOf(metricsOf({ log, now }), lag)).toEqual([`${lag}Nan`]);
  });

  it('is its own, also when several apps run in one process, with what the process uses', async () => {
    const [one, other] = [metricsOf(), metricsOf()];
    one.ran('held');
    expect(await linesOf(one, 'ledger_daily_runs_total{')).toHaveLength(1);
    expect(await linesOf(other, 'ledger_daily_runs_total{')).toEqual([]);
    expect(await linesOf(other, 'process_resident_memory_bytes ')).toHaveLength(1);
  });
});

async function createdIn(log: InMemoryEventLog): Promise<readonly string[]> {
  const created: string[] = [];
  for await (const event of log.readStream(billingAccountStream('contoso'), 'empty'))
    created.push(event.created);
  return created;
}

class Greet {
  constructor(readonly result: unknown) {}
}

@CommandHandler(Greet)
class GreetHandler implements ICommandHandler<Greet, unknown> {
  execute({ result }: Greet): Promise<unknown> {
    return result instanceof Error ? Promise.reject(result) : Promise.resolve(result);
  }
}

test('a command is counted by what it comes to', async () => {
  const metrics = metricsOf();
  const app = await Test.createTestingModule({
    imports: [measuredCqrs(metrics)],
    providers: [GreetHandler],
  }).compile();
  await app.init();
  const bus = app.get(CommandBus);
  expect(await bus.execute(new Greet({ outcome: 'done', replayed: false }))).toMatchObject({
    outcome: 'done',
  });
  await bus.execute(new Greet({ outcome: 'done', replayed: true }));
  await bus.execute(new Greet({ outcome: 'parked', reason: 'r' }));
  await expect(bus.execute(new Greet(new Error('a bug')))).rejects.toThrow('a bug');
  await app.close();
  const counted = (outcome: string) =>
    `ledger_commands_total{command="Greet",outcome="${outcome}"} 1`;
  expect(await linesOf(metrics, 'ledger_commands_total{')).toEqual(
    ['done', 'repeated', 'parked', 'failed'].map(counted),
  );
});

test('a run that fails is counted and fails', async () => {
  const metrics = metricsOf();
  const runs = measuredRuns({ today: () => Promise.reject(new Error('away')) }, metrics);
  await expect(runs.today()).rejects.toThrow('away');
  await measuredRuns({ today: () => Promise.resolve('held' as const) }, metrics).today();
  expect(await linesOf(metrics, 'ledger_daily_runs_total{')).toEqual([
    'ledger_daily_runs_total{outcome="failed"} 1',
    'ledger_daily_runs_total{outcome="held"} 1',
  ]);
});

test('what answers no outcome has done what was asked', () => {
  expect([outcomeOf({ now: 1 }), outcomeOf(undefined), outcomeOf({ outcome: 'x' })]).toEqual([
    'done',
    'done',
    'done',
  ]);
});
