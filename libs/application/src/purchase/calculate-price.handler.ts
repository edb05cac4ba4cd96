import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type BillingAccount,
  decideQuote,
  type Principal,
  type Quote,
  type ReservationOrderId,
  reservationOrderId,
} from '#ledger-core';
import { billingAccountStream, commandId } from '#event-log';
import { PriceBook } from '#price-list';
import { lookedUp, rejectedFor } from '../answers';
import { AccountExecutor } from '../execution/billing-account.stream';
import { type Moment } from '../execution/stream-kind';
import { type ApplicationRejection } from '../messages/application-rejection';
import { type Outcome } from '../messages/outcome';
import {
  CalculatePrice,
  type PriceQuote,
  type PurchaseRequest,
} from '../messages/purchase.messages';
import { AccountLookup } from '../ports/account-lookup.port';
import { SessionStore } from '../ports/session-store.port';
import { previewExpiry } from '../preview-validity';
import { askedBy } from '../session-asker';
import { askedPurchase } from './asked-purchase';
import { type PricedProduct, priceForSale } from './price-for-sale';
import { type QuotedPurchase } from './quote-session';

type Input = CalculatePrice['input'];
type Looked =
  | Readonly<{ outcome: 'quoted'; quote: Quote; priced: PricedProduct }>
  | Readonly<{ outcome: 'rejected'; rejection: ApplicationRejection }>;

/** Prices a purchase and keeps the price for whoever asked (R-PUR-1). */
@CommandHandler(CalculatePrice)
export class CalculatePriceHandler implements ICommandHandler<CalculatePrice> {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly lookup: AccountLookup,
    private readonly prices: PriceBook,
    private readonly sessions: SessionStore,
  ) {}

  async execute({ input }: CalculatePrice): Promise<Outcome<PriceQuote>> {
    const { billingSubscriptionId } = input.request;
    const account = await this.lookup.ofSubscription(billingSubscriptionId);
    if (account === undefined)
      return rejectedFor({ code: 'SubscriptionUnknown', subscriptionId: billingSubscriptionId });
    const orderId = reservationOrderId(randomUUID());
    const place = {
      stream: billingAccountStream(account),
      commandId: commandId('PurchaseReservation', orderId),
    };
    const previewed = await this.accounts.preview(place, (state, moment) =>
      this.#quoted(input, state, moment),
    );
    if (previewed.outcome !== 'previewed') return previewed;
    const { result, moment, position } = previewed;
    if (result.outcome === 'rejected') return result;
    const quote = quoteOf(input.request, { orderId, billingAccountId: account }, result, moment);
    await this.sessions.put({
      id: orderId,
      kind: 'Quote',
      billingAccountId: account,
      orderId,
      ...askedBy(input.caller, askedPurchase(input.request)),
      result: { ...quotedOf(input.request, result.priced) },
      createdAt: moment.at,
      expiresAt: quote.expiresAt,
    });
    return lookedUp(quote, position);
  }

  async #quoted(
    { request, caller }: Readonly<{ request: PurchaseRequest; caller: Principal }>,
    state: BillingAccount,
    { on }: Moment,
  ): Promise<Looked> {
    const { opened } = state;
    if (opened === undefined)
      return { outcome: 'rejected', rejection: { code: 'BillingAccountUnknown' } };
    const price = await priceForSale(this.prices, request, opened.currency, on);
    if (price.outcome === 'rejected') return price;
    const { priced } = price;
    const { quantity, billingPlan } = request;
    const asked = { ...priced, quantity, billingPlan };
    const decision = decideQuote(asked, state, { principal: caller, on });
    return decision.outcome === 'rejected' ? decision : { ...decision, priced };
  }
}

/** What the session keeps of the purchase. A reservation is named after its product unless the buyer names it. */
function quotedOf(
  request: Input['request'],
  { product, listPrice, title }: PricedProduct,
): QuotedPurchase {
  const isFlexible = product.resourceType === 'VirtualMachines';
  return {
    product,
    listPrice,
    quantity: request.quantity,
    billingPlan: request.billingPlan,
    displayName: request.displayName ?? title,
    billingSubscriptionId: request.billingSubscriptionId,
    appliedScope: { type: request.appliedScopeType, scopes: request.appliedScopes },
    instanceFlexibility: request.instanceFlexibility ?? (isFlexible ? 'On' : 'Off'),
    renew: request.renew,
  };
}

function quoteOf(
  { billingPlan, quantity }: PurchaseRequest,
  ids: Readonly<{ orderId: ReservationOrderId }> & Pick<PriceQuote, 'billingAccountId'>,
  { quote, priced }: Extract<Looked, { outcome: 'quoted' }>,
  { at, on }: Moment,
): PriceQuote {
  return {
    ...ids,
    on,
    product: priced.product,
    billingPlan,
    quantity,
    unitPrice: quote.unitPrice,
    total: quote.commitment,
    listTotal: quote.pricingCommitment,
    instalments: quote.schedule.map(({ dueOn, amount }) => ({ dueOn, amount })),
    expiresAt: previewExpiry(at),
    skuTitle: priced.title,
  };
}
