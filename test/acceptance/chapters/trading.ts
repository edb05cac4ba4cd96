import {
  type CalculateExchangeResponseProperties,
  type ExchangeResponseProperties,
  type PurchaseRequest,
} from '@azure/arm-reservations';
import { z } from 'zod';
import { type Chapter, subscriptionOf } from './chapter';

/** What is to be bought; one `Standard_A1` of a year in westus, paid upfront, unless said otherwise. */
export type Wanted = Readonly<{
  sku?: string;
  type?: string;
  region?: string;
  term?: 'P1Y' | 'P3Y' | 'P5Y';
  plan?: 'Upfront' | 'Monthly';
  quantity?: number;
  renew?: boolean;
}>;

/** Both by their bare ids. */
export type Held = Readonly<{ order: string; reservation: string }>;

/** What accounts bought, each by its account. */
export class Holdings {
  readonly #held = new Map<string, Held>();

  set(account: string, held: Held): void {
    this.#held.set(account, held);
  }

  /** @throws for an account that bought nothing. */
  of(account: string): Held {
    const held = this.#held.get(account);
    if (held === undefined) throw new Error(`${account} bought nothing`);
    return held;
  }
}

const ONE_YEAR = {
  sku: 'Standard_A1',
  type: 'VirtualMachines',
  region: 'westus',
  term: 'P1Y',
  plan: 'Upfront',
  quantity: 1,
  renew: false,
} as const;

export function requestOf(account: string, wanted: Wanted = {}): PurchaseRequest {
  const { sku, type, region, plan, ...others } = { ...ONE_YEAR, ...wanted };
  return {
    ...others,
    sku: { name: sku },
    location: region,
    reservedResourceType: type,
    billingScopeId: `/subscriptions/${subscriptionOf(account)}`,
    billingPlan: plan,
    displayName: 'A chapter',
    appliedScopeType: 'Shared',
  };
}

/** Quotes and buys with the official client, and waits as it does. */
export async function buys(chapter: Chapter, account: string, wanted: Wanted = {}): Promise<Held> {
  const request = requestOf(account, wanted);
  const { properties } = await chapter.client.reservationOrder.calculate(request);
  const order = properties?.reservationOrderId ?? '';
  const bought = await chapter.client.reservationOrder.beginPurchaseAndWait(order, request);
  return { order, reservation: lastOf(bought.reservations?.[0]?.id) };
}

const money = z.object({ currencyCode: z.string(), amount: z.number() }).strict();
const policyError = z.object({ code: z.string(), message: z.string() });

const calculated = z.looseObject({
  sessionId: z.string(),
  quantity: z.number(),
  billingRefundAmount: money,
  billingInformation: z.looseObject({ billingCurrencyRemainingCommitmentAmount: money }),
  policyResult: z.looseObject({
    properties: z.looseObject({
      consumedRefundsTotal: money,
      policyErrors: z.array(policyError),
    }),
  }),
});

type RefundCalculated = Readonly<{
  sessionId: string;
  /** Money that comes back, and instalments that will not be charged. */
  back: number;
  commitment: number;
  consumed: number;
  errors: readonly Readonly<{ code: string; message: string }>[];
}>;

const returning = ({ order, reservation }: Held, quantity: number) => ({
  scope: 'Reservation',
  reservationToReturn: {
    reservationId: `/providers/Microsoft.Capacity/reservationOrders/${order}/reservations/${reservation}`,
    quantity,
  },
});

export async function calculatesRefund(
  chapter: Chapter,
  held: Held,
  quantity = 1,
): Promise<RefundCalculated> {
  const answer = await chapter.client.calculateRefund.post(held.order, {
    properties: returning(held, quantity),
  });
  const said = calculated.parse(answer.properties);
  return {
    sessionId: said.sessionId,
    back: said.billingRefundAmount.amount,
    commitment: said.billingInformation.billingCurrencyRemainingCommitmentAmount.amount,
    consumed: said.policyResult.properties.consumedRefundsTotal.amount,
    errors: said.policyResult.properties.policyErrors,
  };
}

/** Returns with a session and waits. Rejects with what the service says. */
export async function returnsWith(
  chapter: Chapter,
  held: Held,
  sessionId: string,
  quantity = 1,
): Promise<void> {
  await chapter.client.return.beginPostAndWait(held.order, {
    properties: { ...returning(held, quantity), sessionId, returnReason: 'A chapter' },
  });
}

/** Calculates and returns; answers what was calculated. */
export async function refunds(
  chapter: Chapter,
  held: Held,
  quantity = 1,
): Promise<RefundCalculated> {
  const said = await calculatesRefund(chapter, held, quantity);
  await returnsWith(chapter, held, said.sessionId, quantity);
  return said;
}

/** What a partial return has left: the one active reservation of the order. */
export async function restOf(chapter: Chapter, { order }: Held): Promise<Held> {
  for await (const each of chapter.client.reservation.list(order))
    if (each.properties?.provisioningState === 'Succeeded')
      return { order, reservation: lastOf(each.id) };
  throw new Error(`The order ${order} has no active reservation`);
}

/** A reservation as the client reads it. */
export async function read(chapter: Chapter, { order, reservation }: Held) {
  const { properties } = await chapter.client.reservation.get(order, reservation);
  if (properties === undefined) throw new Error(`The reservation ${reservation} has no properties`);
  return properties;
}

/** What an exchange returns (one unit, unless said otherwise) and buys. */
type Trade = Readonly<{
  returns: readonly (Held & Readonly<{ quantity?: number }>)[];
  buys: readonly (Wanted & Readonly<{ account: string }>)[];
}>;

export async function calculatesExchange(
  chapter: Chapter,
  trade: Trade,
): Promise<CalculateExchangeResponseProperties> {
  const answer = await chapter.client.calculateExchange.beginPostAndWait({
    properties: {
      reservationsToExchange: trade.returns.map(
        ({ quantity = 1, ...held }) => returning(held, quantity).reservationToReturn,
      ),
      reservationsToPurchase: trade.buys.map(({ account, ...wanted }) =>
        requestOf(account, wanted),
      ),
    },
  });
  expect(answer).toMatchObject({ status: 'Succeeded' });
  if (answer.properties === undefined) throw new Error('The exchange was calculated to nothing');
  return answer.properties;
}

/** Exchanges with a session and waits. Rejects with what the service says. */
export async function exchangesWith(
  chapter: Chapter,
  sessionId = '',
): Promise<ExchangeResponseProperties> {
  const answer = await chapter.client.exchange.beginPostAndWait({ properties: { sessionId } });
  expect(answer).toMatchObject({ status: 'Succeeded' });
  if (answer.properties === undefined) throw new Error('The exchange answered nothing');
  return answer.properties;
}

export type Exchanged = Readonly<{
  calculated: CalculateExchangeResponseProperties;
  done: ExchangeResponseProperties;
  bought: readonly Held[];
}>;

/** Calculates and exchanges; answers both, and what is held from then on. */
export async function exchanges(chapter: Chapter, trade: Trade): Promise<Exchanged> {
  const said = await calculatesExchange(chapter, trade);
  expect(said.policyResult?.policyErrors ?? []).toEqual([]);
  const done = await exchangesWith(chapter, said.sessionId);
  const bought = (done.reservationsToPurchase ?? []).map((line) => ({
    order: lastOf(line.reservationOrderId),
    reservation: lastOf(line.reservationId),
  }));
  return { calculated: said, done, bought };
}

function lastOf(id = ''): string {
  return id.split('/').at(-1) ?? '';
}
