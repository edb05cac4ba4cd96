import { type Day, type ReservationState } from '#ledger-core';
import { type PriceBook, twinNamedBy } from '#price-list';

/**
 * R-EXC-6: the SKU a reservation may be swapped to: the twin that the price row of the SKU it covers on the day names
 * itself, else the documented one of a virtual machine. Undefined when it has none.
 */
export async function twinSkuNameOf(
  prices: PriceBook,
  { product, listPrice }: Pick<ReservationState, 'product' | 'listPrice'>,
  on: Day,
): Promise<string | undefined> {
  const { currency } = listPrice.unitPrice;
  const price = await prices.priceOfDay({ ...product, currency }, on);
  return twinNamedBy(price?.row ?? product);
}
