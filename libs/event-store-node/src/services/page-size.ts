import { type RecordedEvent } from '../storage/event-storage.port';

const FIRST_PAGE_EVENTS = 64;
const PAGE_EVENTS_MAX = 1_000;
const PAGE_BYTES_AIM = 4 * 1024 * 1024;

/** How many events to ask for next, judged by the size of those that came: a page is to hold about 4 MiB. */
export class PageSize {
  private size = FIRST_PAGE_EVENTS;

  get limit(): number {
    return this.size;
  }

  learnFrom(page: readonly RecordedEvent[]): void {
    if (page.length === 0) return;
    const bytes = page.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 1);
    const fitting = Math.floor((PAGE_BYTES_AIM * page.length) / bytes);
    this.size = Math.min(PAGE_EVENTS_MAX, Math.max(1, fitting));
  }
}
