import { type ExchangeRate } from '../../catalogue/price';
import { add, type Money, subtract } from '../../kernel/money';
import { type Reckoned } from '../../policy/reckoning';
import {
  capAvailable,
  capMeasured,
  capUsed,
  fitsOn,
  inUsd,
  replenishesOn,
} from '../../policy/refund-cap.policy';
import { type CapUse } from '../events/return-events';
import { type Rejection } from '../rejections';
import { type BillingAccount } from '../state/state';
import { type ReckonedReturn } from './reckon-return';
import { type RefundAmounts } from './refund-amounts';
import { proratedOf } from './remaining-commitment';
import { type ReturnConditions } from './return-conditions';

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
