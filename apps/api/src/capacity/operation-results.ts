import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BusinessClock, isAskedBy } from '#application';
import {
  type BillingAccountId,
  Calendar,
  type Day,
  type Instant,
  type Json,
  type Principal,
  type ReservationOrderId,
} from '#ledger-core';
import {
  atOneMoment,
  operationsKnownAs,
  type OperationView,
  orderById,
  type OrderView,
  type ProjectionWaiter,
  type Reader,
  type Session,
  sessionById,
} from '#read-models';
import { PROJECTION_WAITER } from '../http/read-after.interceptor';
import { forbidden, Refusal } from '../http/refusal';
import { isOpenTo } from './account-tenant';
import { orderNamed } from './resource-id';

/** A poll waits this long for the projection, so that most callers poll once. */
const WAIT_MILLISECONDS = 300;
const KEPT_DAYS = 7;
const LONG_RUNNING: readonly string[] = ['PurchaseReservation', 'RefundReservation'];

export type OperationResult =
  Readonly<{ state: 'running' }> | Readonly<{ state: 'done'; order: OrderView }>;

type Known = Readonly<{
  account: BillingAccountId | undefined;
  isAskedBy: (caller: Principal) => boolean;
  since: Instant;
  orderId: ReservationOrderId | undefined;
  isDone: boolean;
}>;

/** Operations as their callers know them: the session that began one, and the row that says it is done. */
@Injectable()
export class OperationResults {
  constructor(
    private readonly tables: DataSource,
    private readonly clock: BusinessClock,
    @Inject(PROJECTION_WAITER) private readonly waiter: ProjectionWaiter,
  ) {}

  /** @throws Refusal 404 for an id nobody was given or that is too old, 403 for another principal's. */
  async of(id: string, caller: Principal, position: bigint | undefined): Promise<OperationResult> {
    if (position !== undefined) await this.waiter.waitFor(position, WAIT_MILLISECONDS);
    const today = Calendar.dayOf(await this.clock.now());
    return atOneMoment(this.tables, async (reader) => {
      const known = await knownAs(reader, id);
      if (known === undefined || isForgotten(known, today)) throw notThere(id);
      if (!(await mayPoll(reader, known, caller)))
        throw forbidden(`The operation ${id} was asked for by another principal.`);
      const { orderId, isDone } = known;
      const order = isDone && orderId !== undefined ? await orderById(reader, orderId) : undefined;
      return order === undefined ? { state: 'running' } : { state: 'done', order };
    });
  }
}

/** A purchase is known by its order's id, which is its quote's; a return by its session's. */
async function knownAs(reader: Reader, id: string): Promise<Known | undefined> {
  const operations = await operationsKnownAs(reader, id);
  const operation = operations.find(({ kind }) => LONG_RUNNING.includes(kind));
  const session = await sessionById(reader, id);
  if (operation !== undefined) return doneAs(operation, session);
  if (session === undefined) return undefined;
  const { billingAccountId: account, createdAt: since, orderId } = session;
  const isAsked = (caller: Principal) => isAskedBy(session, caller);
  return { account, isAskedBy: isAsked, since, orderId, isDone: false };
}

/** The operation names its principal alone; the session that began it, while it is kept, the tenant too. */
function doneAs(operation: OperationView, session: Session | undefined): Known {
  const { billingAccountId: account, principal, recordedAt: since, answer } = operation;
  return {
    account,
    isAskedBy: (caller) =>
      principal === caller.id && (session === undefined || isAskedBy(session, caller)),
    since,
    orderId: orderIn(answer['orderId']),
    isDone: true,
  };
}

async function mayPoll(reader: Reader, known: Known, caller: Principal): Promise<boolean> {
  if (!known.isAskedBy(caller)) return false;
  return known.account === undefined || isOpenTo(reader, known.account, caller);
}

function orderIn(answered: Json | undefined): ReservationOrderId | undefined {
  return typeof answered === 'string' ? orderNamed(answered) : undefined;
}

function isForgotten({ since }: Known, today: Day): boolean {
  return Calendar.daysBetween(Calendar.dayOf(since), today) > KEPT_DAYS;
}

function notThere(id: string): Refusal {
  return new Refusal({
    status: 404,
    code: 'OperationNotFound',
    azureCode: 'NotSpecified',
    detail: `There is no operation ${id}; operations are kept for ${KEPT_DAYS} days.`,
  });
}
