import { type EventPlace } from './binary-rows';

const GROUP_EVENTS_MAX = 2_000;

type Waiting = Readonly<{
  places: readonly EventPlace[];
  resolve: () => void;
  reject: (error: unknown) => void;
}>;

/** Joins what waits while a transaction runs into the next one, as the node does. */
export class GroupCommits {
  private waiting: Waiting[] = [];
  private writing = false;

  constructor(private readonly write: (places: readonly EventPlace[]) => Promise<unknown>) {}

  append(places: readonly EventPlace[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ places, resolve, reject });
      if (this.writing) return;
      this.writing = true;
      setImmediate(() => void this.writeAll());
    });
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.nextGroup();
      try {
        await this.write(group.flatMap(({ places }) => places));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.writing = false;
  }

  private nextGroup(): Waiting[] {
    let count = 0;
    for (let events = 0; count < this.waiting.length && events < GROUP_EVENTS_MAX; count += 1)
      events += this.waiting[count]?.places.length ?? 0;
    return this.waiting.splice(0, count);
  }
}
