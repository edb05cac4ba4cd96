import { type MachineClock, messageOf, sleep } from '#platform';
import { type CommandSurroundings } from '../command-surroundings';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';
import {
  type LedgerAnswer,
  type LedgerClient,
  RefusedByLedger,
  withLedgerClient,
} from '../ledger-client/ledger-client';
import { type ConnectionOptions, type JsonOption } from '../options';
import { clockAnswer, currentRunAnswer, dailyRunAnswer } from './daily-run.answers';
import { dailyRunText, progressText } from './daily-run.text';

/** A run that is over sooner needs no word of how far it is. */
const PROGRESS_MS = 2_000;
const CONFLICT = 409;
const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** Business today: of the test clock where there is one, else of the machine, in UTC. */
async function today(client: LedgerClient, clock: MachineClock): Promise<string> {
  try {
    const { now } = clockAnswer.parse((await client.get('/ledger/v1/clock')).body);
    return now.slice(0, DAY_LENGTH);
  } catch (error) {
    if (error instanceof RefusedByLedger && error.status === CONFLICT)
      return clock.now().toISOString().slice(0, DAY_LENGTH);
    throw error;
  }
}

/** Waits a while; false as soon as there is nothing to wait for any more. */
async function goesOn(over: AbortSignal): Promise<boolean> {
  try {
    await sleep(PROGRESS_MS, over);
    return true;
  } catch {
    return false;
  }
}

/** Says how far the run is until it is over. That it cannot be seen does not stop it. */
async function watch(
  client: LedgerClient,
  say: (text: string) => void,
  over: AbortSignal,
): Promise<void> {
  let last: string | undefined;
  while (await goesOn(over)) {
    try {
      const { body } = await client.get('/ledger/v1/dailyRuns/current');
      const text = progressText(currentRunAnswer.parse(body));
      if (text !== undefined && text !== last) say(text);
      last = text;
    } catch (error) {
      if (!(error instanceof CannotGoOn)) throw error;
      say(`How far the run is cannot be seen: ${messageOf(error)}`);
    }
  }
}

async function watched(
  client: LedgerClient,
  through: string,
  say: (text: string) => void,
): Promise<LedgerAnswer> {
  const over = new AbortController();
  const watching = watch(client, say, over.signal);
  try {
    return await client.post('/ledger/v1/dailyRuns', { through });
  } finally {
    over.abort();
    await watching;
  }
}

export type DailyRunRequest = ConnectionOptions & JsonOption & Readonly<{ through?: string }>;

/** `ledger daily-run`: has the ledger do all that is due up to and including a day. */
export async function runDays(
  { through, json, ...connection }: DailyRunRequest,
  { terminal, clock }: CommandSurroundings,
): Promise<ExitCode> {
  const { body } = await withLedgerClient(connection, clock, async (client) =>
    watched(client, through ?? (await today(client, clock)), terminal.say),
  );
  const run = dailyRunAnswer.parse(body);
  terminal.print(json ? JSON.stringify(body) : dailyRunText(run, terminal.styling));
  return run.leftBehindCount === 0 ? EXIT.done : EXIT.failed;
}
