import {
  type BillingAccountId,
  Calendar,
  type ReservationId,
  type ReservationOrderId,
  type SubscriptionId,
} from '#ledger-core';
import {
  accountIdOfSubscription,
  accountsOfOrders,
  accountsOfSubscriptions,
  placesOfReservations,
  type Reader,
} from '#read-models';
import { AccountLookup, type ReservationPlace } from '../ports/account-lookup.port';
import { type BusinessClock } from '../ports/business-clock.port';

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
