import { type Day, later } from '../kernel/calendar';
import { type OperationAccepted, type BillingAccountOpened } from './account-events';
import {
  type BillingEvent,
  type BillingEventData,
  type BillingEventOf,
  type BillingEventType,
} from './events';
import {
  evolveInvoiceIssued,
  evolveInvoiceVoided,
  evolvePaymentRecorded,
  evolveRetainedCreditGranted,
  evolveRetainedCreditUsed,
} from './evolve-papers';
import {
  evolveChargeMade,
  evolveReservationExpired,
  evolveReservationPurchased,
  evolveReservationReturned,
} from './evolve-reservation';
import { type AccountDraft, emptyAccount } from './state';

type Evolution = {
  readonly [Type in BillingEventType]: (draft: AccountDraft, data: BillingEventData[Type]) => void;
};

/** One entry an event type: a new type stops the build here. */
const EVOLUTION: Evolution = {
  OperationAccepted: evolveOperationAccepted,
  BillingAccountOpened: evolveBillingAccountOpened,
  ReservationPurchased: evolveReservationPurchased,
  ChargeMade: evolveChargeMade,
  ReservationReturned: evolveReservationReturned,
  ReservationExpired: evolveReservationExpired,
  InvoiceIssued: evolveInvoiceIssued,
  InvoiceVoided: evolveInvoiceVoided,
  PaymentRecorded: evolvePaymentRecorded,
  RetainedCreditGranted: evolveRetainedCreditGranted,
  RetainedCreditUsed: evolveRetainedCreditUsed,
};

/**
 * Copies one fact into the draft. No rule, clock or policy here: a history must fold the same for ever.
 * The draft is updated in place; a copy for each event would make a long history quadratic.
 * @throws Error when the fact cannot follow what came before; the account is then parked.
 */
export function evolve<Type extends BillingEventType>(
  draft: AccountDraft,
  event: BillingEventOf<Type>,
): void {
  const step: (draft: AccountDraft, data: BillingEventData[Type]) => void = EVOLUTION[event.type];
  step(draft, event.data);
}

/** The state that a history leads to. */
export function replay(events: Iterable<BillingEvent>): AccountDraft {
  const draft = emptyAccount();
  for (const event of events) evolve(draft, event);
  return draft;
}

/** The day moves on, and refunds that have replenished by then no longer count. */
function evolveOperationAccepted(draft: AccountDraft, { on }: OperationAccepted['data']): void {
  const today: Day = draft.today === undefined ? on : later(draft.today, on);
  draft.today = today;
  if (draft.capUses.some((use) => use.replenishesOn <= today))
    draft.capUses = draft.capUses.filter((use) => use.replenishesOn > today);
}

function evolveBillingAccountOpened(draft: AccountDraft, data: BillingAccountOpened['data']): void {
  draft.opened = data;
}
