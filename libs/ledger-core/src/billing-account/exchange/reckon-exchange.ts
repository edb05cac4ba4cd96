import { equals, type Money, subtract, sum, times } from '../../kernel/money';
import { instalment } from '../../policy/instalments.policy';
import {
  type CommandContext,
  type ExchangeReservations,
  type ReservationToBuy,
  type ReservationToReturn,
} from '../commands';
import { quoteOf } from '../purchase/quote';
import { type GrantedReturn } from '../return/granted-return';
import { reckonReturn } from '../return/reckon-return';
import { isSameRefund, type RefundAmounts, refundAmounts } from '../return/refund-amounts';
import { commitmentReckoned } from '../return/remaining-commitment';
import { returnConditions } from '../return/return-conditions';
import { known } from '../state/known';
import { type BillingAccount } from '../state/state';
import { type ExchangeAmounts, type ExchangePurchaseAmounts } from './exchange-amounts';

/** An exchange that has been reckoned, before it is known whether it may be. */
export type ReckonedExchange = Readonly<{
  returns: readonly GrantedReturn[];
  amounts: ExchangeAmounts;
}>;

/** R-EXC-3, R-EXC-4: what the returns are worth and what the purchases cost, each by itself and together. */
export function reckonExchange(
  { returns, purchases }: ExchangeReservations,
  state: BillingAccount,
  context: CommandContext,
): ReckonedExchange {
  const reckoned = returns.map((item) => reckonItem(item, state, context));
  const back = reckoned.map((each) =>
    refundAmounts(each.reservation, each.reckoned, each.item.quantity),
  );
  const bought = purchases.map((item) => purchaseAmounts(item, context));
  return { returns: reckoned, amounts: totalled(back, bought) };
}

function reckonItem(
  item: ReservationToReturn,
  state: BillingAccount,
  { terms, on: returnedOn }: CommandContext,
): GrantedReturn {
  const { quantity, usageReported, listPriceOfTheDay } = item;
  const reservation = known(state.reservations, item.reservationId, 'reservation');
  const asked = { purpose: 'Exchange', returnedOn, usageReported, terms } as const;
  const conditions = returnConditions(state, reservation, asked);
  const reckoned = reckonReturn(state, {
    reservation,
    quantity,
    conditions,
    ...(listPriceOfTheDay && { listPriceOfTheDay }),
  });
  return {
    item,
    reservation,
    conditions,
    reckoned,
    commitment: commitmentReckoned(reservation, reckoned, quantity),
    // R-CAP-4: returns inside an exchange never count, by their conditions.
    cap: { counts: false, why: conditions.outsideCap ?? 'Exchange' },
    counting: undefined,
  };
}

function purchaseAmounts(item: ReservationToBuy, { on }: CommandContext): ExchangePurchaseAmounts {
  const { unitPrice, commitment, instalments } = quoteOf(item, on);
  const firstCharge = times(instalment(instalments, 1), item.quantity);
  return { unitPrice, commitment, firstCharge };
}

function totalled(
  returns: readonly RefundAmounts[],
  purchases: readonly ExchangePurchaseAmounts[],
): ExchangeAmounts {
  const [first] = returns;
  if (first === undefined) throw new Error('An exchange returns at least one reservation');
  const total = (amounts: readonly Money[]): Money => sum(first.refund.currency, amounts);
  const refundTotal = total(returns.map(({ refund }) => refund));
  const cancelled = total(returns.map(({ cancelledInstalments }) => cancelledInstalments));
  const purchaseTotal = total(purchases.map(({ commitment }) => commitment));
  return {
    returns,
    purchases,
    refundTotal,
    cancelledInstalmentsTotal: cancelled,
    remainingCommitmentTotal: total(returns.map(({ remainingCommitment }) => remainingCommitment)),
    purchaseTotal,
    netPayable: subtract(subtract(purchaseTotal, refundTotal), cancelled),
  };
}

/** Whether a preview still says what would be done now. The totals follow from their parts. */
export function isSameExchange(then: ExchangeAmounts, now: ExchangeAmounts): boolean {
  return (
    then.returns.length === now.returns.length &&
    then.purchases.length === now.purchases.length &&
    now.returns.every((each, index) => {
      const before = then.returns[index];
      return before !== undefined && isSameRefund(before, each);
    }) &&
    now.purchases.every((each, index) => isSamePurchase(then.purchases[index], each))
  );
}

function isSamePurchase(
  then: ExchangePurchaseAmounts | undefined,
  now: ExchangePurchaseAmounts,
): boolean {
  return (
    then !== undefined &&
    then.unitPrice.currency === now.unitPrice.currency &&
    equals(then.unitPrice, now.unitPrice) &&
    equals(then.commitment, now.commitment) &&
    equals(then.firstCharge, now.firstCharge)
  );
}
