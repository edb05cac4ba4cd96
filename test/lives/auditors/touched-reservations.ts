import { type Readers } from './operations-of';

/** Notes the reservations that events have changed. */
export function touching(touched: Set<string>): Readers {
  const touch = ({ reservationId }: Readonly<{ reservationId: string }>): void => {
    touched.add(reservationId);
  };
  return {
    ReservationPurchased: touch,
    ChargeMade: touch,
    ReservationExpired: touch,
    ReservationReturned: (data) => {
      touch(data);
      if (data.sibling !== undefined) touch(data.sibling);
    },
    ReservationSplit: (data) => {
      touch(data);
      for (const part of data.destinations) touch(part);
    },
    ReservationsMerged: ({ sources, destination }) => {
      for (const source of sources) touched.add(source);
      touch(destination);
    },
  };
}
