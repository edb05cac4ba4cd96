import { type ExchangeRate, type ListPrice } from '../../catalogue/price';
import { type BillingPlan, type Product } from '../../catalogue/product';
import { type Day } from '../../kernel/calendar';
import { type Explanation } from '../../kernel/explanation';
import { type Money, times } from '../../kernel/money';
import {
  instalment,
  instalmentDueOn,
  type Instalments,
  instalmentsOf,
} from '../../policy/instalments.policy';
import {
  billingPlansOf,
  instalmentCount,
  isConvertible,
  unitPriceOf,
} from '../../policy/price.policy';
import { multiplied } from '../../policy/reckoning';
import { refusalOfReach } from '../account/order-owner';
import { isPartnerAgentOf } from '../account/partner-agent';
import { type NamedByPurchase, refusalOfPurchaseFor } from '../account/refuse-subscription';
import { type SubscriptionAccounts } from '../commands';
import { rejected, type Rejected } from '../decision';
import { type Principal } from '../events/account-events';
import { type TenantId } from '../ids';
import { type Rejection } from '../rejections';
import { type BillingAccount, isOpened, type OpenedAccount } from '../state/state';

/** What is to be bought at which list price. */
export type PricedRequest = Readonly<{
  product: Product;
  quantity: number;
  billingPlan: BillingPlan;
  listPrice: ListPrice;
  exchangeRate?: ExchangeRate;
}>;

/** What is to be bought, and for which subscriptions. */
export type QuoteRequest = PricedRequest &
  NamedByPurchase &
  Readonly<{ accountOf: SubscriptionAccounts }>;

/** One payment of the plan, for the whole quantity. */
export type ScheduledPayment = Readonly<{
  number: number;
  dueOn: Day;
  amount: Money;
  pricingAmount: Money;
}>;

/** What a purchase will cost. `pricing…` amounts are in the list's currency. */
export type Quote = Readonly<{
  unitPrice: Money;
  commitment: Money;
  pricingCommitment: Money;
  instalments: Instalments;
  schedule: readonly ScheduledPayment[];
  explanation: Explanation;
}>;

export type QuoteDecision = Readonly<{ outcome: 'quoted'; quote: Quote }> | Rejected;

/** R-PUR-1, R-PUR-2: prices a purchase for an account. Nothing is written. */
export function decideQuote(
  request: QuoteRequest,
  state: BillingAccount,
  asked: Readonly<{ principal: Principal; on: Day }>,
): QuoteDecision {
  if (!isOpened(state)) return rejected({ code: 'BillingAccountUnknown' });
  const refusal =
    refusalOfPurchase(request, state, asked) ??
    refusalOfPurchaseFor(state, request, request.accountOf);
  if (refusal !== undefined) return rejected(refusal);
  return { outcome: 'quoted', quote: quoteOf(request, asked.on) };
}

/** What speaks against buying at all: asked at the quote, and again at the purchase. */
export function refusalOfPurchase(
  request: PricedRequest,
  state: OpenedAccount,
  asked: Readonly<{ principal: Principal; on: Day }>,
): Rejection | undefined {
  return refusalOfBuyer(state, asked.principal) ?? refusalOfPrice(request, state, asked.on);
}

/** R-PUR-3, R-RET-4: whether this principal may buy for the account at all, or for it in the directory that is named. */
export function refusalOfBuyer(
  state: OpenedAccount,
  principal: Principal,
  own?: TenantId,
): Rejection | undefined {
  const { opened, transfer } = state;
  const foreign = refusalOfReach(state, principal, own);
  if (foreign !== undefined) return foreign;
  if (isBarredCustomer(opened, principal)) return { code: 'CustomerMayNotBuy' };
  if (transfer?.done !== true) return undefined;
  const { toBillingAccountId, on: transferredOn } = transfer;
  return { code: 'BillingAccountTransferred', toBillingAccountId, transferredOn };
}

/** R-PUR-3: the customer's own principals buy only if the partner permits it; the partner's buy for it always (R-ACC-2). */
function isBarredCustomer(opened: OpenedAccount['opened'], principal: Principal): boolean {
  const { agreementType, customerMayBuy, tenantId, partnerId } = opened;
  if (agreementType !== 'MicrosoftPartnerAgreement' || customerMayBuy !== false) return false;
  // Where neither customer nor partner is named, nobody can be told from the other.
  return (tenantId ?? partnerId) !== undefined && !isPartnerAgentOf(opened, principal);
}

/** R-PUR-1: what is sold, and in which plan, at a price that can be charged. */
export function refusalOfPrice(
  request: PricedRequest,
  { opened }: OpenedAccount,
  on: Day,
): Rejection | undefined {
  const { quantity, listPrice, exchangeRate } = request;
  const { resourceType } = request.product;
  if (!Number.isSafeInteger(quantity) || quantity < 1)
    return { code: 'InvalidPurchaseQuantity', quantity };
  const accepted = billingPlansOf(resourceType);
  if (!accepted.includes(request.billingPlan))
    return { code: 'BillingPlanNotOffered', resourceType, accepted };
  if (isConvertible(listPrice, opened.currency, exchangeRate)) return undefined;
  const { currency: from } = listPrice.unitPrice;
  return { code: 'PriceCurrencyNotConvertible', from, to: opened.currency, on };
}

/** The reckoning of a purchase on a day. */
export function quoteOf(request: PricedRequest, on: Day): Quote {
  const { listPrice, exchangeRate, quantity } = request;
  const unit = unitPriceOf(listPrice, exchangeRate);
  const commitment = multiplied('commitment', unit, quantity);
  const count = instalmentCount(request.billingPlan, request.product.term);
  const instalments = instalmentsOf(unit.amount, count);
  const listed = instalmentsOf(listPrice.unitPrice, count);
  const schedule = Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    dueOn: instalmentDueOn(on, index + 1),
    amount: times(instalment(instalments, index + 1), quantity),
    pricingAmount: times(instalment(listed, index + 1), quantity),
  }));
  return {
    unitPrice: unit.amount,
    commitment: commitment.amount,
    pricingCommitment: times(listPrice.unitPrice, quantity),
    instalments,
    schedule,
    explanation: { rules: ['R-PUR-1', 'R-PUR-2'], steps: commitment.steps },
  };
}
