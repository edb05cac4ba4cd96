import { type BillingAccountId, type ReservationId } from '../billing-account/ids';
import { type Day, later } from '../kernel/calendar';
import { isDecimalText } from '../kernel/money';
import { type UsageDay, type UsageReported, type UtilisationEvent } from './events';

/** The most rows of one event. */
export const USAGE_DAYS_PER_EVENT_MAX = 1_000;
/** The most rows of one report: with the request beside its events they stay within one append. */
export const USAGE_DAYS_PER_REPORT_MAX = 3_000;
/** More digits than any count of units has. */
const QUANTITY_LENGTH_MAX = 24;

/** The latest day of the stream; a report is decided on without the ones before it. */
export type UtilisationState = Readonly<{ today?: Day }>;

export type ReportUsage = Readonly<{
  type: 'ReportUsage';
  billingAccountId: BillingAccountId;
  days: readonly UsageDay[];
  /** Those named in the report that are, or were, reservations of the account. */
  reservations: ReadonlySet<ReservationId>;
}>;

export type UsageRejection =
  | Readonly<{ code: 'UsageDaysOutOfRange'; count: number; max: number }>
  | Readonly<{
      code: 'UsageOfAnotherAccount';
      reservationId: ReservationId;
      billingAccountId: BillingAccountId;
    }>
  | Readonly<{ code: 'UsageInTheFuture'; reservationId: ReservationId; on: Day; today: Day }>
  | Readonly<{
      code: 'UsageNotAQuantity';
      reservationId: ReservationId;
      on: Day;
      usedQuantity: string;
    }>;

export type UsageDecision =
  | Readonly<{ outcome: 'accepted'; events: readonly UsageReported[] }>
  | Readonly<{ outcome: 'rejected'; rejection: UsageRejection }>;

/** R-AMT-5, R-EXC-7: usage is reported by day, for days that have come, in units from 0. */
export function decideReportUsage(command: ReportUsage, on: Day): UsageDecision {
  const { billingAccountId, days } = command;
  const rejection = refusalOf(command, on);
  if (rejection !== undefined) return { outcome: 'rejected', rejection };

  // After this point the report is accepted.
  const events: UsageReported[] = [];
  for (let from = 0; from < days.length; from += USAGE_DAYS_PER_EVENT_MAX)
    events.push({
      type: 'UsageReported',
      data: { billingAccountId, days: days.slice(from, from + USAGE_DAYS_PER_EVENT_MAX) },
    });
  return { outcome: 'accepted', events };
}

/** Copies one fact of the stream of what was measured for an account. */
export function evolveUtilisation(
  state: UtilisationState,
  event: UtilisationEvent,
): UtilisationState {
  switch (event.type) {
    case 'OperationAccepted':
      return { today: later(state.today ?? event.data.on, event.data.on) };
    case 'UsageReported':
      return state;
  }
}

function refusalOf(
  { billingAccountId, days, reservations }: ReportUsage,
  today: Day,
): UsageRejection | undefined {
  const count = days.length;
  if (count === 0 || count > USAGE_DAYS_PER_REPORT_MAX)
    return { code: 'UsageDaysOutOfRange', count, max: USAGE_DAYS_PER_REPORT_MAX };
  const foreign = days.find(({ reservationId }) => !reservations.has(reservationId));
  if (foreign !== undefined) {
    const { reservationId } = foreign;
    return { code: 'UsageOfAnotherAccount', reservationId, billingAccountId };
  }
  for (const day of days) {
    const { reservationId, on } = day;
    if (on > today) return { code: 'UsageInTheFuture', reservationId, on, today };
    if (!isQuantity(day.usedQuantity)) return { code: 'UsageNotAQuantity', ...day };
  }
  return undefined;
}

function isQuantity(text: string): boolean {
  return text.length <= QUANTITY_LENGTH_MAX && isDecimalText(text) && !text.startsWith('-');
}
