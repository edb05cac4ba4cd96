import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type Outcome, type RunOutcome } from '#application';
import { recordedStreamName, subjectOf } from '#event-log';
import { type ProjectionWaiter } from '#read-models';
import { processMetrics } from './process-metrics';
import { type LagParts, projectionLagSeconds } from './projection-lag';

/** Seconds. The worst that is promised of a command is a second, of a large exchange ten. */
const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const MILLISECONDS = 1_000;
const STREAM_KINDS = [
  'billingAccount',
  'subscription',
  'utilisation',
  'policyTerms',
  'exchangeRates',
  'foreign',
] as const;

type MetricsParts = LagParts & Readonly<{ waiter: ProjectionWaiter }>;

type AnsweredRequest = Readonly<{
  method: string;
  /** As it was registered, so that no id is a label; undefined where nothing is. */
  route: string | undefined;
  status: number;
  milliseconds: number;
}>;

/** What an app counts of itself: sums only, no ids. */
export class ApiMetrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #commands: Counter<'command' | 'outcome'>;
  readonly #runs: Counter<'outcome'>;
  readonly #runWork: Counter<'what'>;

  constructor(parts: MetricsParts) {
    const registers = [this.#registry];
    this.#requests = new Histogram({
      name: 'ledger_http_request_duration_seconds',
      help: 'Requests answered, by the route as it is registered.',
      labelNames: ['method', 'route', 'status'],
      buckets: DURATIONS,
      registers,
    });
    this.#commands = new Counter({
      name: 'ledger_commands_total',
      help: 'Commands and previews, by what they came to.',
      labelNames: ['command', 'outcome'],
      registers,
    });
    this.#runs = new Counter({
      name: 'ledger_daily_runs_total',
      help: 'Daily runs that this api began by itself, by what they came to.',
      labelNames: ['outcome'],
      registers,
    });
    this.#runWork = new Counter({
      name: 'ledger_daily_run_work_total',
      help: 'What those runs did, and accounts that they left behind.',
      labelNames: ['what'],
      registers,
    });
    gaugeProjection(parts, registers);
    gaugeParked(parts, registers);
  }

  /** Counts an answer. */
  answered({ method, route = 'none', status, milliseconds }: AnsweredRequest): void {
    this.#requests.observe({ method, route, status }, milliseconds / MILLISECONDS);
  }

  /** Counts what a command came to. */
  carriedOut(command: string, outcome: CommandOutcome): void {
    this.#commands.inc({ command, outcome });
  }

  /** Counts a daily run. */
  ran(report: RunOutcome | 'held' | 'failed'): void {
    this.#runs.inc({ outcome: typeof report === 'string' ? report : report.outcome });
    if (typeof report === 'string' || report.outcome !== 'ran') return;
    const { counts, accounts, parked, stopped, stuck, waiting } = report;
    const left = parked.length + stopped.length + stuck.length + waiting.length;
    for (const [what, count] of Object.entries({ ...counts, accounts, leftBehind: left }))
      this.#runWork.inc({ what }, count);
  }

  /** All of it, as Prometheus reads it. */
  text(): Promise<string> {
    return Registry.merge([processMetrics(), this.#registry]).metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}

/** `failed` is a bug, or a database out of reach. */
export type CommandOutcome = Outcome<never>['outcome'] | 'repeated' | 'failed';

function gaugeProjection(parts: MetricsParts, registers: Registry[]): void {
  new Gauge({
    name: 'ledger_projected_position',
    help: 'The place in the log up to which the tables hold it, as last heard.',
    registers,
    collect() {
      this.set(Number(parts.waiter.position()));
    },
  });
  new Gauge({
    name: 'ledger_projection_lag_seconds',
    help: 'For how long the oldest event that is not in the tables has stood in the log.',
    registers,
    async collect() {
      this.set(await projectionLagSeconds(parts));
    },
  });
}

function gaugeParked({ waiter }: MetricsParts, registers: Registry[]): void {
  new Gauge({
    name: 'ledger_parked_streams',
    help: 'Streams that cannot be read further, by what they are about.',
    labelNames: ['kind'],
    registers,
    collect() {
      const kinds = waiter.parked
        .all()
        .map(({ stream }) => subjectOf(recordedStreamName(stream)).kind);
      for (const kind of STREAM_KINDS)
        this.set({ kind }, kinds.filter((each) => each === kind).length);
    },
  });
}
