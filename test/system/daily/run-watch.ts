import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { sleep } from '#platform';
import { type Traffic } from './traffic';

const CURRENT = z.looseObject({
  state: z.string(),
  id: z.string().optional(),
  accountsDue: z.number().optional(),
  accountsDone: z.number().optional(),
  instalmentsCharged: z.number().optional(),
});
type Current = z.infer<typeof CURRENT>;

const LOOK_MS = 500;
const GROWING = ['accountsDue', 'accountsDone', 'instalmentsCharged'] as const;

/** Looks at the run through one process while another runs, and at the memory of both. */
export class RunWatch {
  readonly faults: string[] = [];
  readonly looks: Current[] = [];
  readonly states = new Set<string>();
  peakMegabytes = 0;
  #isOver = false;
  #working: Promise<void> = Promise.resolve();

  constructor(
    private readonly traffic: Traffic,
    private readonly url: string,
    private readonly pids: () => readonly number[],
  ) {}

  start(): void {
    this.#working = this.#look().catch((error: unknown) => {
      this.faults.push(String(error));
    });
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#working;
  }

  #compare(seen: Current, before: Current | undefined): void {
    for (const field of GROWING) {
      const [now, then] = [countIn(seen, field), countIn(before, field)];
      if (now < then)
        this.faults.push(`${field} of ${String(seen.id)} went from ${then} to ${now}`);
    }
  }

  async #look(): Promise<void> {
    const last = new Map<string, Current>();
    while (!this.#isOver) {
      const answer = await this.traffic.ask(
        'GET',
        '/ledger/v1/dailyRuns/current',
        undefined,
        this.url,
      );
      const seen = CURRENT.parse(answer.body);
      this.states.add(seen.state);
      this.#compare(seen, last.get(seen.id ?? ''));
      last.set(seen.id ?? '', seen);
      this.looks.push(seen);
      for (const pid of this.pids())
        this.peakMegabytes = Math.max(this.peakMegabytes, peakMegabytesOf(pid));
      await sleep(LOOK_MS);
    }
  }
}

function countIn(seen: Current | undefined, field: (typeof GROWING)[number]): number {
  return seen?.[field] ?? 0;
}

function peakMegabytesOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
  } catch {
    return 0;
  }
}
