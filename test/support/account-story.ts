import { createHash } from 'node:crypto';
import {
  type AccountDraft,
  type BillingAccount,
  billingAccountId,
  type BillingCommand,
  type BillingEvent,
  type BillingEventData,
  type BillingEventOf,
  type BillingEventType,
  Calendar,
  type CommandContext,
  type Day,
  decide,
  decideDueDay,
  type Decision,
  type ExchangeRate,
  documentNumber,
  emptyAccount,
  evolve,
  listPriceOf,
  Money,
  nextDueDay,
  type PolicyTerms,
  principalId,
  type Principal,
  type Product,
  type PurchaseReservation,
  type ReservationId,
  reservationOrderId,
  SELF_SERVICE_2021_04,
  subscriptionId,
  type ListPrice,
} from '#ledger-core';

export const ACCOUNT = billingAccountId('contoso');
export const ALICE = { id: principalId('alice@contoso.example'), roles: [] };
const SUBSCRIPTION = subscriptionId('aaaaaaaa-0000-4000-8000-000000000001');

export const D2S: Product = {
  resourceType: 'VirtualMachines',
  skuName: 'Standard_D2s_v3',
  region: 'westeurope',
  term: 'P3Y',
};

/** A GUID that the same text always gives. */
export function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function listPrice(listed: string, currency = 'USD'): ListPrice {
  return listPriceOf({
    rowId: guidOf(`row ${listed}`),
    listed,
    currency: Money.currency(currency),
    effectiveFrom: Calendar.day('2020-01-01'),
  });
}

export function usd(amount: string): Money.Money {
  return Money.money(Money.USD, amount);
}

export type Purchase = Readonly<{
  on: string;
  /** The list price of the whole term of one unit, in USD. */
  price: string;
  plan?: 'Upfront' | 'Monthly';
  quantity?: number;
  product?: Product;
  /** The currency of the price list, and the rate out of it; the account's when absent. */
  listedIn?: string;
  exchangeRate?: ExchangeRate;
}>;

export type Refund = Readonly<{
  on: string;
  quantity?: number;
  /** Today's list price; the price paid when absent. */
  listed?: string;
  /** Whether the product has left the list since. */
  unlisted?: boolean;
  used?: boolean;
  /** The rate for the cap. */
  capRate?: ExchangeRate;
}>;

/**
 * The life of one account, told in steps. Each step first does all that is due, as every command must
 * (R-TIM-1), then decides and folds. Amounts in the tests are worked out by hand, never by this.
 */
export class AccountStory {
  readonly events: BillingEvent[] = [];
  readonly #draft: AccountDraft = emptyAccount();
  #steps = 0;
  readonly #opening: Partial<Extract<BillingCommand, { type: 'OpenBillingAccount' }>>;

  constructor(
    readonly terms: PolicyTerms = SELF_SERVICE_2021_04,
    readonly currency: Money.Currency = Money.USD,
    opening: Partial<Extract<BillingCommand, { type: 'OpenBillingAccount' }>> = {},
  ) {
    this.#opening = opening;
    this.do('2021-01-01', {
      type: 'OpenBillingAccount',
      billingAccountId: ACCOUNT,
      agreementType: 'MicrosoftCustomerAgreement',
      currency,
      displayName: 'Contoso',
      payment: { method: 'invoice' },
      ...opening,
    });
  }

  get state(): BillingAccount {
    return this.#draft;
  }

  /** Decides on a day after all that is due by it, and folds what was accepted. */
  do(on: string, command: BillingCommand): Decision {
    this.through(on);
    const decision = this.preview(on, command);
    if (decision.outcome === 'accepted') this.#fold(decision.events, on);
    return decision;
  }

  /** Decides without folding; as the buyer, unless said otherwise. */
  preview(on: string, command: BillingCommand, principal: Principal = this.#buyer): Decision {
    return decide(command, this.#draft, { ...this.#context(on), principal });
  }

  /** Of the account's tenant, if it names one. */
  get #buyer(): Principal {
    const { tenantId } = this.#opening;
    return tenantId === undefined ? ALICE : { ...ALICE, tenantId };
  }

