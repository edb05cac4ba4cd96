import { type EventPage, type RecordedEvent } from '../storage/event-storage.port';

/** Fetches up to `limit` events that follow the last one of the page before, or the first ones. */
export type NextPage = (last: RecordedEvent | undefined, limit: number) => Promise<EventPage>;

/** More than any log holds. */
export const NO_LIMIT = 9_223_372_036_854_775_807n;

const PAGE_EVENTS_MAX = 1_000;

/**
 * The events of page after page, until there are no more or `max` came. While one page is used the next is fetched: whoever
 * reads slowly holds two of them, and no session of the database.
 */
export async function* pagesOf(
  nextPage: NextPage,
  max = NO_LIMIT,
): AsyncGenerator<readonly RecordedEvent[]> {
  let left = max;
  let coming: Promise<EventPage> | undefined = nextPage(undefined, pageLimit(left));
  while (coming !== undefined) {
    const { events, isLast }: EventPage = await coming;
    left -= BigInt(events.length);
    coming = isLast || left <= 0n ? undefined : nextPage(events.at(-1), pageLimit(left));
    // Whoever leaves before it has come does not hear of it.
    coming?.catch(() => undefined);
    yield events;
  }
}

const pageLimit = (left: bigint): number =>
  left < BigInt(PAGE_EVENTS_MAX) ? Number(left) : PAGE_EVENTS_MAX;
