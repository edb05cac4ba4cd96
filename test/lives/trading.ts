import {
  type BillingCommand,
  Calendar,
  capUsed,
  exchangeGroupOf,
  type ExchangeAmounts,
  type ExchangeReservations,
  type Principal,
  type RefundAmounts,
  type RefundReservation,
  type ReservationId,
  type ReservationOrderId,
  reservationOrderId,
  type ReservationToReturn,
} from '#ledger-core';
import { guidOf, type Purchase, usd } from '../support/account-story';
import { cents, decimalText } from './auditors/whole-cents';
import { callerOf, type Moment, pickReservation, planned, PRINCIPALS } from './choosing';
import { type Act, type ExchangePlan, type ReturnPlan, type Session } from './life';
import { capRate, foreignList, productLike, renewalOf, twinOf } from './products';

/** A command, and who gives it. */
export type Asked = Readonly<{ command: BillingCommand; principal: Principal }>;

type Plan<Kind extends Act['kind']> = Extract<Act, { kind: Kind }>;

const NEVER = Calendar.instant('2100-01-01T00:00:00Z');
const LONG_AGO = Calendar.instant('2020-01-01T00:00:00Z');
const OTHER_GUID = guidOf('nobody knows it');

export function buying(plan: Plan<'buy'>, moment: Moment): Asked {
  const { story, on } = moment;
  const principal = callerOf(moment);
  const { product, renew, fault } = plan;
  const command = story.purchaseCommand({
    on,
    product,
    renew,
    ...priced(plan, moment),
    ...renewalOf(plan.renewAs),
  });
  const { id } =
    fault === 'ofAnother' ? { id: callerOf({ ...moment, by: 'mallory' }).id } : principal;
  const quote = { principal: id, expiresAt: fault === 'expired' ? LONG_AGO : NEVER };
  const [known] = fault === 'sameOrder' ? story.state.orders.keys() : [];
  return { command: { ...command, quote, orderId: known ?? command.orderId }, principal };
}

function priced(
  { price, plan, quantity, foreignList: foreign }: Plan<'buy'>,
  moment: Moment,
): Pick<Purchase, 'price' | 'plan' | 'quantity' | 'listedIn' | 'exchangeRate'> {
  const { currency } = moment.life.account;
  if ('listed' in price) {
    const list = foreignList(moment, foreign);
    return { price: planned(price.listed, list.listedIn ?? currency), plan, quantity, ...list };
  }
  if ('ofPrepaid' in price) {
    const prepaid = prepaidOn(moment);
    const instalment = ((prepaid > 0n ? prepaid : 100_000n) * BigInt(price.ofPrepaid)) / 100n;
    return { price: decimalText(12n * instalment, currency), plan: 'Monthly', quantity: 2 };
  }
  const { limit } = moment.terms.refundCap;
  const used = capUsed(moment.story.state.capUses, moment.on);
  const left = cents(limit) - cents(used) + BigInt(price.offCap);
  return {
    price: decimalText(left > 0n ? left : 1n, limit.currency),
    plan: 'Upfront',
    quantity: 1,
  };
}

/** What is left of the prepayment, in cents. */
function prepaidOn({ story, on }: Moment): bigint {
  const { prepaymentTerms, prepaymentCredits } = story.state;
  const terms = [...prepaymentTerms.values()].filter(({ from, to }) => from <= on && on < to);
  const credits = [...prepaymentCredits.values()].filter(({ expiresOn }) => on < expiresOn);
  return [...terms, ...credits].reduce((sum, { remaining }) => sum + cents(remaining), 0n);
}

type PickedReturn = Readonly<{ item: ReservationToReturn; plan: ReturnPlan }>;

function picked(plan: ReturnPlan, { story }: Moment): PickedReturn | undefined {
  const found = pickReservation(story.state, plan.pick);
  if (found === undefined) return undefined;
  const [id, reservation] = found;
  const wanted = plan.quantity;
  const isBeyond = wanted > 6;
  const quantity = isBeyond
    ? wanted
    : ((wanted + reservation.quantity - 1) % reservation.quantity) + 1;
  const { unitPrice } = reservation.listPrice;
  const percented = (cents(unitPrice) * BigInt(plan.listedPercent)) / 100n;
  const listed = decimalText(percented, unitPrice.currency);
  const item = story.toReturn(id, {
    quantity,
    used: plan.used,
    ...(plan.listedPercent === 0 ? { unlisted: true } : plan.listedPercent !== 100 && { listed }),
  });
  return { item, plan };
}

