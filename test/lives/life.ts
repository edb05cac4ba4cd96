import { type BillingPlan, type CapMeasure, type PolicyTerms, type Product } from '#ledger-core';

/*
 * A life as plain data: what to do, not yet to which reservation or paper. References are numbers taken
 * modulo what exists on the day, so that a life stays a life when some of its steps are left out.
 */

export type Life = Readonly<{
  account: AccountPlan;
  /** By which terms commands are given; each names one by its place. */
  terms: readonly TermsPlan[];
  /** What renewals find on the price list, in turn. */
  renewals: readonly RenewalPlan[];
  steps: readonly PlannedStep[];
}>;

export type AccountPlan = Readonly<{
  /** With two decimal places, with none (JPY) and with three (KWD). */
  currency: 'USD' | 'EUR' | 'JPY' | 'KWD';
  payer:
    | Readonly<{ method: 'prepayment'; terms: readonly PrepaymentPlan[] }>
    | Readonly<{ method: 'invoice' | 'card'; agreement: 'customer' | 'partner' | 'payAsYouGo' }>;
  tenant: boolean;
  customerMayBuy: boolean;
}>;

/** Days are counted from the opening; the gap is between the term before and this one. */
export type PrepaymentPlan = Readonly<{ gap: number; days: number; amount: string }>;

export type TermsPlan = Readonly<{
  base: PolicyTerms['channel'];
  fee: string;
  counts: CapMeasure;
  lowerPriceInRefund: boolean;
  lowerPriceInExchange: boolean;
  overageOutcome: PolicyTerms['overageOutcome'];
}>;

export type RenewalPlan = 'same' | 'cheaper' | 'dearer' | 'unlisted' | 'noRate';

export type PlannedStep = Readonly<{ wait: Wait; act: Act; by: Caller; terms: number }>;

export type Caller = 'owner' | 'alice' | 'bob' | 'mallory' | 'foreigner';

export type Wait =
  | Readonly<{ for: 'days'; days: number }>
  | Readonly<{ for: 'monthEnd' | 'monthStart' }>
  /** The day before, the day itself or the day after something ends. */
  | Readonly<{ for: 'expiry' | 'creditExpiry' | 'replenishment' | 'dueDay'; offset: -1 | 0 | 1 }>;

/** A choice among what exists: what is active, all there ever was, the newest, or what was merged of several charges. */
export type Pick = Readonly<{ among: 'active' | 'all' | 'newest' | 'merged'; index: number }>;

export type PricePlan =
  /** Decimal text. */
  | Readonly<{ listed: string }>
  /** So many cents more or less than what is left of the cap; one, upfront. */
  | Readonly<{ offCap: -1 | 0 | 1 }>
  /** Such that an instalment of one unit is this percentage of the prepayment that is left. */
  | Readonly<{ ofPrepaid: number }>;

export type BuyPlan = Readonly<{
  product: Product;
  plan: BillingPlan;
  quantity: number;
  price: PricePlan;
  foreignList: 'no' | 'rate' | 'noRate';
  renew: boolean;
  renewAs: RenewAs;
}>;

/** What is bought at expiry in place of the same again. */
export type RenewAs =
  'same' | 'more' | 'other' | 'lastTime' | 'upfrontOnly' | 'nothing' | 'refused';

export type ReturnPlan = Readonly<{
  pick: Pick;
  /** 0: the whole. */
  quantity: number;
  used: boolean;
  /** What today's list says, in percent of the price paid; 0: it is listed no longer. */
  listedPercent: number;
}>;

export type Session = 'none' | 'fresh' | 'changed' | 'expired' | 'ofAnother';

export type ExchangePlan = Readonly<{
  kind: 'exchange';
  returns: readonly ReturnPlan[];
  twice: boolean;
  /** Whether the returns may be of other groups than the first. */
  others: boolean;
  purchases: readonly PurchaseInExchange[];
  /** What all purchases together are worth, in percent of what the returns had cost. */
  worthPercent: number;
  /** In place of that: so many cents off what is just required. */
  offRequired?: number;
  session: Session;
}>;

export type PurchaseInExchange = Readonly<{
  like: 'same' | 'twin' | 'group' | 'any';
  product: Product;
  plan: BillingPlan;
  quantity: number;
  renewAs: RenewAs;
}>;

export type Act =
  | (Readonly<{ kind: 'buy'; fault: 'none' | 'expired' | 'ofAnother' | 'sameOrder' }> & BuyPlan)
  | (Readonly<{
      kind: 'refund';
      session: Session;
      capRate: 'direct' | 'inverse' | 'none';
      /** Days before, on which a support request had asked for it. */
      askedBefore: number;
    }> &
      ReturnPlan)
  | ExchangePlan
  | Readonly<{ kind: 'split'; pick: Pick; cuts: readonly number[]; fault: boolean }>
  | Readonly<{ kind: 'merge'; index: number; count: number; apart: boolean; fault: MergeFault }>
  | Readonly<{ kind: 'swap'; pick: Pick; wrong: boolean }>
  | Readonly<{ kind: 'update'; pick: Pick; renew: boolean; change: UpdateChange }>
  | Readonly<{ kind: 'archive'; pick: Pick; archived: boolean }>
  | Readonly<{ kind: 'owner'; index: number; add: boolean; who: 'alice' | 'bob' | 'carol' }>
  | Readonly<{ kind: 'directory'; index: number; to: Directory }>
  | Readonly<{ kind: 'pay'; which: InvoiceChoice; index: number; amount: PaymentPlan }>
  | Readonly<{ kind: 'card'; card: number }>
  | Readonly<{ kind: 'support'; index: number; to: SupportMove }>
  | Readonly<{ kind: 'prepay'; from: number; days: number; amount: string; fault: PrepayFault }>
  | Readonly<{ kind: 'transfer'; days: number; target: TransferTarget }>
  | Readonly<{ kind: 'receive'; amount: string; fault: 'none' | 'again' | 'currency' | 'nothing' }>
  | Readonly<{ kind: 'stray'; order: 'unknown' | 'other'; pick: Pick }>
  | Readonly<{ kind: 'openAgain' }>
  | Readonly<{ kind: 'nothing' }>;

export type MergeFault = 'none' | 'one' | 'twice' | 'tooMany' | 'inactive';
export type Directory = 'contoso' | 'fabrikam' | 'adatum';
export type UpdateChange =
  'renew' | 'name' | 'subscription' | 'foreign' | 'scope' | 'shared' | 'foreignScope' | RenewAs;
export type InvoiceChoice = 'due' | 'any' | 'replaced' | 'unknown';
export type PaymentPlan = Readonly<
  | { of: 'due'; percent: number }
  | { of: 'plain'; amount: string }
  | { of: 'fault'; why: 'currency' | 'nothing' | 'tomorrow' }
>;
export type SupportMove = 'next' | 'decline' | 'Closed' | 'unknown';
export type PrepayFault = 'none' | 'exists' | 'empty' | 'nothing' | 'currency';
export type TransferTarget = 'partner' | 'unknown' | 'itself' | 'agreement' | 'currency';
