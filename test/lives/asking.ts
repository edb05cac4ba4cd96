import {
  billingAccountId,
  type BillingAccount,
  type BillingCommand,
  Calendar,
  documentNumber,
  type DocumentNumber,
  Money,
  prepaymentTermId,
  type ReservationChanges,
  type ReservationId,
  type ReservationOrderId,
  subscriptionId,
  type SupportRequestStatus,
  supportRequestId,
  tenantId,
  type TransferProgram,
} from '#ledger-core';
import { ACCOUNT, guidOf } from '../support/account-story';
import { cents, decimalText } from './auditors/whole-cents';
import {
  activeReservations,
  callerOf,
  chosen,
  currencyOf,
  type Moment,
  pickReservation,
  planned,
  PRINCIPALS,
} from './choosing';
import { type Act, type PaymentPlan, type Pick, type UpdateChange } from './life';
import { renewalOf, twinOf } from './products';
import { type Asked, buying, exchanging, refunding, straying } from './trading';

type Plan<Kind extends Act['kind']> = Extract<Act, { kind: Kind }>;

const CARDS = ['visa', 'master', 'amex', 'diners'].map((brand, index) => ({
  token: `tok-${brand}`,
  brand,
  last4: String(1111 * (index + 1)),
}));
const SUBSCRIPTION = subscriptionId(guidOf('a subscription'));
const UNKNOWN_NUMBER = documentNumber('contoso-999999');
const POUND = Money.currency('GBP');

export function cardOf(index: number): (typeof CARDS)[number] {
  return chosen(CARDS, index) ?? { token: 'tok', brand: 'visa', last4: '0000' };
}

function simply(command: BillingCommand, moment: Moment, orderId?: ReservationOrderId): Asked {
  return { command, principal: callerOf(moment, orderId) };
}

function splitting({ pick, cuts, fault }: Plan<'split'>, moment: Moment): Asked | undefined {
  const { state } = moment.story;
  const divisible = activeReservations(state).filter(([, { quantity }]) => quantity > 1);
  const picked = pickReservation(state, pick);
  const isDivisible = picked !== undefined && picked[1].quantity > 1;
  const found = fault || isDivisible ? picked : chosen(divisible, pick.index);
  if (found === undefined) return undefined;
  const [reservationId, { orderId, quantity }] = found;
  const quantities: number[] = [];
  let left = quantity;
  for (const cut of cuts) {
    if (left < 2) break;
    const part = 1 + (cut % (left - 1));
    quantities.push(part);
    left -= part;
  }
  quantities.push(fault ? left + 1 : left);
  const command = { type: 'SplitReservation', orderId, reservationId, quantities } as const;
  return simply(command, moment, orderId);
}

/** Orders with two active reservations or more. */
function mergeable(state: BillingAccount): ReadonlyMap<ReservationOrderId, ReservationId[]> {
  const orders = new Map<ReservationOrderId, ReservationId[]>();
  for (const [id, { orderId }] of activeReservations(state)) {
    const others = orders.get(orderId);
    if (others === undefined) orders.set(orderId, [id]);
    else others.push(id);
  }
  return new Map([...orders].filter(([, ids]) => ids.length > 1));
}

const SOURCES_TOO_MANY = 101;

/** Whether the reservations hold shares of different charges. */
function isApart({ reservations }: BillingAccount, ids: readonly ReservationId[]): boolean {
  const charges = ids.flatMap((id) =>
    (reservations.get(id)?.shares ?? []).map(({ chargeId }) => chargeId),
  );
  return new Set(charges).size > 1;
}

function merging(plan: Plan<'merge'>, moment: Moment): Asked | undefined {
  const { index, count, apart, fault } = plan;
  const { state } = moment.story;
  const orders = [...mergeable(state)].reverse();
  const ordersApart = orders.filter(([, ids]) => apart && isApart(state, ids));
  const order = chosen(ordersApart.length > 0 ? ordersApart : orders, index);
  if (order === undefined) return undefined;
  const [orderId, active] = order;
  const [first] = active;
  if (first === undefined) return undefined;
  const sources = {
    none: active.slice(0, 2 + count),
    one: active.slice(0, 1),
    twice: [...active, first],
    tooMany: Array.from({ length: SOURCES_TOO_MANY }, () => first),
    inactive: [...(state.orders.get(orderId)?.reservations ?? [])],
  }[fault];
  return simply({ type: 'MergeReservations', orderId, sources }, moment, orderId);
}

/** What was picked, if it has a twin; otherwise another that has one. */
function pickTwin(state: BillingAccount, pick: Pick): ReturnType<typeof pickReservation> {
  const picked = pickReservation(state, pick);
  if (picked !== undefined && twinOf(picked[1].product) !== undefined) return picked;
  const twins = activeReservations(state).filter(([, { product }]) => twinOf(product));
  return chosen(twins, pick.index) ?? picked;
}

