import { z } from 'zod';
import { issueToken, sleep, SystemMachineClock } from '#platform';
import { call } from '../../support/https-json';
import { guidOf } from '../../support/account-story';
import { BUYER, type Seeded } from './seeding';

const AZURE = '/providers/Microsoft.Capacity';
const API = '?api-version=2022-11-01';
const QUOTE = z.object({ properties: z.object({ reservationOrderId: z.string() }) });
const ACCEPTED_MAX = 299;
const RETRY_MS = 100;
const PROBE_MS = 50;
const HTTP_UNAVAILABLE = 503;
const TOKEN_SECONDS = 7_200;

/** Where an API listens, in turn: the second is asked when the first is gone. */
export type Place = Readonly<{ url: string; ca: string; directory: string }>;

/** How often something was done, how long the longest took, and how often it was told to come back. */
export type Latency = { count: number; worstMs: number; totalMs: number; comeBack: number };

export function bodyOf(account: string): unknown {
  return {
    sku: { name: 'Standard_D2s_v3' },
    location: 'westus',
    properties: {
      reservedResourceType: 'VirtualMachines',
      billingScopeId: `/subscriptions/${guidOf(`subscription ${account}`)}`,
      ...{ term: 'P1Y', billingPlan: 'Monthly', quantity: 1, displayName: 'traffic' },
      ...{ appliedScopeType: 'Shared', renew: false },
    },
  };
}

/** Commands that go on beside a run, each measured until it is answered for good. */
export class Traffic {
  readonly seen = new Map<string, Latency>();
  readonly faults: string[] = [];
  #token = '';
  #isOver = false;
  /** While a process is killed and started again its connections break: that is no latency. */
  isBroken = false;
  readonly #working: Promise<void>[] = [];

  constructor(private readonly place: Place) {}

  async open(): Promise<void> {
    this.#token = await issueToken(
      this.place.directory,
      { principal: BUYER, roles: ['Ledger.Admin'], lifetimeSeconds: TOKEN_SECONDS },
      new SystemMachineClock(),
    );
  }

  /** What an operator asks, answered or not. */
  async ask(method: string, path: string, body?: unknown, url = this.place.url) {
    const headers = { authorization: `Bearer ${this.#token}` };
    return call({ method, url: `${url}${path}`, ca: this.place.ca, headers, body });
  }

  purchases(name: string, accounts: readonly string[], url: string): void {
    this.#go(async (turn) => {
      const body = bodyOf(accounts[turn % accounts.length] ?? '');
      const quoted = await this.#timed(`${name}: quote`, () =>
        this.ask('POST', `${AZURE}/calculatePrice${API}`, body, url),
      );
      if (quoted === undefined) return;
      const { reservationOrderId: id } = QUOTE.parse(quoted).properties;
      await this.#timed(`${name}: purchase`, () =>
        this.ask('PUT', `${AZURE}/reservationOrders/${id}${API}`, body, url),
      );
    });
  }

  previews(name: string, bought: Seeded, url: string): void {
    const order = `${AZURE}/reservationOrders/${bought.orderId}`;
    const reservationId = `${order}/reservations/${bought.reservationId}`;
    const reservationToReturn = { reservationId, quantity: 1 };
    const body = { id: order, properties: { scope: 'Reservation', reservationToReturn } };
    this.#go(async () => {
      await this.#timed(name, () => this.ask('POST', `${order}/calculateRefund${API}`, body, url));
      await sleep(RETRY_MS);
    });
  }

  /** Asks for next to nothing, to see how long the process itself is not to be had. */
  probe(name: string, url: string): void {
    this.#go(async () => {
      await this.#timed(name, () => this.ask('GET', '/health/live', undefined, url));
      await sleep(PROBE_MS);
    });
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#working);
  }

  #go(step: (turn: number) => Promise<void>): void {
    const work = async (): Promise<void> => {
      for (let turn = 0; !this.#isOver; turn += 1) await step(turn);
    };
    this.#working.push(
      work().catch((error: unknown) => {
        this.faults.push(String(error));
      }),
    );
  }

  /** @returns the body of the answer; undefined when it has none in the end. */
  async #timed(
    name: string,
    ask: () => Promise<Readonly<{ status: number; body: unknown }>>,
  ): Promise<unknown> {
    const latency = this.seen.get(name) ?? { count: 0, worstMs: 0, totalMs: 0, comeBack: 0 };
    this.seen.set(name, latency);
    for (let began = performance.now(); !this.#isOver;) {
      const answer = await ask().catch(() => undefined);
      const took = performance.now() - began;
      if (answer === undefined || this.isBroken) {
        // Measured anew when it is there again.
        await sleep(RETRY_MS);
        began = performance.now();
        continue;
      }
      if (answer.status === HTTP_UNAVAILABLE) {
        latency.comeBack += 1;
        await sleep(RETRY_MS);
        continue;
      }
      latency.count += 1;
      latency.totalMs += took;
      latency.worstMs = Math.max(latency.worstMs, took);
      if (answer.status > ACCEPTED_MAX)
        this.faults.push(`${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    }
    return undefined;
  }
}
