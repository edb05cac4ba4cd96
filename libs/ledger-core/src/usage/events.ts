import { type OperationAccepted } from '../billing-account/events/account-events';
import { type BillingAccountId, type ReservationId } from '../billing-account/ids';
import { type ReportedUsage } from '../policy/usage.policy';

/** Units of a reservation used on a day. */
export type UsageDay = Readonly<{ reservationId: ReservationId }> & ReportedUsage;

/** What was measured for an account's reservations: of a day reported twice the last report counts. */
export type UsageReported = Readonly<{
  type: 'UsageReported';
  data: Readonly<{
    billingAccountId: BillingAccountId;
    /** At most `USAGE_DAYS_PER_EVENT_MAX`. */
    days: readonly UsageDay[];
  }>;
}>;

export type UtilisationEvent = OperationAccepted | UsageReported;
export type UtilisationEventType = UtilisationEvent['type'];

export const UTILISATION_EVENT_TYPES: readonly UtilisationEventType[] = [
  'OperationAccepted',
  'UsageReported',
];
