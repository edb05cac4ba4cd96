import {
  type BillingAccountId,
  Calendar,
  type Day,
  type ReservationId,
  type ReservationOrderId,
  type SubscriptionId,
} from '#ledger-core';
import {
  accountIdOfOrder,
  accountIdOfSubscription,
  accountsOfOrders,
  accountsOfSubscriptions,
  accountsWithDueItems,
  countAccountsWithDueItems,
  type DuePage,
  type ParkedDue,
  parkedAccountsWithDueItems,
  placesOfReservations,
  putSession,
  type Reader,
  type Session,
  sessionById,
} from '#read-models';
import { type BusinessClock } from '../ports/business-clock.port';
import { AccountLookup, type ReservationPlace } from '../ports/account-lookup.port';
import { DueAccounts, WorkLocks } from '../ports/due-work.port';
import { SessionStore } from '../ports/session-store.port';

/** The session table. */
export class PostgresSessionStore extends SessionStore {
  constructor(private readonly reader: Reader) {
    super();
  }

  override put(session: Session): Promise<void> {
    return putSession(this.reader, session);
  }

  override byId(id: string): Promise<Session | undefined> {
    return sessionById(this.reader, id);
  }
}

/** The projected tables of subscriptions and orders. */
export class PostgresAccountLookup extends AccountLookup {
  constructor(
    private readonly reader: Reader,
    private readonly clock: BusinessClock,
  ) {
    super();
  }

  override async ofSubscription(id: SubscriptionId): Promise<BillingAccountId | undefined> {
    const today = Calendar.dayOf(await this.clock.now());
    return accountIdOfSubscription(this.reader, id, today);
  }

  override ofOrder(id: ReservationOrderId): Promise<BillingAccountId | undefined> {
    return accountIdOfOrder(this.reader, id);
  }

  override async ofReservation(id: ReservationId): Promise<ReservationPlace | undefined> {
    return (await placesOfReservations(this.reader, [id])).get(id);
  }

  override async ofSubscriptions(
    ids: readonly SubscriptionId[],
  ): Promise<ReadonlyMap<SubscriptionId, BillingAccountId>> {
    const today = Calendar.dayOf(await this.clock.now());
    return accountsOfSubscriptions(this.reader, ids, today);
  }

  override ofOrders(
    ids: readonly ReservationOrderId[],
  ): Promise<ReadonlyMap<ReservationOrderId, BillingAccountId>> {
    return accountsOfOrders(this.reader, ids);
  }

  override ofReservations(
    ids: readonly ReservationId[],
  ): Promise<ReadonlyMap<ReservationId, ReservationPlace>> {
    return placesOfReservations(this.reader, ids);
  }
}

/** The projected table of due items. */
export class PostgresDueAccounts extends DueAccounts {
  constructor(private readonly reader: Reader) {
    super();
  }

  override through(day: Day, page: DuePage): Promise<readonly BillingAccountId[]> {
    return accountsWithDueItems(this.reader, day, page);
  }

  override count(day: Day): Promise<number> {
    return countAccountsWithDueItems(this.reader, day);
  }

  override parked(day: Day): Promise<readonly ParkedDue[]> {
    return parkedAccountsWithDueItems(this.reader, day);
  }
}

/** What runs work in a transaction of its own, as a data source does. */
export type Transactions = Readonly<{
  transaction: <Result>(work: (reader: Reader) => Promise<Result>) => Promise<Result>;
}>;

/** Keeps the ledger's advisory locks apart from those of others on the database. */
const LOCK_SPACE = 1_279_608_913;

/** Advisory locks, let go by the server itself when their holder is gone. */
export class PostgresWorkLocks extends WorkLocks {
  constructor(private readonly dataSource: Transactions) {
    super();
  }

  override whileHeld<Result>(name: string, work: () => Promise<Result>): Promise<Result | 'held'> {
    return this.dataSource.transaction(async (reader) => {
      const [row] = await reader.query<readonly { held: boolean }[]>(
        'select pg_try_advisory_xact_lock($1, hashtext($2)) as held',
        [LOCK_SPACE, name],
      );
      return row?.held === true ? work() : 'held';
    });
  }
}
