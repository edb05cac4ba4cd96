import { Command } from '@nestjs/cqrs';
import { type Day, type ReservationId, type ReservationOrderId } from '#ledger-core';
import { type Outcome } from './outcome';
import { type OfOrder } from './reservation-changes.messages';

export type SwappedReservation = Readonly<{
  orderId: ReservationOrderId;
  reservationId: ReservationId;
  fromSkuName: string;
  /** As the catalogue spells it. */
  skuName: string;
  swappedOn: Day;
  /** The day it ended before: the term goes on. */
  expiresOn: Day;
}>;

/** Swaps a reservation to its premium-storage twin (R-EXC-6); answered when the read models have it. */
export class SwapReservation extends Command<Outcome<SwappedReservation>> {
  constructor(
    readonly input: OfOrder & Readonly<{ reservationId: ReservationId; toSkuName: string }>,
  ) {
    super();
  }
}
