import { createHash } from 'node:crypto';
import {
  type AccountDraft,
  type BillingAccount,
  billingAccountId,
  type BillingAccountId,
  type SubscriptionId,
  type BillingCommand,
  type BillingEvent,
  type BillingEventData,
  type BillingEventOf,
  type BillingEventType,
  Calendar,
  type CommandContext,
  type Card,
  type Day,
  decide,
  decideDueDay,
  type DueDayContext,
  type RenewalPrice,
  type RenewalPrices,
  type Decision,
  type ExchangeRate,
  documentNumber,
  emptyAccount,
  evolve,
  type RenewProperties,
  listPriceOf,
  Money,
  type MintedRole,
  nextDueDay,
  type OpenBillingAccount,
  renewalsDue,
  type PolicyTerms,
  principalId,
  type Principal,
  type Product,
  type PurchaseReservation,
  type ReservationId,
  type ReservationState,
  type ReservationToBuy,
  type ReservationToReturn,
  reservationOrderId,
  SELF_SERVICE_2021_04,
  subscriptionId,
  type ListPrice,
} from '#ledger-core';

export const ACCOUNT = billingAccountId('contoso');
export const ALICE = { id: principalId('alice@contoso.example'), roles: [] };
export const CARD: Card = { token: 'tok_alice', brand: 'Visa', last4: '4242' };
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

const ROLES: Readonly<Record<MintedRole, string>> = {
  order: '0001',
  reservation: '0002',
  charge: '0003',
  line: '0004',
  payment: '0005',
  credit: '0006',
  prepaymentCredit: '0007',
  cardRefund: '0008',
  supportRequest: '0009',
  transfer: '000a',
};

/** A GUID of its own for each step, role and number. A long life mints thousands, so it is counted and not hashed. */
function mintedId(step: number, role: MintedRole, number: number): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  return `${hex(step, 8)}-${ROLES[role]}-4000-8000-${hex(number, 12)}`;
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
  renew?: boolean;
  renewProperties?: RenewProperties;
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

/** Who gives a command and by which terms, where it is not the account's own buyer and the story's terms. */
type ActingAs = Readonly<{ principal?: Principal; terms?: PolicyTerms }>;

/**
 * The life of one account, told in steps. Each step first does all that is due, as every command must
 * (R-TIM-1), then decides and folds. Amounts in the tests are worked out by hand, never by this.
 */
export class AccountStory {
  readonly events: BillingEvent[] = [];
  readonly #draft: AccountDraft = emptyAccount();
  #steps = 0;
  /** How the account was opened. */
  readonly opening: Readonly<{ on: Day; command: OpenBillingAccount; decision: Decision }>;

  constructor(
    readonly terms: PolicyTerms = SELF_SERVICE_2021_04,
    readonly currency: Money.Currency = Money.USD,
    opening: Partial<OpenBillingAccount> = {},
  ) {
    const on = Calendar.day('2021-01-01');
    const command: OpenBillingAccount = {
      type: 'OpenBillingAccount',
      billingAccountId: ACCOUNT,
      agreementType: 'MicrosoftCustomerAgreement',
      currency,
      displayName: 'Contoso',
      payment: { method: 'invoice' },
      ...opening,
    };
    this.opening = { on, command, decision: this.do(on, command) };
  }

  /** The one subscription of the stories is the account's. */
  get accountOf(): ReadonlyMap<SubscriptionId, BillingAccountId> {
    return new Map([[SUBSCRIPTION, this.opening.command.billingAccountId]]);
  }

  get state(): BillingAccount {
    return this.#draft;
  }

  /** Decides on a day after all that is due by it, and folds what was accepted. */
  do(on: string, command: BillingCommand, as: ActingAs = {}): Decision {
    this.through(on);
    const decision = this.preview(on, command, as.principal, as.terms);
    if (decision.outcome === 'accepted') this.#fold(decision.events, on);
    return decision;
  }

  /** Decides without folding; as the buyer by the story's terms, unless said otherwise. */
  preview(
    on: string,
    command: BillingCommand,
    principal: Principal = this.#buyer,
    terms: PolicyTerms = this.terms,
  ): Decision {
    return decide(command, this.#draft, { ...this.#context(on), principal, terms });
  }

  /** Of the account's tenant, if it names one. */
  get #buyer(): Principal {
    const tenantId = this.#draft.opened?.tenantId;
    return tenantId === undefined ? ALICE : { ...ALICE, tenantId };
  }

