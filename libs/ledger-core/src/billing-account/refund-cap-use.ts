import { type ExchangeRate } from '../catalogue/price';
import { type Day } from '../kernel/calendar';
import { add, type Money, subtract } from '../kernel/money';
import { type CapMeasure, type PolicyTerms } from '../policy/policy-terms';
import { given, laterInstalments, multiplied, type Reckoned, summed } from '../policy/reckoning';
import {
  capAvailable,
  capMeasured,
  capUsed,
  fitsOn,
  inUsd,
  replenishesOn,
} from '../policy/refund-cap.policy';
import { type CommandContext } from './commands';
import { type ReckonedReturn } from './reckon-return';
import { type RefundAmounts } from './refund-amounts';
import { type Rejection } from './rejections';
import { type CapUse } from './reservation-events';
import { type BillingAccount, type ReservationState } from './state';

/** What a return counts towards the cap (R-CAP-2). */
export type CountedReturn = Readonly<{
  /** In the billing currency. */
  measured: Money;
  usd: Money;
  /** How the remaining commitment and the counted amount came about. */
  commitment: Reckoned;
  counting: Reckoned;
  rate: ExchangeRate | undefined;
  usedBefore: (state: BillingAccount) => Money;
}>;

/** Measures a return by the terms and converts it: total of the return × rate, half up to the cent. */
export function countReturn(
  reservation: Readonly<ReservationState>,
  reckoned: ReckonedReturn,
  at: Readonly<{
    quantity: number;
    on: Day;
    terms: PolicyTerms;
    rate: ExchangeRate | undefined;
  }>,
): CountedReturn {
  const commitment = commitmentReckoned(reservation, reckoned, at.quantity);
  const measured = measuredBy(at.terms.refundCap.counts, reckoned);
  const counting = inUsd(measured, at.rate);
  return {
    measured: measured.amount,
    usd: counting.amount,
    commitment,
    counting,
    rate: counting.amount.currency === measured.amount.currency ? undefined : at.rate,
    usedBefore: (state) => capUsed(state.capUses, at.on),
  };
}

/** R-CAP-2, with the steps that the remaining commitment's own explanation does not have yet. */
function measuredBy(measure: CapMeasure, reckoned: ReckonedReturn): Reckoned {
  const amount = capMeasured(measure, reckoned);
  const { prorated, cancelledInstalments } = reckoned;
  switch (measure) {
    case 'cancelledCommitment':
      return given(amount);
    case 'refundAmount':
      return summed('refundAmount', amount.currency, proratedOf(reckoned));
    case 'refundPlusCommitment':
      return summed('refundPlusCommitment', amount.currency, [prorated, cancelledInstalments]);
  }
}

function proratedOf({ shares }: ReckonedReturn): readonly Money[] {
  return shares.map((share) => share.prorated.amount);
}

/** The cap's place in the event: how much, from when until when, and what is used afterwards. */
export function capUseOf(
  counted: CountedReturn,
  state: BillingAccount,
  at: Readonly<{ on: Day; terms: PolicyTerms }>,
): CapUse {
  return {
    counts: true,
    measure: at.terms.refundCap.counts,
    amount: counted.measured,
    usd: counted.usd,
    ...(counted.rate && { exchangeRate: counted.rate }),
    countsFrom: at.on,
    replenishesOn: replenishesOn(at.on, at.terms),
    usedAfter: add(counted.usedBefore(state), counted.usd),
  };
}

/** R-CAP-1: a refund that would exceed the cap is refused whole; it says how much is left, and when it would fit. */
export function capRefusal(
  state: BillingAccount,
  of: Readonly<{ counted: CountedReturn; context: CommandContext; amounts: RefundAmounts }>,
): Rejection {
  const { counted, context, amounts } = of;
  const { terms, on } = context;
  const { limit } = terms.refundCap;
  const used = counted.usedBefore(state);
  const fits = fitsOn(state.capUses, counted.usd, on, terms);
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

function commitmentReckoned(
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
