import { ChainCheck, type ChainsChecked } from './chain-check';
import { aheadOfSource, assertSameEvents, type Names } from './compare-events';
import { EventCursor } from './event-cursor';
import { LogDigest, type LogSummary } from './log-digest';
import { StreamRevisions } from './stream-revisions';
import { TransferNotExact } from './transfer-failures';
import { type EventSource, type EventTarget, type TransferredEvent } from './transferred-event';

export type TransferPhase = 'comparing' | 'appending' | 'verifying';

export type TransferProgress = Readonly<{
  phase: TransferPhase;
  /** How many of the source's events were compared, appended or, in the last phase, read again. */
  events: number;
  /** From 0 to 1, where the source or target can tell. */
  share: number | undefined;
}>;

export type TransferWatch = Readonly<{
  now: () => Date;
  /** Hears of every page. */
  saw: (progress: TransferProgress) => void;
}>;

export type TransferReport = Readonly<{
  /** Of both sides. */
  log: LogSummary;
  /** Events that the target held before. */
  before: number;
  /** Whether each of those was written at the same instant in the source, which two stores never do. */
  sameInstants: boolean;
  appended: number;
  chains: ChainsChecked;
  /** Until all was compared and appended. */
  copySeconds: number;
  verifySeconds: number;
}>;

/** Pages that are being appended while the next is read. Each is of a few MiB at most. */
const PAGES_UNDER_WAY_MAX = 3;
const MS_PER_SECOND = 1_000;

/**
 * Makes the target hold what the source holds, and proves it. What the target holds already must be how the source
 * begins, event by event and byte by byte: so a transfer that was killed goes on where it was when it is begun again, and
 * nothing is written into a store that holds something else. Afterwards the target is read from its first event on.
 * @throws TransferRefused, SourceCut, StoreUnavailable, TransferNotExact
 */
export async function transfer(
  source: EventSource,
  target: EventTarget,
  watch: TransferWatch,
): Promise<TransferReport> {
  const began = watch.now().getTime();
  const { log, before, sameInstants } = await copied(source, target, watch);
  const copiedAt = watch.now().getTime();
  const chains = await verified(log, { source, target, watch });
  return {
    ...{ log, before, sameInstants },
    appended: log.events - before,
    chains,
    copySeconds: (copiedAt - began) / MS_PER_SECOND,
    verifySeconds: (watch.now().getTime() - copiedAt) / MS_PER_SECOND,
  };
}

type Copied = Pick<TransferReport, 'log' | 'before' | 'sameInstants'>;

async function copied(
  source: EventSource,
  target: EventTarget,
  { saw }: TransferWatch,
): Promise<Copied> {
  const names = { source: source.name, target: target.name };
  const revisions = new StreamRevisions(source.name);
  const digest = new LogDigest();
  const there = new EventCursor(target.pages());
  const appends = new PagesUnderWay(target);
  let [before, sameInstants] = [0, true];
  try {
    for await (const page of source.pages()) {
      for (const event of page) revisions.add(event);
      const known = await there.next(page.length);
      assertSameEvents(page, known, before, names);
      before += known.length;
      sameInstants &&= known.every((each, at) => each.createdTicks === page[at]?.createdTicks);
      await appends.add(page.slice(known.length));
      for (const event of page) digest.add(event);
      const phase = known.length === page.length ? 'comparing' : 'appending';
      saw({ phase, events: digest.events, share: source.share?.() });
    }
    await assertNotAhead(there, digest.events, names);
    await appends.all();
  } finally {
    await there.end();
  }
  return { log: digest.summary(), before, sameInstants: sameInstants && before > 0 };
}

async function assertNotAhead(there: EventCursor, events: number, names: Names): Promise<void> {
  const [beyond] = await there.next(1);
  if (beyond !== undefined) throw aheadOfSource(beyond, events, names);
}

type Verification = Readonly<{ source: EventSource; target: EventTarget; watch: TransferWatch }>;

async function verified(
  expected: LogSummary,
  { source, target, watch }: Verification,
): Promise<ChainsChecked> {
  const digest = new LogDigest();
  const chains = new ChainCheck();
  for await (const page of target.pages()) {
    for (const event of page) {
      digest.add(event);
      chains.add(event);
    }
    watch.saw({ phase: 'verifying', events: digest.events, share: target.share?.() });
  }
  const found = digest.summary();
  if (found.digest !== expected.digest)
    throw new TransferNotExact(
      `${target.name} is not what ${source.name} is: it holds ${counted(found)}, and the source ${counted(expected)}. Give the same command again: it names the first event that differs.`,
    );
  return chains.result();
}

function counted({ events, streams, bytes, digest }: LogSummary): string {
  return `${events} events in ${streams} streams, ${bytes} bytes, SHA-256 ${digest}`;
}

/** Appends pages in their order while further pages are read, and fails with the first that fails. */
class PagesUnderWay {
  readonly #pages: Promise<void>[] = [];

  constructor(private readonly target: EventTarget) {}

  async add(events: readonly TransferredEvent[]): Promise<void> {
    if (events.length === 0) return;
    const page = this.target.append(events);
    // It is awaited later; until then nobody else hears of its failure.
    page.catch(() => undefined);
    this.#pages.push(page);
    if (this.#pages.length > PAGES_UNDER_WAY_MAX) await this.#pages.shift();
  }

  async all(): Promise<void> {
    for (const page of this.#pages) await page;
  }
}
