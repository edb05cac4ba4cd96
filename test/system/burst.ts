import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from '#platform';
import { Buyer } from './buyer';
import { type Chance, chanceOf } from './chance';
import { type Journal } from './journal';
import { type PersistentCaller } from './persistent-caller';

const BUYERS = 8;
/** So that two buyers write to each account at once. */
const ACCOUNTS_AT_ONCE = 4;
const DAYS_MAX = 12;
/** Commands after which business time moves on. */
const COMMANDS_A_MOVE = 60;
const LOOK_MS = 20;
const HOUR_OF_DAY = 9;
const PRICES = join(__dirname, '../../libs/price-list/sample/sample-prices.json');
const OPERATOR = 'operator@contoso.example';
const OK = 200;

/** Purchases, payments and returns of several buyers on several accounts, while business time moves on. */
export class Burst {
  readonly #chance: Chance;
  readonly #opened = new Map<string, Promise<void>>();
  readonly #working: Promise<void>[] = [];
  #round = 0;
  #today = Date.UTC(2026, 0, 10, HOUR_OF_DAY);
  #isOver = false;

  constructor(
    private readonly caller: PersistentCaller,
    private readonly journal: Journal,
    private readonly seed: number,
  ) {
    this.#chance = chanceOf(seed, 'business time');
  }

  /** The last business day that was asked for. */
  get today(): string {
    return new Date(this.#today).toISOString().slice(0, 10);
  }

  async start(): Promise<void> {
    const body: unknown = JSON.parse(readFileSync(PRICES, 'utf8'));
    await this.#operates('/ledger/v1/priceLists', body);
    const buying = [...Array(BUYERS).keys()].map((place) => this.#buying(place));
    for (const work of [...buying, this.#timePassing()]) this.#working.push(this.#noted(work));
  }

  /** From now on the buyers buy for accounts of their own; what they own elsewhere they may still return. */
  openNewAccounts(): void {
    this.#round += 1;
  }

  /** Lets every command that is under way come to its answer, and then the day to its end. */
  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#working);
    await this.#noted(this.#operates('/ledger/v1/dailyRuns', { through: this.today }));
  }

  /** What fails here is written down, so that all else is still checked. */
  #noted(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => {
      this.journal.fault(String(error));
    });
  }

  async #buying(place: number): Promise<void> {
    const settings = { caller: this.caller, journal: this.journal };
    const buyer = new Buyer(settings, this.seed, `buyer-${place}`);
    while (!this.#isOver) {
      const account = `burst-${this.#round}-${place % ACCOUNTS_AT_ONCE}`;
      const opened = this.#opened.get(account) ?? buyer.opens(account);
      this.#opened.set(account, opened);
      await opened;
      await buyer.acts(account);
    }
  }

  /** Instalments fall due, sessions expire and amounts change under the buyers' hands. */
  async #timePassing(): Promise<void> {
    let next = COMMANDS_A_MOVE;
    while (!this.#isOver) {
      await sleep(LOOK_MS);
      if (this.journal.sent < next) continue;
      next += COMMANDS_A_MOVE;
      this.#today += this.#chance.between(1, DAYS_MAX) * 86_400_000;
      await this.#operates('/ledger/v1/clock', { to: new Date(this.#today).toISOString() });
    }
  }

  async #operates(path: string, body: unknown): Promise<void> {
    const asked = { method: 'POST', path, body } as const;
    const { status, body: answer } = await this.caller.send(OPERATOR, asked, this.#chance);
    if (status !== OK) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
  }
}
