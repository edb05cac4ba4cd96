/** Why a file is not read. */
export type RefusalKind = 'not an archive' | 'newer format' | 'damaged';

/** Where a file is damaged. */
export type DamagePlace = Readonly<{
  block: number;
  /** Of the file, from 0: where the block begins. */
  byte: number;
  /** So many events before the block are whole. */
  eventsBefore: number;
  /** In the block, if that is still known. */
  events: number | undefined;
}>;

/** A count with its thousands apart. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

function eventsText({ eventsBefore, events }: DamagePlace): string {
  const first = eventsBefore + 1;
  if (events === undefined) return `from event ${grouped(first)} on`;
  if (events === 0) return `after event ${grouped(eventsBefore)}`;
  return `events ${grouped(first)} to ${grouped(eventsBefore + events)}`;
}

/** A file that is no whole archive. Nothing of it may be used. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';

  constructor(
    readonly kind: RefusalKind,
    message: string,
    readonly place?: DamagePlace,
  ) {
    super(message);
  }
}

/** The refusal of a file that is not as it was written. `why` ends the sentence. */
export function damaged(name: string, place: DamagePlace, why: string): ArchiveRefused {
  const where = `block ${grouped(place.block)} at byte ${grouped(place.byte)} (${eventsText(place)})`;
  return new ArchiveRefused('damaged', `${name} is damaged in ${where}: ${why}.`, place);
}