export function refunding(plan: Plan<'refund'>, moment: Moment): Asked | undefined {
  const found = picked(plan, moment);
  if (found === undefined) return undefined;
  const { on, story } = moment;
  const principal = callerOf(moment, found.item.orderId);
  const { purchasedOn } = story.reservation(found.item.reservationId);
  const asked = Calendar.addDays(on, -plan.askedBefore);
  const command: RefundReservation = {
    type: 'RefundReservation',
    ...found.item,
    ...capRate(moment, plan.capRate),
    ...(plan.askedBefore > 0 && { askedOn: Calendar.later(asked, purchasedOn) }),
  };
  return { command: inSession(command, plan.session, { ...moment, principal }), principal };
}

/** With an order that does not exist, or that another reservation belongs to. */
export function straying(plan: Plan<'stray'>, moment: Moment): Asked | undefined {
  const { story } = moment;
  const found = pickReservation(story.state, plan.pick);
  if (found === undefined) return undefined;
  const [reservationId, reservation] = found;
  const orders: ReservationOrderId[] = [...story.state.orders.keys()];
  const other = orders.find((id) => id !== reservation.orderId);
  const orderId = plan.order === 'other' ? other : undefined;
  return {
    command: {
      type: 'RefundReservation',
      ...story.toReturn(reservationId),
      orderId: orderId ?? reservationOrderId(OTHER_GUID),
    },
    principal: callerOf(moment, orderId),
  };
}

export function exchanging(plan: ExchangePlan, moment: Moment): Asked | undefined {
  const returns = returnsOf(plan, moment);
  const [first] = returns;
  if (first === undefined && plan.returns.length > 0) return undefined;
  const principal = callerOf(moment, first?.item.orderId);
  const items = returns.map(({ item }) => {
    const twin = twinOf(moment.story.reservation(item.reservationId).product);
    return twin === undefined ? item : { ...item, twinSkuName: twin };
  });
  const purchases = first === undefined ? [] : purchasesFor(plan, items, moment);
  const command: ExchangeReservations = {
    type: 'ExchangeReservations',
    accountOf: moment.story.accountOf,
    returns: items,
    purchases,
  };
  const inMoment = { ...moment, principal };
  const priced = justEnough(plan, command, inMoment) ?? command;
  return { command: inSession(priced, plan.session, inMoment), principal };
}

function returnsOf(
  { returns, twice, others }: ExchangePlan,
  moment: Moment,
): readonly PickedReturn[] {
  const found: PickedReturn[] = [];
  const seen = new Set<ReservationId>();
  const groups = new Set<string>();
  for (const plan of returns) {
    const one = picked(plan, moment);
    if (one === undefined || (seen.has(one.item.reservationId) && !twice)) continue;
    const { product } = moment.story.reservation(one.item.reservationId);
    const group = exchangeGroupOf(product.resourceType);
    if (!others && groups.size > 0 && !groups.has(group)) continue;
    seen.add(one.item.reservationId);
    groups.add(group);
    found.push(one);
  }
  return found;
}

/** Together worth the percentage of what the returns had cost, rounded up for each. */
function purchasesFor(
  plan: ExchangePlan,
  items: readonly ReservationToReturn[],
  { story }: Moment,
): ExchangeReservations['purchases'] {
  const costs = items.map(
    ({ reservationId: id, quantity }) => cents(story.reservation(id).unitPrice) * BigInt(quantity),
  );
  const cost = costs.reduce((total, each) => total + each, 0n);
  return plan.purchases.flatMap((bought, index) => {
    const item = items[index % items.length];
    if (item === undefined) return [];
    const like = story.reservation(item.reservationId);
    const isTwin = bought.like === 'twin';
    const quantity = isTwin ? item.quantity : bought.quantity;
    const parts = 100n * BigInt(plan.purchases.length) * BigInt(quantity);
    const price = (cost * BigInt(plan.worthPercent) + parts - 1n) / parts;
    return story.toBuy({
      product: productLike(bought, like),
      plan: isTwin ? like.billingPlan : bought.plan,
      quantity,
      price: decimalText(price, story.currency),
      renew: bought.renewAs === 'more',
      ...renewalOf(bought.renewAs),
    });
  });
}

