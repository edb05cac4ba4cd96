import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PROJECTED_WITHIN_MS, TablesAtHead } from '#application';
import { partnerOf, type Principal, type ReservationOrderId } from '#ledger-core';
import {
  atOneMoment,
  type ChargeView,
  chargesOfOrder,
  isOrderSeenBy,
  orderById,
  ordersSeenBy,
  type OrderView,
  type OrderViewer,
  type ProjectionWaiter,
} from '#read-models';
import { readsAll } from '../../http/callers/roles.guard';
import { PROJECTION_WAITER } from '../../http/read-after.interceptor';
import { forbidden, notProjectedYet, Refusal } from '../../http/errors/refusal';

type OrderWithCharges = Readonly<{ order: OrderView; charges: readonly ChargeView[] }>;

/** With whose eyes a principal looks at lists of orders and reservations. */
export function viewerOf(caller: Principal): OrderViewer {
  if (readsAll(caller)) return { sees: 'all' };
  const { id: principal, tenantId: tenant } = caller;
  return { sees: 'owned', principal, tenant, partner: partnerOf(caller) };
}

/** What a principal may see of the orders: Owners their own, agents of a partner its customers', Admin and Auditor all. */
@Injectable()
export class OrderAccess {
  constructor(
    private readonly tables: DataSource,
    private readonly head: TablesAtHead,
    @Inject(PROJECTION_WAITER) private readonly waiter: ProjectionWaiter,
  ) {}

  /** @throws Refusal 404 for an order that is not there, 403 for one that is not theirs, 503 for one that cannot be read yet. */
  async order(id: ReservationOrderId, caller: Principal): Promise<OrderWithCharges> {
    const { found, isBehind } = await this.head.seen(
      () => this.orderIfThere(id, caller),
      (order) => order !== undefined,
    );
    if (found !== undefined) return found;
    throw isBehind ? mayBeThere(id) : notThere(id);
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

  /** What an order is called for good, for its mover, who may see no more of it. @throws Refusal 503 when the tables do not have it in time. */
  async nameOfMoved(id: ReservationOrderId, position: bigint): Promise<string> {
    if (await this.waiter.waitFor(position, PROJECTED_WITHIN_MS)) {
      const order = await atOneMoment(this.tables, (reader) => orderById(reader, id));
      if (order !== undefined) return order.displayName;
    }
    throw notProjectedYet('It is done and cannot be read yet; send the same request again.');
  }

  private orderIfThere(
    id: ReservationOrderId,
    caller: Principal,
  ): Promise<OrderWithCharges | undefined> {
    return atOneMoment(this.tables, async (reader) => {
      const order = await orderById(reader, id);
      if (order === undefined) return undefined;
      if (!(await isOrderSeenBy(reader, viewerOf(caller), id)))
        throw forbidden(
          `The reservation order ${id} is shown to its Owners, agents of its account's partner, Ledger.Admin and Ledger.Auditor only.`,
        );
      return { order, charges: await chargesOfOrder(reader, id) };
    });
  }

  /** A page of what the caller may read, and whether more follows. */
  page(
    caller: Principal,
    { skip, take }: Readonly<{ skip: number; take: number }>,
  ): Promise<Readonly<{ orders: readonly OrderView[]; more: boolean }>> {
    return atOneMoment(this.tables, async (reader) => {
      const orders = await ordersSeenBy(reader, viewerOf(caller), { skip, take: take + 1 });
      return { orders: orders.slice(0, take), more: orders.length > take };
    });
  }
}

function mayBeThere(id: ReservationOrderId): Refusal {
  return notProjectedYet(
    `The reservation order ${id} cannot be read yet, if it is there; send the same request again.`,
  );
}

function notThere(id: ReservationOrderId): Refusal {
  return new Refusal({
    status: 404,
    code: 'ReservationOrderNotFound',
    detail: `There is no reservation order ${id}.`,
  });
}
