import {
  type EventPage,
  PAGE_BYTES_MAX,
  type RecordedEvent,
  type StreamPageRequest,
} from './event-storage.port';

const EVENTS_KEPT = 1024;
const BYTES_KEPT = 32 * 1024 * 1024;
/** A message is kept for an event that is at least this part of it; small ones are kept always. */
const VIEWED_MAX = 16;
const VIEWED_MIN = 4096;
/** Whoever takes them and is then slow keeps them from being forgotten: it is to be few. */
const TAKEN_AT_ONCE_MAX = 128;
/** A stream that nobody wrote to among so many last events is read from the database. */
const LOOKED_AT_MAX = 1024;

/** The last events committed, so that live subscribers need not ask the database for them. Bounded in events and bytes. */
export class CommittedTail {
  private events: RecordedEvent[] = [];
  private bytes = 0;

  /** Everything after `floor` is here. */
  constructor(private floor: bigint) {}

  add(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      this.events.push(compact(event));
      this.bytes += sizeOf(event);
    }
    // Twice the bound before cutting: an array is cut in the time its rest takes to copy.
    if (this.events.length > 2 * EVENTS_KEPT || this.bytes > BYTES_KEPT) this.cut();
  }

  /** The next events after a position, oldest first; undefined when some of them are no longer here. */
  after(position: bigint): readonly RecordedEvent[] | undefined {
    if (position < this.floor) return undefined;
    const first = this.firstAfter(position);
    return fillingPage(this.events.slice(first, first + TAKEN_AT_ONCE_MAX));
  }

  /**
   * A page of a stream from a revision on, oldest first; undefined when its first event is not among the last ones. Writers
   * look again at what they just wrote, which needs no query.
   */
  pageOf({
    stream,
    from,
    upTo,
    limit,
  }: Omit<StreamPageRequest, 'direction'>): EventPage | undefined {
    const found: RecordedEvent[] = [];
    const last = this.events.length - 1;
    for (let place = last; place >= 0 && place > last - LOOKED_AT_MAX; place -= 1) {
      const event = this.events[place];
      if (event?.stream !== stream || event.position > upTo) continue;
      if (event.revision >= from) found.push(event);
      if (event.revision <= from) return pageFrom(found.reverse(), limit);
    }
    return undefined;
  }

  private firstAfter(position: bigint): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const event = this.events[middle];
      if (event !== undefined && event.position <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private cut(): void {
    let keptFrom = Math.max(0, this.events.length - EVENTS_KEPT);
    this.bytes = this.events.slice(keptFrom).reduce((sum, event) => sum + sizeOf(event), 0);
    for (; keptFrom < this.events.length && this.bytes > BYTES_KEPT / 2; keptFrom += 1) {
      const event = this.events[keptFrom];
      if (event !== undefined) this.bytes -= sizeOf(event);
    }
    this.floor = this.events[keptFrom - 1]?.position ?? this.floor;
    this.events = this.events.slice(keptFrom);
  }
}

/** The events up to the one that fills a page. */
function fillingPage(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  let bytes = 0;
  const end = events.findIndex((event) => (bytes += sizeOf(event)) >= PAGE_BYTES_MAX);
  return end < 0 ? events : events.slice(0, end + 1);
}

function pageFrom(found: readonly RecordedEvent[], limit: number): EventPage {
  const events = fillingPage(found.slice(0, limit));
  return { events, isLast: events.length === found.length };
}

/** Bytes of an event are views on the message they came in, which may be much larger: that is not kept for their sake. */
function compact(event: RecordedEvent): RecordedEvent {
  const { data, metadata } = event;
  if (data.buffer.byteLength <= VIEWED_MAX * (VIEWED_MIN + sizeOf(event))) return event;
  return { ...event, data: Buffer.from(data), metadata: Buffer.from(metadata) };
}

const sizeOf = (event: RecordedEvent): number => event.data.byteLength + event.metadata.byteLength;
