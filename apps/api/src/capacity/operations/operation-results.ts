import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  BusinessClock,
  commandOfSession,
  type ExchangeCalculation,
  exchangeCalculationOf,
  type ExchangeCarriedOut,
  exchangeCarriedOutOf,
  exchangeSessionId,
  isAskedBy,
} from '#application';
import { Calendar, type Instant, type Principal } from '#ledger-core';
import {
  atOneMoment,
  operationsKnownAs,
  type OperationView,
  type OrderView,
  type Reader,
  type Session,
  sessionById,
} from '#read-models';
import { HeadOfAccount } from '../../head-of-account';
import { forbidden, Refusal } from '../../http/errors/refusal';
import { OrderAccess } from '../orders/order-access';
import { orderNamed } from '../resource-id';

const KEPT_DAYS = 7;
const LONG_RUNNING: readonly string[] = [
  'PurchaseReservation',
  'RefundReservation',
  'ExchangeReservations',
];

/** What an operation comes to for its caller: of an exchange its status is the result, of the others an order. */
export type OperationResult =
  | Readonly<{ state: 'running' }>
  | Readonly<{ state: 'done'; order: OrderView }>
  | Readonly<{ state: 'calculated'; calculation: ExchangeCalculation }>
  | Readonly<{ state: 'exchanging'; calculation: ExchangeCalculation }>
  | Readonly<{
      state: 'exchanged';
      exchange: ExchangeCarriedOut;
      /** Absent when its session is lost. */
      calculation: ExchangeCalculation | undefined;
    }>;

/** An id that was given to somebody: the session that began an operation, or the row that says it is done. */
type Known = Readonly<{
  id: string;
  since: Instant;
  session: Session | undefined;
  operation: OperationView | undefined;
  /** A calculated exchange has an id of its own, which is not its session's. */
  isCalculation: boolean;
}>;

/** Operations as their callers know them. */
@Injectable()
export class OperationResults {
  constructor(
    private readonly tables: DataSource,
    private readonly orders: OrderAccess,
    private readonly heads: HeadOfAccount,
    private readonly clock: BusinessClock,
  ) {}

  /** @throws Refusal 404 for an id that nobody was given, was not used or is too old, 403 for another principal's. */
  async of(id: string, caller: Principal): Promise<OperationResult> {
    const known = await this.#known(id, caller);
    if (await this.#isForgotten(known)) throw notThere(id);
    return this.#resultOf(known, caller);
  }

  /** The same, waiting for the tables while it runs: for who asks without the place of the log that `Location` names. */
  async soon(id: string, caller: Principal, milliseconds: number): Promise<OperationResult> {
    const result = await this.of(id, caller);
    if (result.state !== 'running' && result.state !== 'exchanging') return result;
    const { session } = await this.#known(id, caller);
    if (session === undefined) return result;
    await this.heads.waitFor(commandOfSession(session), milliseconds);
    return this.of(id, caller);
  }

  /** What an exchange that was carried out long ago comes to when it is sent again; undefined while it can be polled. */
  async ofLongAgo(id: string, caller: Principal): Promise<OperationResult | undefined> {
    const known = await this.#known(id, caller);
    return (await this.#isForgotten(known)) ? this.#resultOf(known, caller) : undefined;
  }

  /** Whether nobody can poll an operation any more. Its command may still come again. */
  async isForgotten(id: string): Promise<boolean> {
    const known = await this.#found(id);
    return known === undefined || this.#isForgotten(known);
  }

  async #known(id: string, caller: Principal): Promise<Known> {
    const known = await this.#found(id);
    if (known === undefined) throw notThere(id);
    if (mayPoll(known, caller)) return known;
    throw forbidden(`The operation ${id} was asked for by another principal.`);
  }

  #found(id: string): Promise<Known | undefined> {
    return atOneMoment(
      this.tables,
      async (reader) => (await calculationKnownAs(reader, id)) ?? (await knownAs(reader, id)),
    );
  }

