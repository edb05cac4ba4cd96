import { performance } from 'node:perf_hooks';
import { median } from '../figures';

/** How long parts of a work take, each measured on its own. Meant for one work at a time. */
export class Stopwatch {
  readonly #times = new Map<string, number[]>();

  async measure<Result>(part: string, work: () => Promise<Result>): Promise<Result> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      const times = this.#times.get(part) ?? [];
      times.push(performance.now() - start);
      this.#times.set(part, times);
    }
  }

  /** Milliseconds of each part in the middle, since it was last asked. */
  medians(): Readonly<Record<string, number>> {
    const medians = [...this.#times].map(([part, times]) => [part, median(times)] as const);
    this.#times.clear();
    return Object.fromEntries(medians);
  }
}