type Asking = Pick<Moment, 'story' | 'on' | 'terms'> & Readonly<{ principal: Principal }>;

/** One purchase that is worth so many cents more or less than what is just required (R-EXC-3). */
function justEnough(
  { offRequired }: ExchangePlan,
  command: ExchangeReservations,
  asking: Asking,
): ExchangeReservations | undefined {
  const [only] = command.purchases;
  if (offRequired === undefined || only === undefined) return undefined;
  const alone = { ...command, purchases: [{ ...only, quantity: 1 }] };
  const now = exchangeAmounts(alone, asking);
  if (now === NOTHING_EXCHANGED) return undefined;
  const [refunds, commitments] = [now.refundTotal, now.remainingCommitmentTotal].map(cents);
  if (refunds === undefined || commitments === undefined) return undefined;
  const price = (refunds > commitments ? refunds : commitments) + BigInt(offRequired);
  if (price < 0n) return undefined;
  const { listPrice } = asking.story.toBuy({ price: decimalText(price, asking.story.currency) });
  return { ...alone, purchases: [{ ...only, quantity: 1, listPrice }] };
}

const NOTHING: RefundAmounts = {
  quantity: 0,
  refund: usd('0'),
  pricingRefund: usd('0'),
  prorated: usd('0'),
  fee: usd('0'),
  cancelledInstalments: usd('0'),
  remainingCommitment: usd('0'),
  totalPaid: usd('0'),
  completedInstalments: 0,
  totalInstalments: 0,
};
const NOTHING_EXCHANGED: ExchangeAmounts = {
  returns: [],
  purchases: [],
  refundTotal: usd('0'),
  cancelledInstalmentsTotal: usd('0'),
  remainingCommitmentTotal: usd('0'),
  purchaseTotal: usd('0'),
  netPayable: usd('0'),
};

/** What the preview says; nothing, when it is refused for another reason than the amounts. */
function exchangeAmounts(command: ExchangeReservations, asking: Asking): ExchangeAmounts {
  const session = { principal: asking.principal.id, expiresAt: NEVER, amounts: NOTHING_EXCHANGED };
  const previewed = preview({ ...command, session }, asking);
  return previewed?.code === 'ExchangeAmountsChanged' ? previewed.now : NOTHING_EXCHANGED;
}

function refundAmounts(command: RefundReservation, asking: Asking): RefundAmounts {
  const session = { principal: asking.principal.id, expiresAt: NEVER, amounts: NOTHING };
  const previewed = preview({ ...command, session }, asking);
  return previewed?.code === 'RefundAmountsChanged' ? previewed.now : NOTHING;
}

function preview(command: BillingCommand, { story, on, principal, terms }: Asking) {
  story.through(on);
  const decision = story.preview(on, command, principal, terms);
  return decision.outcome === 'rejected' ? decision.rejection : undefined;
}

/** The command that carries out a preview: the last one, an older one, or one that is not the caller's. */
export function inSession(
  command: RefundReservation | ExchangeReservations,
  kind: Session,
  asking: Asking,
): BillingCommand {
  if (kind === 'none') return command;
  const ticket = {
    principal: kind === 'ofAnother' ? PRINCIPALS.mallory : asking.principal.id,
    expiresAt: kind === 'expired' ? LONG_AGO : NEVER,
  };
  const isOld = kind === 'changed';
  if (command.type === 'RefundReservation') {
    const amounts = isOld ? NOTHING : refundAmounts(command, asking);
    return { ...command, session: { ...ticket, amounts } };
  }
  const amounts = isOld ? NOTHING_EXCHANGED : exchangeAmounts(command, asking);
  return { ...command, session: { ...ticket, amounts } };
}
