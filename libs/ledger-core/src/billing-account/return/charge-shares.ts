import { type ChargeShare } from '../events/return-events';

/** R-OUT-0: the oldest charge first, each share by itself. */
export function takeShares(
  shares: readonly ChargeShare[],
  quantity: number,
): Readonly<{ taken: readonly ChargeShare[]; left: readonly ChargeShare[] }> {
  const taken: ChargeShare[] = [];
  const left: ChargeShare[] = [];
  let open = quantity;
  for (const { chargeId, quantity: held } of shares) {
    const now = Math.min(held, open);
    open -= now;
    if (now > 0) taken.push({ chargeId, quantity: now });
    if (held > now) left.push({ chargeId, quantity: held - now });
  }
  if (open > 0) throw new Error(`The charges of the reservation are ${open} short of the return`);
  return { taken, left };
}
