import { EventStoreDbEventLog } from '#event-log';
import { type Benchmark, type Effort } from './benchmark';
import { fixed, median, sharesTable, table } from './figures';
import { BUYER, openAccounts, purchaseRequest } from './load/accounts';
import { ofSlot, openConnections } from './load/connections';
import { projectAnew } from './load/fresh-projection';
import { asked } from './load/https-connection';
import { keepInFlight } from './load/in-flight';
import { type Read, readBare, readParsed } from './load/log-reading';
import { Quotes } from './load/quotes';
import { type BenchedSystem } from './system/benched-system';

const EVENTS_MIN = 20_000;
const FILL_IN_FLIGHT = 64;
const FILL_SECONDS = 5;
const FILLS_MAX = 12;
const AREAS_SHOWN = 16;

/** Purchases until the log is long enough for its start to be forgotten, or for about a minute. */
async function fill(system: BenchedSystem): Promise<void> {
  if ((await readBare(system.eventStoreUrl)).events >= EVENTS_MIN) return;
  const accounts = await openAccounts(system, FILL_IN_FLIGHT);
  const token = await system.token(BUYER);
  const quotes = await Quotes.open(system.databaseUrl(), accounts);
  const open = await openConnections(system.api, FILL_IN_FLIGHT);
  for (let fills = 0; fills < FILLS_MAX; fills += 1) {
    await quotes.prepare(FILL_SECONDS);
    const pace = await keepInFlight(FILL_IN_FLIGHT, FILL_SECONDS, (slot) => {
      const { account, orderId } = quotes.next();
      return asked(ofSlot(open, slot), purchaseRequest(orderId, account.body, token), 202);
    });
    quotes.noteRate(pace.perSecond);
    if ((await readBare(system.eventStoreUrl)).events >= EVENTS_MIN) break;
  }
  for (const connection of open) connection.close();
  await quotes.close();
}

type Round = Readonly<{ bare: Read; parsed: Read; projected: Read }>;

async function run(
  system: BenchedSystem,
  { rounds }: Effort,
  print: (line: string) => void,
): Promise<void> {
  await fill(system);
  const log = new EventStoreDbEventLog({ connectionString: system.eventStoreUrl });
  const done: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const bare = await readBare(system.eventStoreUrl);
    const parsed = await readParsed(log);
    const projected = await projectAnew(system, `catch_up_${round}`, { profiled: false });
    if (projected.events !== bare.events)
      throw new Error(`${projected.events} of ${bare.events} events are in the tables`);
    done.push({ bare, parsed, projected });
  }
  await log.close();
  const rate = ({ events, seconds }: Read) => events / seconds;
  const row = (name: string, of: (round: Round) => Read) => [
    name,
    fixed(median(done.map((round) => rate(of(round))))),
    fixed(median(done.map((round) => rate(of(round)) / rate(round.bare))), 2),
  ];
  print(
    table(
      [`${done[0]?.bare.events ?? 0} events`, 'events/s', '÷ bare'],
      [
        row('bare subscription of the client', ({ bare }) => bare),
        row('subscription of the ledger, every event parsed', ({ parsed }) => parsed),
        row('projector, from zero', ({ projected }) => projected),
      ],
    ),
  );
  const { profile } = await projectAnew(system, 'catch_up_profiled', { profiled: true });
  if (profile === undefined) throw new Error('The projector left no profile');
  print(`\n${sharesTable('processor time of the projector', profile.areas.slice(0, AREAS_SHOWN))}`);
  print(`\n${sharesTable('functions by themselves', profile.functions)}`);
}

export const catchUp: Benchmark = {
  name: 'catch-up',
  about: 'The tables made anew from the start of the log, beside bare subscriptions to it',
  run,
};
