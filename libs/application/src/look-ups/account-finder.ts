import { Injectable } from '@nestjs/common';
import { type BillingAccountId, type ReservationId, type ReservationOrderId } from '#ledger-core';
import { rejectedFor } from '../answers';
import { type ApplicationRejection } from '../messages/application-rejection';
import { type Outcome } from '../messages/outcome';
import { AccountLookup, type ReservationPlace } from '../ports/account-lookup.port';
import { SessionStore } from '../ports/session-store.port';
import { type Seen, TablesAtHead, tablesBehind } from './tables-at-head';

/** Which account to work on, or what to answer instead. */
type FoundAccount =
  | Readonly<{ outcome: 'found'; account: BillingAccountId }>
  | Extract<Outcome<never>, { outcome: 'rejected' | 'unavailable' }>;

/** Finds the accounts of orders and reservations, those written a moment ago as well. */
@Injectable()
export class AccountFinder {
  constructor(
    readonly lookup: AccountLookup,
    private readonly sessions: SessionStore,
    readonly head: TablesAtHead,
  ) {}

  /** The account of an order, or of the quote that minted its id: there the decision says whether it was bought. */
  async ofOrder(
    orderId: ReservationOrderId,
    unknown: ApplicationRejection = { code: 'ReservationOrderUnknown', orderId },
  ): Promise<FoundAccount> {
    const { found: account, isBehind } = await this.head.seen(
      async () => (await this.ofOrders([orderId])).get(orderId),
      (found) => found !== undefined,
    );
    if (account !== undefined) return { outcome: 'found', account };
    return isBehind ? tablesBehind() : rejectedFor(unknown);
  }

  /** Where reservations are that are named without their orders. */
  ofReservations(
    ids: readonly ReservationId[],
  ): Promise<Seen<ReadonlyMap<ReservationId, ReservationPlace>>> {
    return this.head.seen(
      () => this.lookup.ofReservations(ids),
      (found) => ids.every((id) => found.has(id)),
    );
  }

  /** As the tables and the quotes have it at this moment. */
  async ofOrders(
    orders: readonly ReservationOrderId[],
  ): Promise<ReadonlyMap<ReservationOrderId, BillingAccountId>> {
    const found = new Map(await this.lookup.ofOrders([...new Set(orders)]));
    for (const order of new Set(orders)) {
      if (found.has(order)) continue;
      const quote = await this.sessions.byId(order);
      if (quote?.kind === 'Quote') found.set(order, quote.billingAccountId);
    }
    return found;
  }
}
