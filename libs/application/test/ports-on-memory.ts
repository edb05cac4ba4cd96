import {
  type BillingAccountId,
  Calendar,
  type Day,
  type Instant,
  Money,
  nextDueDay,
  type Product,
  replay,
  type ReservationId,
  type ReservationOrderId,
  type ResourceType,
  type SubscriptionId,
  type Term,
} from '#ledger-core';
import {
  billingAccountStream,
  decodeBillingEvent,
  decodeSubscriptionEvent,
  type EventLog,
  type LoggedEvent,
  type Position,
  type StreamName,
  subscriptionStream,
} from '#event-log';
import {
  type Knowledge,
  PriceBook,
  type PricedProduct,
  type PriceImport,
  type PriceOfDay,
} from '#price-list';
import {
  type CreditUnderWay,
  type DuePage,
  type DueTransfer,
  type ParkedDue,
  type RunNote,
  type Session,
} from '#read-models';
import { AccountLookup, type ReservationPlace } from '../src/ports/account-lookup.port';
import { DueAccounts } from '../src/ports/due-accounts.port';
import { ProgramTransfers } from '../src/ports/program-transfers.port';
import { Projection } from '../src/ports/projection.port';
import { RunJournal } from '../src/ports/run-journal.port';
import { SessionStore } from '../src/ports/session-store.port';
import { WorkLocks } from '../src/ports/work-locks.port';

export class MemorySessions extends SessionStore {
  readonly sessions = new Map<string, Session>();

  override put(session: Session): Promise<void> {
    // Only JSON comes back from a table.
    this.sessions.set(session.id, { ...session, ...asJson(session) });
    return Promise.resolve();
  }

  override byId(id: string): Promise<Session | undefined> {
    return Promise.resolve(this.sessions.get(id));
  }
}

function asJson({ request, result }: Session): Pick<Session, 'request' | 'result'> {
  return JSON.parse(JSON.stringify({ request, result })) as Pick<Session, 'request' | 'result'>;
}

/** Reads the streams themselves, as if every event were projected at once. */
export class LogAsTables {
  readonly waitedFor: bigint[] = [];
  isBehind = false;
  /** How far they hold the log while they are behind. */
  heldWhenBehind: Position = -1n;
  accounts: BillingAccountId[] = [];
  /** Happens when somebody waits for what the tables do not hold yet. */
  onWait: () => void = () => undefined;
  /** Accounts whose rows show something due for good, whatever their streams say. */
  shownAsDue: BillingAccountId[] = [];
  /** Accounts with something due that the projection has parked. */
  parked: ParkedDue[] = [];
  subscriptions: SubscriptionId[] = [];
  /** Business today. */
  today: () => Promise<Day> = () => Promise.reject(new Error('No clock'));

  constructor(private readonly log: EventLog) {}

  readonly lookup: AccountLookup = new (class extends AccountLookup {
    constructor(private readonly tables: LogAsTables) {
      super();
    }

    override async ofSubscription(id: SubscriptionId): Promise<BillingAccountId | undefined> {
      const events = await this.tables.eventsOf(subscriptionStream(id), decodeSubscriptionEvent);
      const linked = events.findLast((event) => event.type === 'SubscriptionLinked');
      if (linked === undefined) return undefined;
      const { billingAccountId: account } = linked.data;
      const { transfer } = await this.tables.state(account);
      const hasMoved = transfer !== undefined && transfer.on <= (await this.tables.today());
      return hasMoved ? transfer.toBillingAccountId : account;
    }

    async #ofOrder(id: ReservationOrderId): Promise<BillingAccountId | undefined> {
      if (this.tables.isBehind) return undefined;
      for (const account of this.tables.accounts)
        if ((await this.tables.state(account)).orders.has(id)) return account;
      return undefined;
    }

    async #ofReservation(id: ReservationId): Promise<ReservationPlace | undefined> {
      if (this.tables.isBehind) return undefined;
      for (const billingAccountId of this.tables.accounts) {
        const found = (await this.tables.state(billingAccountId)).reservations.get(id);
        if (found !== undefined) return { billingAccountId, orderId: found.orderId };
      }
      return undefined;
    }

    override ofSubscriptions(
      ids: readonly SubscriptionId[],
    ): Promise<ReadonlyMap<SubscriptionId, BillingAccountId>> {
      return foundOf(ids, (id) => this.ofSubscription(id));
    }

