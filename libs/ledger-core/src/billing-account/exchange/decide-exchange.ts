import { isSameProduct } from '../../catalogue/product';
import { exchangeGroupOf } from '../../policy/exchange-group.policy';
import { exchangeShortfall, requiredPurchaseTotal } from '../../policy/exchange-totals.policy';
import {
  refusalOfScopes,
  refusalOfSubscriptions,
  subscriptionsOf,
} from '../account/refuse-subscription';
import { ownDirectoryOf } from '../account/order-owner';
import { refusalOfSession } from '../account/refuse-caller';
import { type CommandContext, type ExchangeReservations, type ReservationToBuy } from '../commands';
import { accepted, type Decision, rejected, type Rejected } from '../decision';
import { beginOperation } from '../operation-in-progress';
import { refusalOfBuyer, refusalOfPrice } from '../purchase/quote';
import { type JsonObject } from '../events/account-events';
import { type Rejection } from '../rejections';
import { refusalOfRenewal } from '../reservations/refuse-renewal';
import { refusalOfCharges } from '../return/charges-returned';
import { refusalOfReturn } from '../return/decide-refund';
import { known } from '../state/known';
import { type OpenedAccount } from '../state/state';
import { carryOutExchange } from './carry-out-exchange';
import { type ExchangeAmounts } from './exchange-amounts';
import { isSameExchange, type ReckonedExchange, reckonExchange } from './reckon-exchange';

/** R-EXC-8: at most so many lines each way. */
export const EXCHANGE_LINES_MAX = 100;

/** An exchange before it is carried out: refused at once, or reckoned, with all that policy has against it. */
export type JudgedExchange =
  | Rejected
  | Readonly<{ outcome: 'reckoned'; exchange: ReckonedExchange; refusals: readonly Rejection[] }>;

/**
 * An exchange, previewed or carried out: the same decision, with or without the session of the preview.
 * All or nothing: one append holds the returns, the purchases and their papers (R-EXC-5).
 */
export function decideExchange(
  command: ExchangeReservations,
  state: OpenedAccount,
  context: CommandContext,
): Decision {
  const judged = judgeExchange(command, state, context);
  if (judged.outcome === 'rejected') return judged;
  const { exchange, refusals } = judged;
  const [refusal] = refusals;
  if (refusal !== undefined) return rejected(refusal);

  // After this point the exchange succeeds.
  const operation = beginOperation(state, context);
  const bought = carryOutExchange(operation, exchange.returns, {
    purchases: command.purchases,
    buyer: context.principal,
  });
  return accepted(operation.events, { amounts: totalsOf(exchange.amounts), bought });
}

/** What an exchange comes to, and whether it may be: asked by its preview, and again when it is carried out. */
export function judgeExchange(
  command: ExchangeReservations,
  state: OpenedAccount,
  context: CommandContext,
): JudgedExchange {
  const refusal =
    refusalOfBuyer(state, context.principal, ownDirectoryOf(state, command.returns)) ??
    refusalOfLines(command) ??
    refusalOfItems(command, state, context);
  if (refusal !== undefined) return rejected(refusal);
  const exchange = reckonExchange(command, state, context);
  const refusals = [
    refusalOfProducts(command, state, context),
    refusalOfSubscriptions(state, command.purchases.flatMap(subscriptionsOf), command.accountOf),
    refusalOfAmounts(command, exchange.amounts),
  ].filter((refusal) => refusal !== undefined);
  return { outcome: 'reckoned', exchange, refusals };
}

/** R-EXC-1, R-EXC-8: one or more each way, each reservation once. */
function refusalOfLines({ returns, purchases }: ExchangeReservations): Rejection | undefined {
  const max = EXCHANGE_LINES_MAX;
  for (const [what, { length: count }] of [
    ['returns', returns],
    ['purchases', purchases],
  ] as const)
    if (count < 1 || count > max) return { code: 'ExchangeLinesOutOfRange', what, count, max };
  const ids = returns.map(({ reservationId }) => reservationId);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined
    ? undefined
    : { code: 'ReservationReturnedTwice', reservationId: twice };
}

