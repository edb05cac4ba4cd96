import { type Day } from '#ledger-core';
import { type ReservationCounts, type ReservationView } from '#read-models';
import { type BodyOf } from '../../http/body-of';
import { type reservationListAnswer } from './reservation-list.answer';
import { presentReservation } from '../reservations/reservation.presenter';

export type ReservationListBody = BodyOf<typeof reservationListAnswer>;

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