    override ofOrders(
      ids: readonly ReservationOrderId[],
    ): Promise<ReadonlyMap<ReservationOrderId, BillingAccountId>> {
      return foundOf(ids, (id) => this.#ofOrder(id));
    }

    override ofReservations(
      ids: readonly ReservationId[],
    ): Promise<ReadonlyMap<ReservationId, ReservationPlace>> {
      return foundOf(ids, (id) => this.#ofReservation(id));
    }
  })(this);

  readonly transfers: ProgramTransfers = new (class extends ProgramTransfers {
    constructor(private readonly tables: LogAsTables) {
      super();
    }

    override async target(id: BillingAccountId) {
      return (await this.tables.state(id)).opened;
    }

    override async subscriptionsOf(id: BillingAccountId): Promise<readonly SubscriptionId[]> {
      const found: SubscriptionId[] = [];
      for (const subscription of this.tables.subscriptions)
        if ((await this.tables.lookup.ofSubscription(subscription)) === id)
          found.push(subscription);
      return found;
    }

    override async due(through: Day): Promise<readonly DueTransfer[]> {
      const due: DueTransfer[] = [];
      for (const billingAccountId of this.tables.accounts) {
        const { transfer } = await this.tables.state(billingAccountId);
        if (transfer !== undefined && !transfer.done && transfer.on <= through)
          due.push({ ...transfer, billingAccountId });
      }
      return due.sort((left, right) => (left.on < right.on ? -1 : 1));
    }

    override async isCreditComing(to: BillingAccountId, through: Day): Promise<boolean> {
      const coming = [...(await this.due(through)), ...(await this.underWay())];
      return coming.some(({ toBillingAccountId }) => toBillingAccountId === to);
    }

    override async underWay(): Promise<readonly CreditUnderWay[]> {
      const found: CreditUnderWay[] = [];
      for (const fromBillingAccountId of this.tables.accounts) {
        const stream = billingAccountStream(fromBillingAccountId);
        for (const { type, data } of await this.tables.eventsOf(stream, decodeBillingEvent)) {
          if (type !== 'RetainedCreditTransferred') continue;
          const { toBillingAccountId, transferId } = data;
          const received = (await this.tables.state(toBillingAccountId)).transfersReceived;
          if (!received.has(transferId)) found.push({ ...data, fromBillingAccountId });
        }
      }
      return found;
    }
  })(this);

  readonly projection: Projection = new (class extends Projection {
    constructor(private readonly tables: LogAsTables) {
      super();
    }

    override waitFor(position: bigint): Promise<boolean> {
      this.tables.waitedFor.push(position);
      if (!this.tables.holds(position)) this.tables.onWait();
      return Promise.resolve(this.tables.holds(position));
    }
  })(this);

  readonly due: DueAccounts = new (class extends DueAccounts {
    constructor(private readonly tables: LogAsTables) {
      super();
    }

    override async through(
      day: Day,
      { most, without }: DuePage,
    ): Promise<readonly BillingAccountId[]> {
      const due = await this.#due(day);
      return due.filter((account) => !without.includes(account)).slice(0, most);
    }

    override async count(day: Day): Promise<number> {
      return (await this.#due(day)).length;
    }

    override parked(): Promise<readonly ParkedDue[]> {
      return Promise.resolve(this.tables.parked);
    }

    async #due(day: Day): Promise<readonly BillingAccountId[]> {
      const due: BillingAccountId[] = [...this.tables.shownAsDue];
      for (const account of this.tables.accounts) {
        const on = nextDueDay(await this.tables.shownState(account));
        if (on !== undefined && on <= day && !due.includes(account)) due.push(account);
      }
      return due;
    }
  })(this);

  /** From now on the tables hold no more than they do. */
  async fallBehind(): Promise<void> {
    this.heldWhenBehind = (await this.log.head()) ?? -1n;
    this.isBehind = true;
  }

  holds(position: Position): boolean {
    return !this.isBehind || position <= this.heldWhenBehind;
  }

  async state(account: BillingAccountId) {
    return replay(await this.eventsOf(billingAccountStream(account), decodeBillingEvent));
  }

  /** An account as far as the tables hold it. */
  async shownState(account: BillingAccountId) {
    const stream = billingAccountStream(account);
    const isShown = (event: LoggedEvent) => this.holds(event.position);
    return replay(await this.eventsOf(stream, decodeBillingEvent, isShown));
  }

