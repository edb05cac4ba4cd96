import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PROJECTED_WITHIN_MS } from '#application';
import { type BillingAccountId, type Principal, type ReservationOrderId } from '#ledger-core';
import {
  allOrders,
  atOneMoment,
  type ChargeView,
  chargesOfOrder,
  orderById,
  ordersOf,
  type OrderView,
  type ProjectionWaiter,
  type Reader,
  sessionById,
} from '#read-models';
import { HeadOfAccount } from '../head-of-account';
import { PROJECTION_WAITER } from '../http/read-after.interceptor';
import { forbidden, notProjectedYet, Refusal } from '../http/refusal';
import { isOpenTo } from './account-tenant';

export type OrderWithCharges = Readonly<{ order: OrderView; charges: readonly ChargeView[] }>;

const READERS = ['Ledger.Admin', 'Ledger.Auditor'];

function readsAll(caller: Principal): boolean {
  return READERS.some((role) => caller.roles.includes(role));
}

/** What a principal may see of the orders: owners their own, in the account's tenant; Admin and Auditor all. */
@Injectable()
export class OrderAccess {
  constructor(
    private readonly tables: DataSource,
    private readonly heads: HeadOfAccount,
    @Inject(PROJECTION_WAITER) private readonly waiter: ProjectionWaiter,
  ) {}

  /** @throws Refusal 404 for an order that is not there, 403 for one that is not theirs, 503 for one that cannot be read yet. */
  async order(id: ReservationOrderId, caller: Principal): Promise<OrderWithCharges> {
    const found = (await this.orderIfThere(id, caller)) ?? (await this.orderBehind(id, caller));
    if (found === undefined) throw notThere(id);
    return found;
  }

  /** The order with what a command just wrote. @throws Refusal 503 when the tables do not have it in time. */
  async orderAfter(
    id: ReservationOrderId,
    caller: Principal,
    position: bigint,
  ): Promise<OrderWithCharges> {
    if (await this.waiter.waitFor(position, PROJECTED_WITHIN_MS)) return this.order(id, caller);
    throw notProjectedYet('It is done and cannot be read yet; send the same request again.');
  }

  private orderIfThere(
    id: ReservationOrderId,
    caller: Principal,
  ): Promise<OrderWithCharges | undefined> {
    return atOneMoment(this.tables, async (reader) => {
      const order = await orderById(reader, id);
      if (order === undefined) return undefined;
      if (!(await this.mayRead(reader, order, caller)))
        throw forbidden(
          `The reservation order ${id} is shown to its Owners, Ledger.Admin and Ledger.Auditor only.`,
        );
      return { order, charges: await chargesOfOrder(reader, id) };
    });
  }

  /** A purchase that was answered a moment ago may not be in the tables yet: its quote names the account to look into. */
  private async orderBehind(
    id: ReservationOrderId,
    caller: Principal,
  ): Promise<OrderWithCharges | undefined> {
    const quote = await sessionById(this.tables, id);
    if (quote?.kind !== 'Quote') return undefined;
    const { billingAccountId } = quote;
    return this.heads.readBehind(
      billingAccountId,
      ({ orders }) => orders.has(id),
      () => this.orderIfThere(id, caller),
    );
  }

  /** A page of what the caller may read, and whether more follows. */
  page(
    caller: Principal,
    { skip, take }: Readonly<{ skip: number; take: number }>,
  ): Promise<Readonly<{ orders: readonly OrderView[]; more: boolean }>> {
    return atOneMoment(this.tables, async (reader) => {
      const page = { skip, take: take + 1 };
      if (readsAll(caller)) {
        const all = await allOrders(reader, page);
        return { orders: all.slice(0, take), more: all.length > take };
      }
      const found = await ordersOf(reader, caller.id, page);
      const open = await openAccounts(reader, found, caller);
      const orders = found
        .slice(0, take)
        .filter(({ billingAccountId }) => open.has(billingAccountId));
      return { orders, more: found.length > take };
    });
  }

  private async mayRead(reader: Reader, order: OrderView, caller: Principal): Promise<boolean> {
    if (readsAll(caller)) return true;
    if (!order.owners.includes(caller.id)) return false;
    return (await openAccounts(reader, [order], caller)).has(order.billingAccountId);
  }
}

/** The accounts of these orders that the caller's tenant may see: a principal's name means nothing in another tenant. */
async function openAccounts(
  reader: Reader,
  orders: readonly OrderView[],
  caller: Principal,
): Promise<ReadonlySet<BillingAccountId>> {
  const open = new Set<BillingAccountId>();
  for (const id of new Set(orders.map(({ billingAccountId }) => billingAccountId))) {
    if (await isOpenTo(reader, id, caller)) open.add(id);
  }
  return open;
}

function notThere(id: ReservationOrderId): Refusal {
  return new Refusal({
    status: 404,
    code: 'ReservationOrderNotFound',
    detail: `There is no reservation order ${id}.`,
  });
}
