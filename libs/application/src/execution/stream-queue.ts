/** Lets one job at a time work on a stream, in the order they came; jobs of other streams do not wait. */
export class StreamQueue {
  readonly #last = new Map<string, Promise<unknown>>();
  readonly #waiting = new Map<string, number>();

  constructor(private readonly lengthMax: number) {}

  /** The job's result, or 'full' when too many wait for the stream already. */
  async run<Result>(stream: string, job: () => Promise<Result>): Promise<Result | 'full'> {
    const waiting = this.#waiting.get(stream) ?? 0;
    if (waiting >= this.lengthMax) return 'full';
    this.#waiting.set(stream, waiting + 1);
    const before = this.#last.get(stream) ?? Promise.resolve();
    const mine = before.then(job, job);
    this.#last.set(stream, mine);
    try {
      return await mine;
    } finally {
      this.#leave(stream, mine);
    }
  }

  #leave(stream: string, mine: Promise<unknown>): void {
    const left = (this.#waiting.get(stream) ?? 1) - 1;
    if (left > 0) this.#waiting.set(stream, left);
    else this.#waiting.delete(stream);
    if (this.#last.get(stream) === mine) this.#last.delete(stream);
  }
}