  async eventsOf<Event>(
    stream: StreamName,
    decode: (
      event: LoggedEvent,
    ) =>
      | Readonly<{ outcome: 'event'; event: Event }>
      | Readonly<{ outcome: 'unreadable'; why: string }>,
    isShown: (event: LoggedEvent) => boolean = () => true,
  ): Promise<readonly Event[]> {
    const events: Event[] = [];
    for await (const logged of this.log.readStream(stream, 'empty')) {
      if (!isShown(logged)) break;
      const decoded = decode(logged);
      if (decoded.outcome === 'unreadable') throw new Error(decoded.why);
      events.push(decoded.event);
    }
    return events;
  }
}

async function foundOf<Id, Found>(
  ids: readonly Id[],
  look: (id: Id) => Promise<Found | undefined>,
): Promise<ReadonlyMap<Id, Found>> {
  const found = new Map<Id, Found>();
  for (const id of ids) {
    const one = await look(id);
    if (one !== undefined) found.set(id, one);
  }
  return found;
}

/** All that runs have said of themselves. */
export class MemoryRunJournal extends RunJournal {
  readonly notes: RunNote[] = [];

  override note(note: RunNote): Promise<void> {
    this.notes.push(note);
    return Promise.resolve();
  }
}

export class MemoryLocks extends WorkLocks {
  readonly held = new Set<string>();

  override async whileHeld<Result>(
    name: string,
    work: () => Promise<Result>,
  ): Promise<Result | 'held'> {
    if (this.held.has(name)) return 'held';
    this.held.add(name);
    try {
      return await work();
    } finally {
      this.held.delete(name);
    }
  }
}

export type FixedPrice = Product &
  Readonly<{ currency: string; price: string; from: string; to?: string; recordedAt?: string }> &
  Readonly<{ swappableSkuName?: string }>;

export class FixedPriceBook extends PriceBook {
  prices: FixedPrice[] = [];

  override import(): Promise<PriceImport> {
    return Promise.resolve({ importId: 'import-1', imported: 1, unchanged: 0, leftOut: [] });
  }

  override pricesOfDay(
    products: readonly PricedProduct[],
    on: Day,
    knowledge: Knowledge = {},
  ): Promise<readonly (PriceOfDay | undefined)[]> {
    return Promise.resolve(products.map((product) => this.#priceOf(product, on, knowledge)));
  }

  override resourceTypesOfEach(
    products: readonly Pick<Product, 'skuName' | 'region'>[],
  ): Promise<readonly (readonly ResourceType[])[]> {
    const typesOf = ({ skuName, region }: Pick<Product, 'skuName' | 'region'>) => {
      const found = this.prices.filter(
        (price) => same(price.skuName, skuName) && same(price.region, region),
      );
      return [...new Set(found.map(({ resourceType }) => resourceType))].sort();
    };
    return Promise.resolve(products.map(typesOf));
  }

  override isSoldIn(region: string, currencies: readonly string[]): Promise<boolean> {
    const found = this.prices.some(
      (price) => same(price.region, region) && currencies.includes(price.currency),
    );
    return Promise.resolve(found);
  }

  override termsSold(product: Omit<Product, 'term'>, on: Day): Promise<readonly Term[]> {
    const found = this.prices.filter(
      (price) =>
        same(price.skuName, product.skuName) && price.resourceType === product.resourceType,
    );
    const listed = found.filter((price) => this.#priceOf(price, on)?.listed === true);
    return Promise.resolve([...new Set(listed.map(({ term }) => term))].sort());
  }

  #priceOf(
    product: PricedProduct,
    on: Day,
    { recordedBefore }: Knowledge = {},
  ): PriceOfDay | undefined {
    const found = this.prices
      .filter(
        (price) =>
          same(price.skuName, product.skuName) &&
          same(price.region, product.region) &&
          price.term === product.term &&
          price.currency === product.currency &&
          price.resourceType === product.resourceType &&
          price.from <= on &&
          (recordedBefore === undefined || recordedOf(price) < recordedBefore),
      )
      .sort((left, right) => (left.from < right.from ? -1 : 1))
      .at(-1);
    if (found === undefined) return undefined;
    const { from, to, currency, price, ...rest } = found;
    const row = {
      ...rest,
      id: `row-${from}`,
      importId: 'import-1',
      currency: Money.currency(currency),
      price,
      effectiveFrom: Calendar.day(from),
      ...(to === undefined ? {} : { effectiveTo: Calendar.day(to) }),
      productName: `${rest.skuName} Reserved`,
      plain: true,
      recordedAt: recordedOf(found),
    };
    return { listed: to === undefined || to >= on, row };
  }
}

function recordedOf({ recordedAt = '2021-01-01T00:00:00Z' }: FixedPrice): Instant {
  return Calendar.instant(recordedAt);
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
