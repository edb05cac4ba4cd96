import {
  type CalculateExchangeResponseProperties,
  type PurchaseRequest,
  type ReservationsProperties,
} from '@azure/arm-reservations';
import { z } from 'zod';
import { moneyText } from '../presentation/money-text';
import { subscriptionOf } from './accounts';
import { REGION } from './demo-prices';
import { type Stage } from './scene';

/** What is to be bought: one unit for a year, paid at once, unless said otherwise. */
export interface Wanted {
  readonly sku: string;
  readonly term?: 'P1Y' | 'P3Y';
  readonly plan?: 'Upfront' | 'Monthly';
  readonly quantity?: number;
}

/** A reservation by its order's id and its own. */
export interface Held {
  readonly order: string;
  readonly reservation: string;
}

/** The documents' operations end at once here: no need to wait as long between two looks as a client does by itself. */
const POLLING = { updateIntervalInMs: 50 };

export function purchaseOf(
  account: string,
  { sku, term = 'P1Y', plan = 'Upfront', quantity = 1 }: Wanted,
): PurchaseRequest {
  return {
    ...{ sku: { name: sku }, location: REGION, reservedResourceType: 'VirtualMachines' },
    billingScopeId: `/subscriptions/${subscriptionOf(account)}`,
    ...{ term, billingPlan: plan, quantity, displayName: 'Demo' },
    ...{ appliedScopeType: 'Shared', renew: false },
  };
}

/** Quotes and buys (calculatePrice, purchase). */
export async function buys({ buyer }: Stage, account: string, wanted: Wanted): Promise<Held> {
  const request = purchaseOf(account, wanted);
  const { properties } = await buyer.reservationOrder.calculate(request);
  const order = properties?.reservationOrderId ?? '';
  const bought = await buyer.reservationOrder.beginPurchaseAndWait(order, request, POLLING);
  return { order, reservation: lastOf(bought.reservations?.[0]?.id) };
}

const azureMoney = z.object({ currencyCode: z.string(), amount: z.number() });
const refundSchema = z.object({
  sessionId: z.string(),
  billingRefundAmount: azureMoney,
  billingInformation: z.object({ billingCurrencyRemainingCommitmentAmount: azureMoney }),
  policyResult: z.object({
    properties: z.object({ policyErrors: z.array(z.object({ code: z.string() })) }),
  }),
});

export interface Refund {
  readonly sessionId: string;
  /** Money that comes back. */
  readonly back: string;
  /** Instalments that will not be charged. */
  readonly cancelled: string;
}

function returning({ order, reservation }: Held, quantity: number) {
  const reservationId = `/providers/Microsoft.Capacity/reservationOrders/${order}/reservations/${reservation}`;
  return { scope: 'Reservation', reservationToReturn: { reservationId, quantity } };
}

/** What a return would bring (calculateRefund). @throws when policy refuses it. */
export async function calculatesRefund(
  { buyer }: Stage,
  held: Held,
  quantity = 1,
): Promise<Refund> {
  const answer = await buyer.calculateRefund.post(held.order, {
    properties: returning(held, quantity),
  });
  const said = refundSchema.parse(answer.properties);
  const [refused] = said.policyResult.properties.policyErrors;
  if (refused !== undefined) throw new Error(`The refund is refused: ${refused.code}`);
  return {
    sessionId: said.sessionId,
    back: amountText(said.billingRefundAmount),
    cancelled: amountText(said.billingInformation.billingCurrencyRemainingCommitmentAmount),
  };
}

/** Calculates and returns (calculateRefund, return). */
export async function refunds(stage: Stage, held: Held, quantity = 1): Promise<Refund> {
  const refund = await calculatesRefund(stage, held, quantity);
  const { sessionId } = refund;
  const properties = { ...returning(held, quantity), sessionId, returnReason: 'Demo' };
  await stage.buyer.return.beginPostAndWait(held.order, { properties }, POLLING);
  return refund;
}

/** What an exchange for one unit would come to (calculateExchange), refused or not. */
export async function calculatesExchange(
  { buyer }: Stage,
  held: Held,
  purchase: PurchaseRequest,
): Promise<CalculateExchangeResponseProperties> {
  const properties = {
    reservationsToExchange: [returning(held, 1).reservationToReturn],
    reservationsToPurchase: [purchase],
  };
  const answer = await buyer.calculateExchange.beginPostAndWait({ properties }, POLLING);
  if (answer.properties === undefined) throw new Error('The exchange was calculated to nothing');
  return answer.properties;
}

/** What the one reservation that an exchange returns is worth. */
export function returnedIn({
  reservationsToExchange: [line] = [],
}: CalculateExchangeResponseProperties): Pick<Refund, 'back' | 'cancelled'> {
  const cancelled = line?.billingInformation?.billingCurrencyRemainingCommitmentAmount;
  return { back: amountText(line?.billingRefundAmount), cancelled: amountText(cancelled) };
}

/** Why policy refuses an exchange, if it does. */
export function policyErrorIn({
  policyResult,
}: CalculateExchangeResponseProperties): Readonly<{ code: string; message: string }> {
  const { code = 'nothing', message = '' } = policyResult?.policyErrors?.[0] ?? {};
  return { code, message };
}

/** Exchanges with a session (exchange); answers what is held from then on. @throws what the service refuses. */
export async function exchanges({ buyer }: Stage, sessionId = ''): Promise<Held> {
  const answer = await buyer.exchange.beginPostAndWait({ properties: { sessionId } }, POLLING);
  const [line] = answer.properties?.reservationsToPurchase ?? [];
  return { order: lastOf(line?.reservationOrderId), reservation: lastOf(line?.reservationId) };
}

const refusalSchema = z.object({ statusCode: z.literal(400), code: z.string() });

/** The code by which the service refuses; "nothing" if it does not. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'nothing';
  } catch (error) {
    const refusal = refusalSchema.safeParse(error);
    if (!refusal.success) throw error;
    return refusal.data.code;
  }
}

export interface HeldNow {
  readonly id: string;
  readonly sku: string;
  readonly properties: ReservationsProperties;
}

/** Every reservation of an order, as it is now. */
export async function reservationsOf(
  { buyer }: Stage,
  { order }: Held,
): Promise<readonly HeldNow[]> {
  const found: HeldNow[] = [];
  for await (const { id, sku, properties = {} } of buyer.reservation.list(order))
    found.push({ id: lastOf(id), sku: sku?.name ?? '', properties });
  return found;
}

/** One reservation, as it is now. */
export async function reservationOf({ buyer }: Stage, held: Held): Promise<HeldNow> {
  const { sku, properties = {} } = await buyer.reservation.get(held.order, held.reservation);
  return { id: held.reservation, sku: sku?.name ?? '', properties };
}

const CENTS = 2;

/** Money as the client has it. Its digits are those of the answer: at least two after the point, and more if there were. */
export function amountText(
  money: Readonly<{ currencyCode?: string; amount?: number }> | undefined,
): string {
  const { currencyCode: currency, amount } = azureMoney.parse(money);
  const [whole = '', fraction = ''] = String(amount).split('.');
  return moneyText({ currency, amount: `${whole}.${fraction.padEnd(CENTS, '0')}` });
}

/** The day of a date that the client has read. */
export function dayOf(date: Date | undefined): string {
  return date?.toISOString().slice(0, 'YYYY-MM-DD'.length) ?? 'none';
}

function lastOf(id = ''): string {
  return id.split('/').at(-1) ?? '';
}
