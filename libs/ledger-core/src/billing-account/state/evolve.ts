import { type Day, later } from '../../kernel/calendar';
import { zero } from '../../kernel/money';
import {
  type BillingAccountOpened,
  type CardOnFileChanged,
  type OperationAccepted,
} from '../events/account-events';
import {
  type BillingEvent,
  type BillingEventData,
  type BillingEventOf,
  type BillingEventType,
} from '../events/events';
import {
  evolveCardRefundHeld,
  evolveCardRefundRequested,
  evolveSupportRequestCreated,
  evolveSupportRequestMoved,
} from './evolve-card-refunds';
import { evolveChargeMade, evolveOverageMonthClosed } from './evolve-charges';
import {
  evolvePrepaymentCreditExpired,
  evolvePrepaymentCreditGranted,
  evolvePrepaymentDrawn,
  evolvePrepaymentTermAdded,
} from './evolve-prepayment';
import {
  evolveCardCharged,
  evolveCreditNoteIssued,
  evolveInvoiceIssued,
  evolveInvoiceRevised,
  evolveInvoiceVoided,
  evolvePaymentRecorded,
} from './evolve-papers';
import {
  evolveOrderDirectoryChanged,
  evolveOwners,
  evolveReservationArchived,
  evolveReservationExpired,
  evolveReservationPurchased,
  evolveReservationSwapped,
  evolveReservationUnarchived,
  evolveReservationUpdated,
} from './evolve-reservation';
import {
  evolveRetainedCreditGranted,
  evolveRetainedCreditTransferred,
  evolveRetainedCreditUsed,
} from './evolve-retained-credit';
import {
  evolveReservationReturned,
  evolveReservationsMerged,
  evolveReservationSplit,
} from './evolve-shares';
import { evolveProgramTransferAgreed, evolveProgramTransferred } from './evolve-transfer';
import { type AccountDraft, emptyAccount } from './state';

type Evolution = {
  readonly [Type in BillingEventType]: (draft: AccountDraft, data: BillingEventData[Type]) => void;
};

/** What is recorded for readers and leaves the state as it is: the purchase that follows a renewal says all. */
const changesNothing = (): void => undefined;

/** One entry an event type: a new type stops the build here. */
const EVOLUTION: Evolution = {
  OperationAccepted: evolveOperationAccepted,
  BillingAccountOpened: evolveBillingAccountOpened,
  PrepaymentTermAdded: evolvePrepaymentTermAdded,
  CardOnFileChanged: evolveCardOnFileChanged,
  ProgramTransferAgreed: evolveProgramTransferAgreed,
  ProgramTransferred: evolveProgramTransferred,
  ReservationPurchased: evolveReservationPurchased,
  ReservationReturned: evolveReservationReturned,
  ReservationSplit: evolveReservationSplit,
  ReservationsMerged: evolveReservationsMerged,
  ReservationSwapped: evolveReservationSwapped,
  ReservationUpdated: evolveReservationUpdated,
  ReservationArchived: evolveReservationArchived,
  ReservationUnarchived: evolveReservationUnarchived,
  OwnerAdded: evolveOwners,
  OwnerRemoved: evolveOwners,
  OrderDirectoryChanged: evolveOrderDirectoryChanged,
  ReservationExpired: evolveReservationExpired,
  ReservationRenewed: changesNothing,
  RenewalNotPossible: changesNothing,
  ChargeMade: evolveChargeMade,
  PrepaymentDrawn: evolvePrepaymentDrawn,
  CardCharged: evolveCardCharged,
  OverageMonthClosed: evolveOverageMonthClosed,
  InvoiceIssued: evolveInvoiceIssued,
  InvoiceVoided: evolveInvoiceVoided,
  InvoiceRevised: evolveInvoiceRevised,
  CreditNoteIssued: evolveCreditNoteIssued,
  PaymentRecorded: evolvePaymentRecorded,
  RetainedCreditGranted: evolveRetainedCreditGranted,
  RetainedCreditUsed: evolveRetainedCreditUsed,
  RetainedCreditTransferred: evolveRetainedCreditTransferred,
  PrepaymentCreditGranted: evolvePrepaymentCreditGranted,
  PrepaymentCreditExpired: evolvePrepaymentCreditExpired,
  CardRefundRequested: evolveCardRefundRequested,
  CardRefundHeld: evolveCardRefundHeld,
  SupportRequestCreated: evolveSupportRequestCreated,
  SupportRequestMoved: evolveSupportRequestMoved,
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
  draft.retainedCreditAvailable = zero(data.currency);
  if (data.payment.method === 'card') draft.cardOnFile = data.payment.card;
}

function evolveCardOnFileChanged(draft: AccountDraft, { card }: CardOnFileChanged['data']): void {
  draft.cardOnFile = card;
}
