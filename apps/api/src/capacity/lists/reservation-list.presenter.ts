import { type Day } from '#ledger-core';
import { type ReservationCounts, type ReservationView } from '#read-models';
import { presentReservation, type ReservationBody } from '../reservations/reservation.presenter';

/** Azure's ReservationSummary. */
export type SummaryBody = Readonly<{
  succeededCount: number;
  failedCount: number;
  expiringCount: number;
  expiredCount: number;
  pendingCount: number;
  cancelledCount: number;
  processingCount: number;
  warningCount: number;
  noBenefitCount: number;
}>;

/** Azure's ReservationsListResult. */
export type ReservationListBody = Readonly<{
  value: readonly ReservationBody[];
  nextLink?: string;
  summary: SummaryBody;
}>;

/** A page of reservations, with the counts of all that the caller sees. */
export function presentReservationList(
  reservations: readonly ReservationView[],
  counts: ReservationCounts,
  { today, nextLink }: Readonly<{ today: Day; nextLink: string | undefined }>,
): ReservationListBody {
  return {
    value: reservations.map((each) => presentReservation(each, today)),
    ...(nextLink === undefined ? {} : { nextLink }),
    summary: {
      succeededCount: counts.Succeeded,
      failedCount: counts.Failed,
      expiringCount: counts.Expiring,
      expiredCount: counts.Expired,
      pendingCount: counts.Pending,
      cancelledCount: counts.Cancelled,
      processingCount: counts.Processing,
      warningCount: counts.Warning,
      noBenefitCount: counts.NoBenefit,
    },
  };
}
