import { Command, Query } from '@nestjs/cqrs';
import {
  type AutofillMode,
  type BillingAccountId,
  type Day,
  type Principal,
  type ReservationId,
  type ReservationOrderId,
  type ReturnLine,
  type UsageDay,
} from '#ledger-core';
import { type RequestKey } from '../billing-account/keyed-command-id';
import { type Outcome } from './outcome';

export type UsageReport = Readonly<{
  billingAccountId: BillingAccountId;
  /** How many days of reservations were reported. */
  daysReported: number;
  reportedOn: Day;
}>;

/** Says how much of reservations was used on days that have come; answered when the read models have it. */
export class ReportUsage extends Command<Outcome<UsageReport>> {
  constructor(
    readonly input: Readonly<{
      billingAccountId: BillingAccountId;
      /** Of a day named twice the last counts, in one report and over several. */
      days: readonly UsageDay[];
      caller: Principal;
      requestKey: RequestKey;
    }>,
  ) {
    super();
  }
}

/** A reservation as its owner names it: with or without the order it is of. */
type ListedReservation = Readonly<{
  reservationId: ReservationId;
  orderId?: ReservationOrderId;
}>;

/** What an exchange might give back of these reservations, by one of the two buttons (R-EXC-7). */
export class FillReturnList extends Query<Outcome<readonly ReturnLine[]>> {
  constructor(
    readonly input: Readonly<{
      reservations: readonly ListedReservation[];
      mode: AutofillMode;
      caller: Principal;
    }>,
  ) {
    super();
  }
}
