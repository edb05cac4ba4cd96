import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type AgreementType,
  type BillingAccount,
  decideQuote,
  type Quote,
  refusalAtOnce,
  type ReservationOrderId,
  reservationOrderId,
  type SubscriptionAccounts,
} from '#ledger-core';
import { billingAccountStream, commandId } from '#event-log';
import { lookedUp, rejectedFor } from '../answers';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { type Moment } from '../execution/stream-kind';
import { type Outcome, type Rejected } from '../messages/outcome';
import {
  CalculatePrice,
  type PriceQuote,
  type PurchaseRequest,
} from '../messages/purchase.messages';
import { AccountLookup } from '../ports/account-lookup.port';
import { ReferenceBooks } from '../ports/reference-books';
import { SessionStore } from '../ports/session-store.port';
import { previewExpiry } from '../sessions/preview-validity';
import { askedBy } from '../sessions/session-asker';
import { askedPurchase } from './asked-purchase';
import { type PricedProduct, priceForSale } from './price-for-sale';
import { quotedJson } from './quote-session';
import { reservationToBuy, subscriptionsOfPurchase } from './reservation-to-buy';

type Asked = CalculatePrice['input'] & Readonly<{ accountOf: SubscriptionAccounts }>;

type Looked =
  | Readonly<{
      outcome: 'quoted';
      quote: Quote;
      priced: PricedProduct;
      agreementType: AgreementType;
    }>
  | Rejected;

/** Prices a purchase and keeps the price for whoever asked (R-PUR-1). */
@CommandHandler(CalculatePrice)
export class CalculatePriceHandler implements ICommandHandler<CalculatePrice> {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly lookup: AccountLookup,
    private readonly books: ReferenceBooks,
    private readonly sessions: SessionStore,
  ) {}

  async execute({ input }: CalculatePrice): Promise<Outcome<PriceQuote>> {
    const { billingSubscriptionId } = input.request;
    const accountOf = await this.lookup.ofSubscriptions(subscriptionsOfPurchase(input.request));
    const account = accountOf.get(billingSubscriptionId);
    if (account === undefined)
      return rejectedFor({ code: 'SubscriptionUnknown', subscriptionId: billingSubscriptionId });
    const orderId = reservationOrderId(randomUUID());
    const place = {
      stream: billingAccountStream(account),
      commandId: commandId('PurchaseReservation', orderId),
    };
    const previewed = await this.accounts.preview(place, (state, moment) =>
      this.#quoted({ ...input, accountOf }, state, moment),
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
      result: quotedJson({ ...reservationToBuy(input.request, result.priced), accountOf }),
      createdAt: moment.at,
      expiresAt: quote.expiresAt,
    });
    return lookedUp(quote, position);
  }

  async #quoted(
    { request, caller, accountOf }: Asked,
    state: BillingAccount,
    { on }: Moment,
  ): Promise<Looked> {
    const { opened } = state;
    if (opened === undefined) return rejectedFor({ code: 'BillingAccountUnknown' });
    const asker = { principal: caller, on };
    const refused = refusalAtOnce({ type: 'PurchaseReservation' }, state, asker);
    if (refused !== undefined) return rejectedFor(refused);
    const price = await priceForSale(this.books, request, opened.currency, on);
    if (price.outcome === 'rejected') return price;
    const { priced } = price;
    const asked = { ...reservationToBuy(request, priced), accountOf };
    const decision = decideQuote(asked, state, asker);
    if (decision.outcome === 'rejected') return decision;
    return { ...decision, priced, agreementType: opened.agreementType };
  }
}

function quoteOf(
  { billingPlan, quantity }: PurchaseRequest,
  ids: Readonly<{ orderId: ReservationOrderId }> & Pick<PriceQuote, 'billingAccountId'>,
  { quote, priced, agreementType }: Extract<Looked, { outcome: 'quoted' }>,
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
    listUnitPrice: priced.listPrice.unitPrice,
    listTotal: quote.pricingCommitment,
    instalments: quote.schedule.map(({ dueOn, amount }) => ({ dueOn, amount })),
    expiresAt: previewExpiry(at),
    skuTitle: priced.title,
    isBillingPartnerManaged: agreementType === 'MicrosoftPartnerAgreement',
  };
}