function swapping({ pick, wrong }: Plan<'swap'>, moment: Moment): Asked | undefined {
  const { state } = moment.story;
  const found = wrong ? pickReservation(state, pick) : pickTwin(state, pick);
  if (found === undefined) return undefined;
  const [reservationId, { orderId, product }] = found;
  const twinSkuName = twinOf(product);
  const toSkuName = wrong ? 'Standard_D4s_v3' : (twinSkuName ?? 'Standard_F1');
  return simply(
    {
      type: 'SwapReservation',
      orderId,
      reservationId,
      toSkuName,
      ...(twinSkuName !== undefined && { twinSkuName }),
    },
    moment,
    orderId,
  );
}

function changesOf(change: UpdateChange, renew: boolean): ReservationChanges {
  if (change === 'renew') return { renew };
  if (change === 'name') return { displayName: 'Another name' };
  if (change === 'subscription' || change === 'foreign')
    return { billingSubscriptionId: SUBSCRIPTION };
  if (change === 'shared') return { appliedScope: { type: 'Shared', scopes: [] } };
  if (change === 'scope' || change === 'foreignScope')
    return { appliedScope: { type: 'Single', scopes: [`/subscriptions/${SUBSCRIPTION}`] } };
  return { renew, ...renewalOf(change) };
}

function updating({ pick, renew, change }: Plan<'update'>, moment: Moment): Asked | undefined {
  const found = pickReservation(moment.story.state, pick);
  if (found === undefined) return undefined;
  const [reservationId, { orderId }] = found;
  const isForeign = change === 'foreign' || change === 'foreignScope';
  const account = isForeign ? billingAccountId('fabrikam') : ACCOUNT;
  return simply(
    {
      type: 'UpdateReservation',
      orderId,
      reservationId,
      changes: changesOf(change, renew),
      accountOf: new Map([[SUBSCRIPTION, account]]),
    },
    moment,
    orderId,
  );
}

function archiving({ pick, archived }: Plan<'archive'>, moment: Moment): Asked | undefined {
  const { state } = moment.story;
  const over = [...state.reservations].filter(([, { status }]) => status !== 'Active');
  const found = pick.among === 'all' ? chosen(over, pick.index) : pickReservation(state, pick);
  if (found === undefined) return undefined;
  const [reservationId, { orderId }] = found;
  const command = { type: 'ArchiveReservation', orderId, reservationId, archived } as const;
  return simply(command, moment, orderId);
}

function owning({ index, add, who }: Plan<'owner'>, moment: Moment): Asked | undefined {
  const orders = [...moment.story.state.orders];
  const shared = orders.filter(([, { owners }]) => !add && owners.length > 1);
  const found = chosen(shared.length > 0 ? shared : orders, index);
  if (found === undefined) return undefined;
  const [orderId, { owners }] = found;
  const type = add ? 'AddOwner' : 'RemoveOwner';
  const owner = shared.length > 0 ? owners[index % owners.length] : undefined;
  return simply({ type, orderId, owner: owner ?? PRINCIPALS[who] }, moment, orderId);
}

function directing({ index, to }: Plan<'directory'>, moment: Moment): Asked | undefined {
  const orderId = chosen([...moment.story.state.orders.keys()], index);
  if (orderId === undefined) return undefined;
  return simply({ type: 'ChangeDirectory', orderId, tenantId: tenantId(to) }, moment, orderId);
}

function paid(plan: PaymentPlan, due: Money.Money, { on }: Moment) {
  const { currency } = due;
  switch (plan.of) {
    case 'due': {
      const part = (cents(due) * BigInt(plan.percent)) / 100n;
      return {
        amount: Money.money(currency, decimalText(part === 0n ? 1n : part, currency)),
        paidOn: on,
      };
    }
    case 'plain':
      return { amount: Money.money(currency, planned(plan.amount, currency)), paidOn: on };
    case 'fault': {
      const code = plan.why === 'currency' ? POUND : currency;
      return {
        amount: Money.money(code, plan.why === 'nothing' ? '0' : '10'),
        paidOn: plan.why === 'tomorrow' ? Calendar.addDays(on, 1) : on,
      };
    }
  }
}

function paying({ which, index, amount }: Plan<'pay'>, moment: Moment): Asked | undefined {
  const { invoices, dueInvoices } = moment.story.state;
  const numbers: Readonly<Record<typeof which, () => readonly DocumentNumber[]>> = {
    due: () => [...dueInvoices.keys()],
    any: () => [...invoices.keys()],
    replaced: () => [...invoices].filter(([, { replacedBy }]) => replacedBy).map(([id]) => id),
    unknown: () => [UNKNOWN_NUMBER],
  };
  const invoice = chosen(numbers[which](), index);
  if (invoice === undefined) return undefined;
  const { amountDue, total } = invoices.get(invoice) ?? {};
  const isDue = amountDue !== undefined && Money.isPositive(amountDue);
  const due = (isDue ? amountDue : total) ?? Money.zero(currencyOf(moment));
  const reference = `transfer of ${moment.on}`;
  return simply(
    { type: 'RecordPayment', invoice, reference, ...paid(amount, due, moment) },
    moment,
  );
}

