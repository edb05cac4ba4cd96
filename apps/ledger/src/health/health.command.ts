import { z } from 'zod';
import { type CommandSurroundings } from '../command-surroundings';
import { CannotGoOn, EXIT, type ExitCode } from '../exit-codes';
import { withLedgerClient } from '../ledger-client/ledger-client';
import { type ConnectionOptions, type JsonOption } from '../options';
import { type Styling } from '../presentation/styling';
import { indented, tableText } from '../presentation/table';

const part = z.object({
  ready: z.boolean(),
  why: z.string().optional(),
  parked: z.number().optional(),
});

const readiness = z.object({
  status: z.enum(['ready', 'notReady']),
  parts: z.record(z.string(), part),
});
type Readiness = Readonly<z.infer<typeof readiness>>;

/** What a part is, in words; one that this release does not know is shown by its name. */
const WORDS: Readonly<Record<string, string>> = {
  database: 'database',
  migrations: 'tables of this release',
  eventStore: 'event store',
  projection: 'tables follow the log',
  policyTerms: 'policy terms',
  exchangeRates: 'exchange rates',
  accounts: 'accounts',
};

function stateOf({ ready, parked = 0 }: z.infer<typeof part>, styling: Styling): string {
  if (!ready) return styling.bad('NOT READY');
  return parked === 0 ? styling.good('ok') : styling.bad(`${parked} parked`);
}

function readinessText(url: string, { status, parts }: Readiness, styling: Styling): string {
  const rows = Object.entries(parts).map(([name, each]) => [
    ...[WORDS[name] ?? name, stateOf(each, styling), each.why ?? ''],
  ]);
  const head = `${url} is ${status === 'ready' ? 'ready' : 'not ready'}.`;
  const columns = [{ head: 'part' }, { head: 'state' }, { head: 'what is wrong' }];
  return `${styling.heading(head)}\n${indented(tableText(columns, rows, styling))}`;
}

/** `ledger health`: what the ledger says of its parts. It needs neither a token nor a data directory. */
export async function health(
  { json, ...connection }: ConnectionOptions & JsonOption,
  { terminal, clock }: CommandSurroundings,
): Promise<ExitCode> {
  const { url, body } = await withLedgerClient(connection, clock, async (client) => ({
    url: client.url,
    body: (await client.look('/health/ready')).body,
  }));
  const parsed = readiness.safeParse(body);
  if (!parsed.success)
    throw new CannotGoOn(
      `${url} answers, but not as a ledger does: ${JSON.stringify(body)}`,
      EXIT.unavailable,
    );
  terminal.print(json ? JSON.stringify(body) : readinessText(url, parsed.data, terminal.styling));
  return parsed.data.status === 'ready' ? EXIT.done : EXIT.unavailable;
}