  /** The daily run, up to and including a day. */
  through(on: string): void {
    for (let due = nextDueDay(this.#draft); due !== undefined && due <= on;) {
      this.#fold(decideDueDay(this.#draft, this.#dueContext(due)).events, due);
      due = nextDueDay(this.#draft);
    }
  }

  /** Renewals cost what the reservation cost, unless the story says otherwise. */
  #dueContext(on: Day): DueDayContext {
    const renewalPrices: RenewalPrices = new Map(
      renewalsDue(this.#draft, on).map(({ reservationId, reservation }) => [
        reservationId,
        this.renewalPrice(reservation),
      ]),
    );
    return { ...this.#context(on), renewalPrices };
  }

  /** What a renewal finds on the list; a story may change it. */
  renewalPrice: (reservation: Readonly<ReservationState>) => RenewalPrice = ({
    listPrice: listed,
    exchangeRate,
  }) => ({ listPrice: listed, ...(exchangeRate && { exchangeRate }) });

  buy(purchase: Purchase): ReservationId {
    expectAccepted(this.do(purchase.on, this.purchaseCommand(purchase)));
    const bought = this.facts('ReservationPurchased').at(-1);
    if (bought === undefined) throw new Error('Nothing was bought');
    return bought.reservationId;
  }

  purchaseCommand(purchase: Purchase): PurchaseReservation {
    return {
      type: 'PurchaseReservation',
      orderId: reservationOrderId(guidOf(`order ${String(this.#steps)}`)),
      accountOf: this.accountOf,
      quote: { principal: ALICE.id, expiresAt: Calendar.instant('2100-01-01T00:00:00Z') },
      ...this.toBuy(purchase),
    };
  }

  toBuy(purchase: Omit<Purchase, 'on'>): ReservationToBuy {
    const { price, plan = 'Upfront', quantity = 1, product = D2S } = purchase;
    const { listedIn, exchangeRate, renew = false, renewProperties } = purchase;
    return {
      product,
      quantity,
      billingPlan: plan,
      listPrice: listPrice(price, listedIn ?? this.currency),
      ...(exchangeRate && { exchangeRate }),
      displayName: 'A reservation',
      billingSubscriptionId: SUBSCRIPTION,
      appliedScope: { type: 'Shared', scopes: [] },
      instanceFlexibility: 'On',
      renew,
      ...(renewProperties && { renewProperties }),
    };
  }

  refund(id: ReservationId, refund: Refund): Decision {
    return this.do(refund.on, this.refundCommand(id, refund));
  }

  refundCommand(id: ReservationId, refund: Refund): BillingCommand {
    const { capRate } = refund;
    return { type: 'RefundReservation', ...this.toReturn(id, refund), ...(capRate && { capRate }) };
  }

  /** The list says the price paid, unless the story says otherwise. */
  toReturn(
    id: ReservationId,
    { quantity, listed, unlisted = false, used = false }: Omit<Refund, 'on'> = {},
  ): ReservationToReturn {
    const reservation = this.reservation(id);
    const row =
      listed === undefined
        ? reservation.listPrice
        : listPrice(listed, reservation.listPrice.unitPrice.currency);
    return {
      orderId: reservation.orderId,
      reservationId: id,
      quantity: quantity ?? reservation.quantity,
      usageReported: used,
      ...(!unlisted && { listPriceOfTheDay: row }),
    };
  }

  reservation(id: ReservationId): Readonly<ReservationState> {
    const reservation = this.#draft.reservations.get(id);
    if (reservation === undefined) throw new Error(`No reservation ${id}`);
    return reservation;
  }

  /** Returns reservations (whole, or as `toReturn` says) and buys others, in one exchange. */
  exchange(
    on: string,
    returns: readonly (ReservationId | ReservationToReturn)[],
    purchases: readonly Omit<Purchase, 'on'>[],
  ): Decision {
    this.through(on);
    return this.do(on, {
      type: 'ExchangeReservations',
      accountOf: this.accountOf,
      returns: returns.map((item) => (typeof item === 'string' ? this.toReturn(item) : item)),
      purchases: purchases.map((item) => this.toBuy(item)),
    });
  }

  split(on: string, id: ReservationId, quantities: readonly number[]): readonly ReservationId[] {
    const { orderId } = this.reservation(id);
    expectAccepted(
      this.do(on, { type: 'SplitReservation', orderId, reservationId: id, quantities }),
    );
    const { destinations = [] } = this.facts('ReservationSplit').at(-1) ?? {};
    return destinations.map(({ reservationId }) => reservationId);
  }

  merge(on: string, sources: readonly ReservationId[]): Decision {
    const [first] = sources;
    if (first === undefined) throw new Error('Nothing to merge');
    const { orderId } = this.reservation(first);
    return this.do(on, { type: 'MergeReservations', orderId, sources });
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
      mint: (role, number) => mintedId(step, role, number),
    };
  }
}

/** @throws Error that says why, when the decision was refused. */
export function expectAccepted(decision: Decision): void {
  if (decision.outcome === 'rejected') throw new Error(JSON.stringify(decision.rejection));
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