/** One that is no longer active goes last: a preview shows it as policy, and all else is refused at once. */
function refusalOfItems(
  { returns, purchases, session, accountOf }: ExchangeReservations,
  state: OpenedAccount,
  context: CommandContext,
): Rejection | undefined {
  const back = returns.map((item) => refusalOfReturn(item, state, context));
  return (
    back.find((refusal) => refusal !== undefined && refusal.code !== 'ReservationNotActive') ??
    refusalOfSession(session, context) ??
    firstRefusal(purchases, (item) => refusalOfPurchase(item, state, context)) ??
    firstRefusal(purchases, (item) => refusalOfScopes(state, item, accountOf)) ??
    back.find((refusal) => refusal !== undefined) ??
    refusalOfCharges(returns, state)
  );
}

function firstRefusal<Item>(
  items: readonly Item[],
  refusalOf: (item: Item) => Rejection | undefined,
): Rejection | undefined {
  for (const item of items) {
    const refusal = refusalOf(item);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function refusalOfPurchase(
  item: ReservationToBuy,
  state: OpenedAccount,
  { on }: CommandContext,
): Rejection | undefined {
  return refusalOfPrice(item, state, on) ?? refusalOfRenewal(item.renewProperties, item);
}

/** R-RET-1, R-EXC-1, R-EXC-2, R-EXC-6: what may be exchanged for what. */
function refusalOfProducts(
  command: ExchangeReservations,
  state: OpenedAccount,
  { terms }: CommandContext,
): Rejection | undefined {
  const { returns, purchases } = command;
  const { typesNotReturnable, version: termsVersion } = terms;
  const given = returns.map(({ reservationId }) => ({
    reservationId,
    resourceType: known(state.reservations, reservationId, 'reservation').product.resourceType,
  }));
  const wanted = purchases.map(({ product: { resourceType } }) => ({ resourceType }));
  const barred = [...given, ...wanted].find((line) =>
    typesNotReturnable.includes(line.resourceType),
  );
  if (barred !== undefined) return { code: 'TypeNotReturnable', ...barred, termsVersion };
  const types = [...given, ...wanted].map(({ resourceType }) => resourceType);
  const groups = [...new Set(types.map(exchangeGroupOf))];
  if (groups.length > 1) return { code: 'ExchangeGroupsDiffer', groups };
  return refusalOfTwin(command, state);
}

/** R-EXC-6: one whole reservation for nothing but its premium-storage twin, all else equal, is a swap, in however many lines. */
function refusalOfTwin(
  { returns, purchases }: ExchangeReservations,
  state: OpenedAccount,
): Rejection | undefined {
  const [back] = returns;
  if (back?.twinSkuName === undefined || returns.length > 1) return undefined;
  const { reservationId, twinSkuName } = back;
  const { product, quantity, billingPlan } = known(
    state.reservations,
    reservationId,
    'reservation',
  );
  const twin = { ...product, skuName: twinSkuName };
  const isAllTwin = purchases.every(
    (bought) => bought.billingPlan === billingPlan && isSameProduct(bought.product, twin),
  );
  const bought = purchases.reduce((sum, item) => sum + item.quantity, 0);
  const isWhole = back.quantity === quantity && bought === quantity;
  return isAllTwin && isWhole ? { code: 'SwapInstead', reservationId, twinSkuName } : undefined;
}

/** What is answered once it is done: the lines stand in the events, and an append has its limit (R-EXC-5). */
function totalsOf({
  refundTotal,
  cancelledInstalmentsTotal,
  remainingCommitmentTotal,
  purchaseTotal,
  netPayable,
}: ExchangeAmounts): JsonObject {
  return {
    refundTotal,
    cancelledInstalmentsTotal,
    remainingCommitmentTotal,
    purchaseTotal,
    netPayable,
  };
}

/** R-EXC-3: both tests; and what the preview said must still hold. */
function refusalOfAmounts(
  { session }: ExchangeReservations,
  amounts: ExchangeAmounts,
): Rejection | undefined {
  if (session !== undefined && !isSameExchange(session.amounts, amounts))
    return { code: 'ExchangeAmountsChanged', then: session.amounts, now: amounts };
  const { purchaseTotal, refundTotal, remainingCommitmentTotal } = amounts;
  const totals = {
    purchases: purchaseTotal,
    refunds: refundTotal,
    commitments: remainingCommitmentTotal,
  };
  const shortBy = exchangeShortfall(totals);
  if (shortBy === undefined) return undefined;
  const required = requiredPurchaseTotal(totals);
  return { code: 'PurchaseTotalTooLow', required, purchaseTotal, shortBy, amounts };
}
