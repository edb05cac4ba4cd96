import { type RejectionRows } from './rejection-row';

/** Reports of usage (R-AMT-5), and the return list that is filled by it (R-EXC-7). */
export const USAGE_REJECTIONS = {
  UsageDaysOutOfRange: {
    status: 400,
    azureCode: 'BadRequest',
    field: () => 'days',
    says: ({ count, max }) => `A report has 1 to ${max} days; ${count} were given.`,
  },
  UsageOfAnotherAccount: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-AMT-5',
    field: () => 'days',
    says: ({ reservationId, billingAccountId }) =>
      `${reservationId} is no reservation of the billing account ${billingAccountId}; nothing of the report was recorded.`,
  },
  UsageInTheFuture: {
    status: 400,
    azureCode: 'BadRequest',
    field: () => 'days',
    says: ({ reservationId, on, today }) =>
      `Business today is ${today}; usage of the reservation ${reservationId} on ${on} is yet to come.`,
  },
  UsageNotAQuantity: {
    status: 400,
    azureCode: 'BadRequest',
    field: () => 'days',
    says: ({ reservationId, on, usedQuantity }) =>
      `"${usedQuantity}" is no quantity used of the reservation ${reservationId} on ${on}; decimal text from 0 such as "2.5" is.`,
  },
  ReservationUnknown: {
    status: 404,
    azureCode: 'ReservationIdNotInReservationOrder',
    field: () => 'reservations',
    says: ({ reservationId }) => `There is no reservation ${reservationId}.`,
  },
} as const satisfies Partial<RejectionRows>;
