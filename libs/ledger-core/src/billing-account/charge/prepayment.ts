import { type Day } from '../../kernel/calendar';
import { isPositive, isZero, lesser, type Money, subtract, sum } from '../../kernel/money';
import { type PrepaymentDrawn, type PrepaymentTaken } from '../events/prepayment-events';
import { type ChargeId, type PrepaymentTermId } from '../ids';
import { type OperationInProgress } from '../operation-in-progress';
import { type BillingAccount, type PrepaymentTermState } from '../state/state';

/** Something that a charge can be paid from, and what it has left. */
type PrepaymentSource = Readonly<{ from: PrepaymentTaken['from']; remaining: Money }>;

/** All prepayment that can be used on a day: credits that are valid then, and the balance of the day's term. */
export function prepaymentAvailable(state: BillingAccount, on: Day, like: Money): Money {
  const sources = sourcesOn(state, on).map(({ remaining }) => remaining);
  return sum(like.currency, sources);
}

/** The term of a day; terms do not overlap (R-OUT-1). */
export function termOn(
  state: BillingAccount,
  on: Day,
): readonly [PrepaymentTermId, Readonly<PrepaymentTermState>] | undefined {
  return [...state.prepaymentTerms].find(([, { from, to }]) => from <= on && on < to);
}

/** R-PUR-4: what would pay the whole charge; none when it is not covered whole, for a charge is paid one way. */
export function coverFromPrepayment(
  state: BillingAccount,
  on: Day,
  amount: Money,
): readonly PrepaymentTaken[] | undefined {
  const taken: PrepaymentTaken[] = [];
  let open = amount;
  for (const { from, remaining } of sourcesOn(state, on)) {
    const part = lesser(remaining, open);
    if (!isPositive(part)) continue;
    open = subtract(open, part);
    taken.push({ from, amount: part, remainingAfter: subtract(remaining, part) });
  }
  return isZero(open) ? taken : undefined;
}

/** The fact that a charge was drawn; `taken` is what covers it. */
export function drawnFact(
  operation: OperationInProgress,
  chargeId: ChargeId,
  { amount, taken }: Readonly<{ amount: Money; taken: readonly PrepaymentTaken[] }>,
): PrepaymentDrawn {
  const { account, context } = operation;
  const before = prepaymentAvailable(account, context.on, amount);
  return {
    type: 'PrepaymentDrawn',
    data: {
      chargeId,
      drawnOn: context.on,
      amount,
      taken,
      availableAfter: subtract(before, amount),
    },
  };
}

/** R-PUR-4: refund credits first, the soonest to expire first and of those the oldest, then the term's own balance. */
function sourcesOn(state: BillingAccount, on: Day): readonly PrepaymentSource[] {
  const credits = [...state.prepaymentCredits]
    // R-OUT-1: valid on `[grantedOn, expiresOn)`, whether or not the expiry was swept.
    .filter(([, { grantedOn, expiresOn }]) => grantedOn <= on && on < expiresOn)
    .sort(([, a], [, b]) => (a.expiresOn < b.expiresOn ? -1 : a.expiresOn > b.expiresOn ? 1 : 0))
    .map(([creditId, { remaining }]) => ({
      from: { kind: 'credit', creditId } as const,
      remaining,
    }));
  const term = termOn(state, on);
  if (term === undefined) return credits;
  const [termId, { remaining }] = term;
  return [...credits, { from: { kind: 'term', termId }, remaining }];
}
