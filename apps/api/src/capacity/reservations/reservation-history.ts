import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountLookup } from '#application';
import {
  type Principal,
  type ReservationId,
  type ReservationOrderId,
  subscriptionOfScope,
} from '#ledger-core';
import { type OrderView, type ReservationView, revisionsOfReservation } from '#read-models';
import { Refusal } from '../../http/errors/refusal';
import { spelled } from '../scopes/applied-scope';
import { OrderAccess } from '../orders/order-access';
import { reservationOf } from './reservation-named';

/** One change of a reservation: the reservation and the etag that it had then. */
type NamedChange = Readonly<{ reservationId: ReservationId; etag: number }>;

type OfOrder = Readonly<{ orderId: ReservationOrderId; reservationId: ReservationId }>;

/** What an order's readers may ask of its reservations beside how they stand. */
@Injectable()
export class ReservationHistory {
  constructor(
    private readonly tables: DataSource,
    private readonly orders: OrderAccess,
    private readonly lookup: AccountLookup,
  ) {}

  /** What a split made, and then what was split, as they stand. @throws Refusal 404 for a split that never was. */
  async splitResult(
    orderId: ReservationOrderId,
    named: NamedChange,
    caller: Principal,
  ): Promise<readonly ReservationView[]> {
    const { order, then } = await this.changed(orderId, named, caller);
    const { splitDestinations, returned } = then ?? {};
    if (splitDestinations === undefined || splitDestinations.length < 2 || returned !== undefined)
      throw notThere(named);
    return [...splitDestinations, named.reservationId].map((id) => reservationOf(order, id));
  }

  /** What was merged, and then what it became, as they stand. @throws Refusal 404 for a merge that never was. */
  async mergeResult(
    orderId: ReservationOrderId,
    named: NamedChange,
    caller: Principal,
  ): Promise<readonly ReservationView[]> {
    const { order, then } = await this.changed(orderId, named, caller);
    if (then?.mergeDestination === undefined) throw notThere(named);
    const whole = reservationOf(order, then.mergeDestination);
    return [...whole.mergeSources.map((id) => reservationOf(order, id)), whole];
  }

  /** A reservation after each of its changes, the newest first. */
  async revisions(
    orderId: ReservationOrderId,
    reservationId: ReservationId,
    caller: Principal,
  ): Promise<readonly ReservationView[]> {
    const { order } = await this.orders.order(orderId, caller);
    return revisionsOfReservation(this.tables, reservationOf(order, reservationId).id);
  }

  /** Of some scopes those that the reservation may apply to: in subscriptions of the account that bought it (R-ACC-3). */
  async availableScopes(
    { orderId, reservationId }: OfOrder,
    scopes: readonly string[],
    caller: Principal,
  ): Promise<ReadonlySet<string>> {
    const { order } = await this.orders.order(orderId, caller);
    const { billingAccountId } = reservationOf(order, reservationId);
    const named = new Map(scopes.map((scope) => [scope, subscriptionOfScope(spelled(scope))]));
    const subscriptions = [...named.values()].filter((id) => id !== undefined);
    const accounts = await this.lookup.ofSubscriptions([...new Set(subscriptions)]);
    const isOurs = (scope: string): boolean => {
      const subscription = named.get(scope);
      return subscription !== undefined && accounts.get(subscription) === billingAccountId;
    };
    return new Set(scopes.filter(isOurs));
  }

  private async changed(
    orderId: ReservationOrderId,
    { reservationId, etag }: NamedChange,
    caller: Principal,
  ): Promise<Readonly<{ order: OrderView; then: ReservationView | undefined }>> {
    const { order } = await this.orders.order(orderId, caller);
    const { id } = reservationOf(order, reservationId);
    const revisions = await revisionsOfReservation(this.tables, id);
    return { order, then: revisions.find((each) => each.etag === etag) };
  }
}

function notThere({ reservationId, etag }: NamedChange): Refusal {
  return new Refusal({
    status: 404,
    code: 'OperationNotFound',
    azureCode: 'NotSpecified',
    detail: `There is no operation ${reservationId}_${etag} of this kind.`,
  });
}