  /** The daily run, up to and including a day. */
  through(on: string): void {
    for (let due = nextDueDay(this.#draft); due !== undefined && due <= on;) {
      this.#fold(decideDueDay(this.#draft, this.#context(due)).events, due);
      due = nextDueDay(this.#draft);
    }
  }

  buy(purchase: Purchase): ReservationId {
    const decision = this.do(purchase.on, this.purchaseCommand(purchase));
    if (decision.outcome === 'rejected') throw new Error(JSON.stringify(decision.rejection));
    const bought = this.facts('ReservationPurchased').at(-1);
    if (bought === undefined) throw new Error('Nothing was bought');
    return bought.reservationId;
  }

  purchaseCommand(purchase: Purchase): PurchaseReservation {
    const {
      price,
      plan = 'Upfront',
      quantity = 1,
      product = D2S,
      listedIn,
      exchangeRate,
    } = purchase;
    return {
      type: 'PurchaseReservation',
      orderId: reservationOrderId(guidOf(`order ${String(this.#steps)}`)),
      quote: { principal: ALICE.id, expiresAt: Calendar.instant('2100-01-01T00:00:00Z') },
      product,
      quantity,
      billingPlan: plan,
      listPrice: listPrice(price, listedIn ?? this.currency),
      ...(exchangeRate && { exchangeRate }),
      displayName: 'A reservation',
      billingSubscriptionId: SUBSCRIPTION,
      appliedScope: { type: 'Shared', scopes: [] },
      instanceFlexibility: 'On',
      renew: false,
    };
  }

  refund(id: ReservationId, refund: Refund): Decision {
    return this.do(refund.on, this.refundCommand(id, refund));
  }

  refundCommand(
    id: ReservationId,
    { quantity, listed, unlisted = false, used = false, capRate }: Refund,
  ): BillingCommand {
    const reservation = this.#draft.reservations.get(id);
    if (reservation === undefined) throw new Error(`No reservation ${id}`);
    const row =
      listed === undefined
        ? reservation.listPrice
        : listPrice(listed, reservation.listPrice.unitPrice.currency);
    return {
      type: 'RefundReservation',
      orderId: reservation.orderId,
      reservationId: id,
      quantity: quantity ?? reservation.quantity,
      usageReported: used,
      ...(!unlisted && { listPriceOfTheDay: row }),
      ...(capRate && { capRate }),
    };
  }

  pay(on: string, invoice: string, amount: string): Decision {
    return this.do(on, {
      type: 'RecordPayment',
      invoice: documentNumber(invoice),
      amount: Money.money(this.currency, amount),
      paidOn: Calendar.day(on),
      reference: `transfer of ${on}`,
    });
  }

  /** The data of every event of a type so far. */
  facts<Type extends BillingEventType>(type: Type): readonly BillingEventData[Type][] {
    const found: BillingEventData[Type][] = [];
    for (const event of this.events) if (isOfType(event, type)) found.push(event.data);
    return found;
  }

  #fold(events: readonly BillingEvent[], on: string): void {
    this.#steps += 1;
    const operation: BillingEvent = {
      type: 'OperationAccepted',
      data: {
        kind: 'RunDueDay',
        operationId: String(this.#steps),
        on: Calendar.day(on),
        principal: ALICE,
        request: {},
        inputs: {},
        answer: {},
      },
    };
    for (const event of [operation, ...events]) {
      evolve(this.#draft, event);
      this.events.push(event);
    }
  }

  #context(on: string): CommandContext {
    const today: Day = Calendar.day(on);
    const step = this.#steps;
    return {
      at: Calendar.startOf(today),
      on: today,
      principal: this.#buyer,
      terms: this.terms,
      mint: (role, number) => guidOf(`${String(step)} ${role} ${String(number)}`),
    };
  }
}

/** What a refused decision says; fails when it was accepted. */
export function rejectionOf(
  decision: Decision,
): Extract<Decision, { outcome: 'rejected' }>['rejection'] {
  if (decision.outcome === 'accepted') throw new Error('It was accepted');
  return decision.rejection;
}

function isOfType<Type extends BillingEventType>(
  event: BillingEvent,
  type: Type,
): event is BillingEvent & BillingEventOf<Type> {
  return event.type === type;
}
