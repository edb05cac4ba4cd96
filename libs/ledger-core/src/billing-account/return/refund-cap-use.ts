import { type ExchangeRate } from '../../catalogue/price';
import { add, type Money, subtract } from '../../kernel/money';
import { given, laterInstalments, multiplied, type Reckoned, summed } from '../../policy/reckoning';
import {
  capAvailable,
  capMeasured,
  capUsed,
  fitsOn,
  inUsd,
  replenishesOn,
} from '../../policy/refund-cap.policy';
import { type ReckonedReturn } from './reckon-return';
import { type ReturnConditions } from './return-conditions';
import { type RefundAmounts } from './refund-amounts';
import { type Rejection } from '../rejections';
import { type CapUse } from '../events/return-events';
import { type BillingAccount, type ReservationState } from '../state/state';

/** What a return counts towards the cap (R-CAP-2). */
export type CountedReturn = Readonly<{
  /** In the billing currency. */
  measured: Money;
  usd: Money;
  /** How the counted amount came about. */
  counting: Reckoned;
  rate: ExchangeRate | undefined;
  /** What is used of the cap before it. */
  used: Money;
}>;

/** Measures a return by the terms and converts it: total of the return × rate, half up to the cent. */
export function countReturn(
  state: BillingAccount,
  reckoned: ReckonedReturn,
  { terms, returnedOn, rate }: ReturnConditions & Readonly<{ rate: ExchangeRate | undefined }>,
): CountedReturn {
  const measured = capMeasured(terms.refundCap.counts, {
    ...reckoned,
    refunds: proratedOf(reckoned),
  });
  const counting = inUsd(measured, rate);
  return {
    measured: measured.amount,
    usd: counting.amount,
    counting,
    rate: counting.amount.currency === measured.amount.currency ? undefined : rate,
    used: capUsed(state.capUses, returnedOn),
  };
}

function proratedOf({ shares }: ReckonedReturn): readonly Money[] {
  return shares.map((share) => share.prorated.amount);
}

/** The cap's place in the event: how much, from when until when, and what is used afterwards. */
export function capUseOf(
  { measured, usd, rate, used }: CountedReturn,
  { terms, returnedOn }: ReturnConditions,
): CapUse {
  return {
    counts: true,
    measure: terms.refundCap.counts,
    amount: measured,
    usd,
    ...(rate && { exchangeRate: rate }),
    countsFrom: returnedOn,
    replenishesOn: replenishesOn(returnedOn, terms),
    usedAfter: add(used, usd),
  };
}

/** R-CAP-1: a refund that would exceed the cap is refused whole; it says how much is left, and when it would fit. */
export function capRefusal(
  state: BillingAccount,
  of: Readonly<{ counted: CountedReturn; conditions: ReturnConditions; amounts: RefundAmounts }>,
): Rejection {
  const { counted, conditions, amounts } = of;
  const { terms, returnedOn } = conditions;
  const { limit } = terms.refundCap;
  const { used } = counted;
  const fits = fitsOn(state.capUses, counted.usd, returnedOn, terms);
  return {
    code: 'RefundCapExceeded',
    limit,
    counting: counted.usd,
    capUsed: used,
    available: capAvailable(used, terms),
    exceededBy: subtract(add(used, counted.usd), limit),
    ...(fits !== undefined && { fitsOn: fits }),
    amounts,
  };
}

/** R-AMT-3: the remaining commitment, and how it came about. */
export function commitmentReckoned(
  reservation: Readonly<ReservationState>,
  reckoned: ReckonedReturn,
  quantity: number,
): Reckoned {
  if (reservation.billingPlan === 'Upfront')
    return summed('remainingCommitment', reckoned.prorated.currency, proratedOf(reckoned));
  const { instalments, chargedInstalments, unitPrice } = reservation;
  const unit = laterInstalments(
    'laterInstalments',
    given(unitPrice),
    instalments.count,
    chargedInstalments,
  );
  return multiplied('remainingCommitment', unit, quantity);
}
