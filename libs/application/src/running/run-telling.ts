import { messageOf, sleep } from '#platform';
import { type RunNote } from '#read-models';
import { type RunJournal } from '../ports/run-journal.port';
import { countsOf, type RunOutcome, type Tally } from './run-tally';

/** How often a run says how far it is, in milliseconds. */
const TOLD_EVERY = 1_000;

type ToldRun = Pick<RunNote, 'id' | 'through' | 'asker'> & Readonly<{ tally: Tally }>;

type Standing =
  Readonly<{ state: 'running' | 'done' }> | Readonly<{ state: 'failed'; why: string }>;

/** Tells how a run stands: when it begins, each second, and when it ends, whatever ends it. */
export async function whileTold(
  journal: RunJournal,
  { tally, ...known }: ToldRun,
  run: () => Promise<RunOutcome>,
): Promise<RunOutcome> {
  const note = (standing: Standing): Promise<void> =>
    journal.note({ ...known, counts: countsOf(tally), ...standing });
  await note({ state: 'running' });
  const over = new AbortController();
  const told = tellOn(() => note({ state: 'running' }), over.signal);
  let standing: Standing = { state: 'done' };
  try {
    const outcome = await run();
    if (outcome.outcome !== 'ran') standing = { state: 'failed', why: outcome.reason };
    return outcome;
  } catch (error) {
    standing = { state: 'failed', why: messageOf(error) };
    throw error;
  } finally {
    over.abort();
    await told;
    await note(standing);
  }
}

async function tellOn(tell: () => Promise<void>, over: AbortSignal): Promise<void> {
  for (;;) {
    await sleep(TOLD_EVERY, over).catch(() => undefined);
    if (over.aborted) return;
    await tell();
  }
}
