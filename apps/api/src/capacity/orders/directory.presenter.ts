import { type OrderView } from '#read-models';

/** One line of Azure's ChangeDirectoryResponse. A change is whole or refused whole, so that each line succeeds. */
type ChangedLine = Readonly<{ id: string; name: string; isSucceeded: true }>;

/** Azure's ChangeDirectoryResponse. */
export type DirectoryBody = Readonly<{
  reservationOrder: ChangedLine;
  reservations: readonly ChangedLine[];
}>;

/** An order that is dealt with in another directory now. */
export function presentDirectory({ id, displayName, reservations }: OrderView): DirectoryBody {
  return {
    reservationOrder: { id, name: displayName, isSucceeded: true },
    reservations: reservations.map((each) => ({
      id: each.id,
      name: each.displayName,
      isSucceeded: true,
    })),
  };
}
