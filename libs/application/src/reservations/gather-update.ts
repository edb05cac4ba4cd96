import {
  type BillingAccount,
  type Day,
  type Product,
  refusalAtOnce,
  type RenewProperties,
  type ReservationChanges,
  type SubscriptionId,
  subscriptionsInScope,
} from '#ledger-core';
import { rejectedFor } from '../answers';
import { type Asker, type Gathered } from '../execution/decide-gathered';
import { type Rejected } from '../messages/outcome';
import {
  type AskedChanges,
  type AskedRenewal,
  type UpdateReservation,
} from '../messages/reservation-changes.messages';
import { type AccountLookup } from '../ports/account-lookup.port';
import { type ReferenceBooks } from '../ports/reference-books';
import { priceForSale } from '../purchase/price-for-sale';

type Sources = Readonly<{ lookup: AccountLookup; books: ReferenceBooks }>;
type Asked = Pick<UpdateReservation['input'], 'orderId' | 'reservationId' | 'changes'>;

type Renewal = Readonly<{ outcome: 'found'; properties?: RenewProperties }> | Rejected;

/** Looks up whose the subscriptions are that an update names (R-ACC-3), and what is to be bought at expiry (R-PUR-6). */
export async function gatherUpdate(
  { lookup, books }: Sources,
  { orderId, reservationId, changes: asked }: Asked,
  state: BillingAccount,
  asker: Asker,
): Promise<Gathered> {
  const of = { orderId, reservationId };
  const refused = refusalAtOnce({ type: 'UpdateReservation', ...of }, state, asker);
  if (refused !== undefined) return rejectedFor(refused);
  const { renewal: wanted, ...plain } = asked;
  const renewal = await renewalOf(books, wanted, {
    state,
    reservationId,
    on: asker.on,
  });
  if (renewal.outcome === 'rejected') return renewal;
  const { properties } = renewal;
  const changes: ReservationChanges = {
    ...plain,
    ...(properties === undefined ? {} : { renewProperties: properties }),
  };
  const accountOf = await lookup.ofSubscriptions(subscriptionsIn(asked));
  return {
    outcome: 'gathered',
    command: { type: 'UpdateReservation', ...of, changes, accountOf },
    inputs: { accountOf: Object.fromEntries(accountOf) },
  };
}

function subscriptionsIn({ appliedScope, renewal }: AskedChanges): readonly SubscriptionId[] {
  const named = [
    renewal?.billingSubscriptionId,
    ...subscriptionsInScope(appliedScope),
    ...subscriptionsInScope(renewal?.appliedScope),
  ];
  return [...new Set(named.filter((id) => id !== undefined))];
}

/** R-PUR-6: a product that can be sold today, spelled as the price list has it; nothing else needs the list. */
async function renewalOf(
  books: ReferenceBooks,
  renewal: AskedRenewal | undefined,
  {
    state: { opened, reservations },
    reservationId,
    on,
  }: Readonly<{ state: BillingAccount; on: Day }> & Pick<Asked, 'reservationId'>,
): Promise<Renewal> {
  const reservation = reservations.get(reservationId);
  // Without the account or the reservation the decision refuses; there is nothing to look up.
  if (renewal === undefined || opened === undefined || reservation === undefined)
    return { outcome: 'found' };
  const { skuName, location, reservedResourceType, term, ...properties } = renewal;
  const names = [skuName, location, reservedResourceType, term];
  if (names.every((name) => name === undefined)) return { outcome: 'found', properties };
  const asked = productAsked(renewal, reservation.product);
  const priced = await priceForSale(books, asked, opened.currency, on);
  if (priced.outcome === 'rejected') return priced;
  return { outcome: 'found', properties: { product: priced.priced.product, ...properties } };
}

/** A SKU that is named decides the type, unless the type is named too. */
function productAsked(
  { skuName, location, reservedResourceType, term }: AskedRenewal,
  bought: Product,
): Parameters<typeof priceForSale>[1] {
  const type = reservedResourceType ?? (skuName === undefined ? bought.resourceType : undefined);
  return {
    skuName: skuName ?? bought.skuName,
    location: location ?? bought.region,
    term: term ?? bought.term,
    ...(type === undefined ? {} : { reservedResourceType: type }),
  };
}
