import {
  type BillingCommand,
  type BillingEvent,
  type BillingEventData,
  type BillingEventOf,
  type BillingEventType,
  type Decision,
  type ReservationId,
  type ReservationToBuy,
  type ReservationToReturn,
} from '#ledger-core';
import { ALICE } from '../support/account-story';
import { type Life } from './life';
import { type Attempt, play } from './play';
import { type LifeStep } from './life-step';

type CommandOf<Type extends BillingCommand['type']> = Extract<BillingCommand, { type: Type }>;
type Tell = {
  readonly [Type in BillingCommand['type']]: (command: CommandOf<Type>, name: NameOf) => string;
};
/** Reservations are told as r1, r2, … in the order in which they came to be. */
type NameOf = (id: ReservationId) => string;

const bought = (item: ReservationToBuy) => {
  const { quantity, product, billingPlan, listPrice, exchangeRate } = item;
  const rate = exchangeRate === undefined ? '' : ` at ${exchangeRate.rate}`;
  const renew = item.renew ? `, renews${item.renewProperties ? ' otherwise' : ''}` : '';
  const price = `${listPrice.listed} ${listPrice.unitPrice.currency}${rate}`;
  return `${quantity} × ${product.skuName} ${product.term} ${billingPlan} at ${price}${renew}`;
};
const returned = (item: ReservationToReturn, name: NameOf) => {
  const used = item.usageReported ? ', used' : '';
  const listed = item.listPriceOfTheDay?.listed ?? 'nothing';
  return `${item.quantity} of ${name(item.reservationId)}${used}, listed ${listed}`;
};
const text = ({ amount, currency }: Readonly<{ amount: string; currency: string }>) =>
  `${amount} ${currency}`;

const TELL: Tell = {
  OpenBillingAccount: ({ agreementType, payment, currency }) =>
    `open ${agreementType} by ${payment.method} in ${currency}`,
  AddPrepaymentTerm: ({ from, to, amount }) => `prepay ${text(amount)} for ${from} to ${to}`,
  ChangeCardOnFile: ({ card }) => `card ${card.token}`,
  PurchaseReservation: (command) => `buy ${bought(command)}`,
  RefundReservation: (command, name) =>
    [
      `refund ${returned(command, name)}`,
      ...(command.askedOn === undefined ? [] : [`asked ${command.askedOn}`]),
      ...(command.session === undefined ? [] : ['in a session']),
    ].join(', '),
  ExchangeReservations: ({ returns, purchases }, name) =>
    `exchange ${returns.map((item) => returned(item, name)).join('; ')} → ${purchases.map(bought).join('; ')}`,
  SplitReservation: ({ reservationId, quantities }, name) =>
    `split ${name(reservationId)} into ${quantities.join(' + ')}`,
  MergeReservations: ({ sources }, name) => `merge ${sources.slice(0, 9).map(name).join(' + ')}`,
  SwapReservation: ({ reservationId, toSkuName }, name) =>
    `swap ${name(reservationId)} to ${toSkuName}`,
  UpdateReservation: ({ reservationId, changes }, name) =>
    `update ${name(reservationId)}: ${JSON.stringify(changes)}`,
  ArchiveReservation: ({ reservationId, archived }, name) =>
    `${archived ? 'archive' : 'show'} ${name(reservationId)}`,
  AddOwner: ({ owner }) => `add owner ${owner}`,
  RemoveOwner: ({ owner }) => `remove owner ${owner}`,
  ChangeDirectory: ({ tenantId }) => `move an order to ${tenantId}`,
  RecordPayment: ({ invoice, amount }) => `pay ${text(amount)} for ${invoice}`,
  MoveSupportRequest: ({ status }) => `support request ${status}`,
  TransferProgram: ({ toBillingAccountId, transfersOn }) =>
    `transfer to ${toBillingAccountId} on ${transfersOn}`,
  ReceiveTransferredCredit: ({ amount }) => `receive ${text(amount)} of a transfer`,
};

type TellOf = { readonly [Type in BillingCommand['type']]: CommandOf<Type> };
type OfType<Type extends BillingCommand['type']> = {
  [One in Type]: Readonly<{ type: One }> & TellOf[One];
}[Type];

function toldCommand<Type extends BillingCommand['type']>(
  command: OfType<Type>,
  name: NameOf,
): string {
  const tell: (command: TellOf[Type], name: NameOf) => string = TELL[command.type];
  return tell(command, name);
}

/** What happened, as short as can be: how much of each kind of due work, and how a command ended. */
function toldOutcome(decision: Decision): string {
  if (decision.outcome === 'rejected') return `refused: ${decision.rejection.code}`;
  return decision.events.flatMap((event) => toldFact(event)).join(', ') || 'nothing';
}

type Facts = {
  readonly [Type in BillingEventType]?: (data: BillingEventData[Type]) => string | undefined;
};

const FACTS: Facts = {
  InvoiceIssued: ({ number, total, paid }) =>
    `${number.slice(-6)} total ${total.amount} paid ${paid.amount}`,
  CreditNoteIssued: ({ number, total }) => `note ${number.slice(-6)} total ${total.amount}`,
  ReservationReturned: ({ refund }) => `back ${refund.amount}`,
  ChargeMade: ({ amount, paidBy }) => `charge ${amount.amount} by ${paidBy.method}`,
  ReservationPurchased: () => undefined,
  InvoiceVoided: () => undefined,
  InvoiceRevised: () => undefined,
};

function toldFact<Type extends BillingEventType>(event: BillingEventOf<Type>): readonly string[] {
  const tell: ((data: BillingEventData[Type]) => string | undefined) | undefined =
    FACTS[event.type];
  const told = tell === undefined ? event.type : tell(event.data);
  return told === undefined ? [] : [told];
}

function toldDueWork(events: readonly BillingEvent[]): string {
  const counts = new Map<string, number>();
  for (const { type } of events)
    if (type !== 'OperationAccepted') counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, times]) => `${times} × ${type}`).join(', ');
}

function toldStep({ on, events, decision }: LifeStep, asked: string): readonly string[] {
  const decided = decision?.outcome === 'accepted' ? decision.events.length : 0;
  const due = toldDueWork(events.slice(0, events.length - decided));
  return [
    ...(due === '' ? [] : [`${on}  (due: ${due})`]),
    ...(decision === undefined ? [] : [asked, `            → ${toldOutcome(decision)}`]),
  ];
}

/** The story of a life, a line for each operation and one for what came of it. */
export function toldLife(life: Life): string {
  const lines: string[] = [];
  const names = new Map<ReservationId, string>();
  const name: NameOf = (id) => names.get(id) ?? 'one unknown';
  let told = '';
  const attempt = ({ command, principal, on }: Attempt) => {
    const who = principal.id === ALICE.id ? '' : `${principal.id}: `;
    told = `${on}  ${who}${toldCommand(command, name)}`;
  };
  const step = (of: LifeStep) => {
    for (const id of of.state.reservations.keys())
      if (!names.has(id)) names.set(id, `r${names.size + 1}`);
    if (told === '' && of.command !== undefined)
      told = `${of.on}  ${toldCommand(of.command, name)}`;
    lines.push(...toldStep(of, told));
    told = '';
  };
  try {
    play(life, { attempt, step });
  } catch {
    // Whoever asked for the story says what was thrown; here it ends with what was tried.
    lines.push(told);
  }
  return lines.join('\n');
}
