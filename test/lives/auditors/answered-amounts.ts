import { ensure, same } from './complaint';
import { type OwnReturn } from './own-reckoning';
import { type Reservation } from './reservation-books';
import { convertedBack, instalmentsAfter, total, wholeUnits } from './whole-cents';

/** Figures by the names under which an answer or a refusal says them; counts as they are, money in cents. */
export type Figures = Readonly<Record<string, bigint>>;

type Said = Readonly<Record<string, unknown>>;

function isSaid(value: unknown): value is Said {
  return typeof value === 'object' && value !== null;
}

/** A member of what was said, whatever it is. */
export function memberOf(said: unknown, name: string): unknown {
  return isSaid(said) ? said[name] : undefined;
}

function figureOf(said: unknown, name: string): bigint | undefined {
  const value = memberOf(said, name);
  if (typeof value === 'number') return BigInt(value);
  const amount = memberOf(value, 'amount');
  return typeof amount === 'string' ? wholeUnits(amount) : undefined;
}

/** What was answered, or said with a refusal, is what was reckoned by hand. */
export function checkFigures(what: string, said: unknown, figures: Figures): void {
  for (const [name, figure] of Object.entries(figures))
    same(`What ${what} says of ${name}`, figureOf(said, name), figure);
}

/** What a preview, an answer or a refusal says of one return. */
export function returnFigures(reservation: Reservation, own: OwnReturn, quantity: number): Figures {
  const { unitPrice, count, charged, purchase } = reservation;
  const { prorated, fee, refund, cancelledInstalments, remainingCommitment } = own;
  const paid = unitPrice - instalmentsAfter(unitPrice, count, charged);
  const { exchangeRate: rate } = purchase;
  return {
    ...{ prorated, fee, refund, cancelledInstalments, remainingCommitment },
    quantity: BigInt(quantity),
    totalPaid: paid * BigInt(reservation.quantity),
    completedInstalments: BigInt(charged),
    totalInstalments: BigInt(count),
    // For information: back into the currency of the list, at the rate of the purchase.
    pricingRefund:
      rate === undefined ? refund : convertedBack(refund, rate.rate, rate.to, rate.from),
  };
}

/** The same of each return of an exchange, in their order. */
export function checkEach(what: string, said: unknown, expected: readonly Figures[]): void {
  ensure(
    Array.isArray(said) && said.length === expected.length,
    () => `What ${what} says has not ${String(expected.length)} lines`,
  );
  for (const [index, figures] of expected.entries())
    checkFigures(`${what}, line ${String(index + 1)},`, said[index], figures);
}

export function sumOf(name: string, lines: readonly Figures[]): bigint {
  return total(lines.map((line) => line[name] ?? 0n));
}