  async #isForgotten({ since }: Known): Promise<boolean> {
    const today = Calendar.dayOf(await this.clock.now());
    return Calendar.daysBetween(Calendar.dayOf(since), today) > KEPT_DAYS;
  }

  #resultOf(known: Known, caller: Principal): Promise<OperationResult> {
    const { operation } = known;
    if (operation === undefined) return this.#notProjected(known);
    if (operation.kind === 'ExchangeReservations')
      return this.#exchanged(operation, calculationOf(known), caller);
    return this.#done(operation, caller);
  }

  /** A session is there before anybody asks for what it previews: only the log tells what is not projected yet. */
  async #notProjected(known: Known): Promise<OperationResult> {
    const { session, isCalculation } = known;
    const calculation = calculationOf(known);
    if (isCalculation && calculation !== undefined) return { state: 'calculated', calculation };
    if (session === undefined || !(await this.#isCarriedOut(session))) throw notAskedFor(known.id);
    return calculation === undefined ? { state: 'running' } : { state: 'exchanging', calculation };
  }

  #isCarriedOut(session: Session): Promise<boolean> {
    return this.heads.has(session.billingAccountId, commandOfSession(session));
  }

  /** The order as it is, for whoever may read it: its asker may be Owner no longer. */
  async #done({ answer, operationId }: OperationView, caller: Principal): Promise<OperationResult> {
    const named = answer['orderId'];
    const orderId = typeof named === 'string' ? orderNamed(named) : undefined;
    if (orderId === undefined) throw new Error(`The operation ${operationId} names no order`);
    return { state: 'done', order: (await this.orders.order(orderId, caller)).order };
  }

  /** Without its session only the orders it bought tell whose tenant it was done in. */
  async #exchanged(
    operation: OperationView,
    calculation: ExchangeCalculation | undefined,
    caller: Principal,
  ): Promise<OperationResult> {
    const exchange = exchangeCarriedOutOf(operation.answer);
    const [bought] = exchange.bought;
    if (calculation === undefined && bought !== undefined)
      await this.orders.order(bought.orderId, caller);
    return { state: 'exchanged', exchange, calculation };
  }
}

/** A calculated exchange is known by an id from which its session's is made. */
async function calculationKnownAs(reader: Reader, id: string): Promise<Known | undefined> {
  const session = await sessionById(reader, exchangeSessionId(id));
  if (session?.kind !== 'Exchange') return undefined;
  return { id, since: session.createdAt, session, operation: undefined, isCalculation: true };
}

/** A purchase is known by its order's id, which is its quote's; a return and an exchange by their session's. */
async function knownAs(reader: Reader, id: string): Promise<Known | undefined> {
  const operations = await operationsKnownAs(reader, id);
  const operation = operations.find(({ kind }) => LONG_RUNNING.includes(kind));
  const session = await sessionById(reader, id);
  const since = operation?.recordedAt ?? session?.createdAt;
  return since && { id, since, session, operation, isCalculation: false };
}

function calculationOf({ session }: Known): ExchangeCalculation | undefined {
  return session?.kind === 'Exchange' ? exchangeCalculationOf(session) : undefined;
}

/** A session names its asker with the tenant; without it the operation names the principal. */
function mayPoll({ session, operation }: Known, caller: Principal): boolean {
  return session === undefined ? operation?.principal === caller.id : isAskedBy(session, caller);
}

function notAskedFor(id: string): Refusal {
  return new Refusal({
    status: 404,
    code: 'OperationNotFound',
    azureCode: 'NotSpecified',
    detail: `Nothing was carried out under ${id} yet: it is the id of a quote or a session. Purchase, return or exchange with it before it expires, then ask again.`,
  });
}

function notThere(id: string): Refusal {
  return new Refusal({
    status: 404,
    code: 'OperationNotFound',
    azureCode: 'NotSpecified',
    detail: `There is no operation ${id}; operations are kept for ${KEPT_DAYS} days.`,
  });
}
