import { beyond, lesserOf } from './whole-cents';

/** A refund's part, and the card of its charge; none of an invoice payer. */
export type Claim = Readonly<{ amount: bigint; token: string | undefined }>;
/** What a payment holds, and the card it came from, if it did. */
export type CardHeld = Readonly<{ token: string | undefined; amount: bigint }>;

/**
 * R-OUT-4: a claim goes first to its charge's card, as far as its payments still hold money, then to the
 * other cards, the latest payment first; what no card paid comes last.
 * @param payments oldest first; the answer is in the same order.
 */
export function releasedTo(
  payments: readonly CardHeld[],
  over: bigint,
  claims: readonly Claim[],
): readonly bigint[] {
  const left = payments.map(({ amount }) => amount);
  let open = over;
  const take = (from: (held: CardHeld) => boolean, most: bigint): bigint => {
    let taken = 0n;
    for (let index = payments.length - 1; index >= 0; index -= 1) {
      const payment = payments[index];
      if (payment === undefined || !from(payment)) continue;
      const part = lesserOf(left[index] ?? 0n, most - taken);
      left[index] = (left[index] ?? 0n) - part;
      taken += part;
    }
    open -= taken;
    return taken;
  };
  for (const { amount, token } of [...claims, { amount: over, token: undefined }]) {
    let claimed = lesserOf(amount, open);
    if (token !== undefined) claimed -= take((held) => held.token === token, claimed);
    claimed -= take((held) => held.token !== undefined && held.token !== token, claimed);
    take((held) => held.token === undefined, claimed);
  }
  return payments.map(({ amount }, index) => beyond(amount, left[index] ?? 0n));
}