const NEXT: Readonly<Record<SupportRequestStatus, Exclude<SupportRequestStatus, 'Created'>>> = {
  Created: 'InProgress',
  InProgress: 'Approved',
  Approved: 'Closed',
  Declined: 'Closed',
  Closed: 'Closed',
};

function supporting({ index, to }: Plan<'support'>, moment: Moment): Asked | undefined {
  const { supportRequests } = moment.story.state;
  const found = chosen([...supportRequests], index);
  if (to === 'unknown') {
    const id = supportRequestId(guidOf('a request nobody made'));
    return simply({ type: 'MoveSupportRequest', supportRequestId: id, status: 'Closed' }, moment);
  }
  if (found === undefined) return undefined;
  const [id, { status: from }] = found;
  const declines = to === 'decline' && from === 'InProgress';
  const status = to === 'Closed' ? to : declines ? 'Declined' : NEXT[from];
  return simply(
    { type: 'MoveSupportRequest', supportRequestId: id, status, why: 'It was looked at' },
    moment,
  );
}

function prepaying(plan: Plan<'prepay'>, moment: Moment): Asked {
  const { fault, days } = plan;
  const { prepaymentTerms: terms } = moment.story.state;
  const from = Calendar.addDays(moment.on, plan.from);
  const to = Calendar.addDays(from, fault === 'empty' ? 0 : days);
  const code = fault === 'currency' ? POUND : currencyOf(moment);
  const amount = Money.money(code, fault === 'nothing' ? '0' : planned(plan.amount, code));
  const [known] = fault === 'exists' ? terms.keys() : [];
  const termId = known ?? prepaymentTermId(`added-${terms.size + 1}`);
  return simply({ type: 'AddPrepaymentTerm', termId, from, to, amount }, moment);
}

const OTHER_ACCOUNT = billingAccountId('fabrikam-contoso');

function transferring({ days, target }: Plan<'transfer'>, moment: Moment): Asked {
  const currency = currencyOf(moment);
  const targets: Readonly<Record<typeof target, TransferProgram['target']>> = {
    partner: { agreementType: 'MicrosoftPartnerAgreement', currency },
    itself: { agreementType: 'MicrosoftPartnerAgreement', currency },
    agreement: { agreementType: 'MicrosoftCustomerAgreement', currency },
    currency: { agreementType: 'MicrosoftPartnerAgreement', currency: POUND },
    unknown: undefined,
  };
  const found = targets[target];
  return simply(
    {
      type: 'TransferProgram',
      toBillingAccountId: target === 'itself' ? ACCOUNT : OTHER_ACCOUNT,
      transfersOn: Calendar.addDays(moment.on, days),
      subscriptions: [SUBSCRIPTION],
      ...(found && { target: found }),
    },
    moment,
  );
}

/** R-RET-4: only a partner's account is moved to. */
function receiving({ amount, fault }: Plan<'receive'>, moment: Moment): Asked | undefined {
  const { transfersReceived: received, opened } = moment.story.state;
  if (opened?.agreementType !== 'MicrosoftPartnerAgreement') return undefined;
  const [known] = fault === 'again' ? received.keys() : [];
  const code = fault === 'currency' ? POUND : currencyOf(moment);
  return simply(
    {
      type: 'ReceiveTransferredCredit',
      source: {
        billingAccountId: OTHER_ACCOUNT,
        transferId: known ?? guidOf(`transfer ${received.size}`),
      },
      amount: Money.money(code, fault === 'nothing' ? '0' : planned(amount, code)),
    },
    moment,
  );
}

type Asks = {
  readonly [Kind in Act['kind']]: (plan: Plan<Kind>, moment: Moment) => Asked | undefined;
};
const ASKS: Asks = {
  buy: buying,
  refund: refunding,
  exchange: exchanging,
  split: splitting,
  merge: merging,
  swap: swapping,
  update: updating,
  archive: archiving,
  owner: owning,
  directory: directing,
  pay: paying,
  card: ({ card }, moment) => simply({ type: 'ChangeCardOnFile', card: cardOf(card) }, moment),
  support: supporting,
  prepay: prepaying,
  transfer: transferring,
  receive: receiving,
  stray: straying,
  openAgain: (_, moment) => simply(moment.story.opening.command, moment),
  nothing: () => undefined,
};

type PlanOf = { readonly [Kind in Act['kind']]: Plan<Kind> };
/** In a form that keeps the kind and the plan together in generic code. */
type PlanOfKind<Kind extends Act['kind']> = {
  [One in Kind]: Readonly<{ kind: One }> & PlanOf[One];
}[Kind];

/** What a step of a life asks for on its day; nothing, when there is nothing yet to ask it of. */
export function askedIn<Kind extends Act['kind']>(
  plan: PlanOfKind<Kind>,
  moment: Moment,
): Asked | undefined {
  const ask: (plan: PlanOf[Kind], moment: Moment) => Asked | undefined = ASKS[plan.kind];
  return ask(plan, moment);
}
