import { type OrderInDirectory } from '#application';
import { type BodyOf } from '../../http/body-of';
import { type directoryAnswer } from './directory.answer';

export type DirectoryBody = BodyOf<typeof directoryAnswer>;

/** An order that was moved to another directory, as it was then: its mover may see no more of it. */
export function presentDirectory(
  { orderId: id, reservations }: OrderInDirectory,
  name: string,
): DirectoryBody {
  return {
    reservationOrder: { id, name, isSucceeded: true },
    reservations: reservations.map((each) => ({
      id: each.reservationId,
      name: each.displayName,
      isSucceeded: true,
    })),
  };
}
