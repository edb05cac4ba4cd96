import { join } from 'node:path';
import { z } from 'zod';
import { freePort } from '#platform';
import { type Benchmark, type Effort } from './benchmark';
import { fixed, median, sharesTable, table } from './figures';
import { BUYER, openAccounts, purchaseRequest } from './load/accounts';
import { ofSlot, openConnections } from './load/connections';
import { asked } from './load/https-connection';
import { keepInFlight } from './load/in-flight';
import { startNoOpApi } from './load/no-op-api';
import { Quotes } from './load/quotes';
import { type ChildProgram, DIST } from './system/child-program';
import { type BenchedSystem } from './system/benched-system';

const ACCOUNTS = 16;
const PROFILED_IN_FLIGHT = 16;
const AREAS_SHOWN = 16;
const WARM_SECONDS = 3;

const timesSchema = z.record(z.string(), z.number());
const sharesSchema = z.array(z.tuple([z.string(), z.number()]));
const profileSchema = z.object({ areas: sharesSchema, functions: sharesSchema });

async function answerOf(program: ChildProgram, question: string): Promise<unknown> {
  const answer = program.message();
  program.child.send(question);
  return answer;
}

/** From the whole to its parts; what is left of a whole has a name of its own. */
function partsOf(whole: number, nothing: number, times: Readonly<Record<string, number>>) {
  const of = (part: string) => times[part] ?? 0;
  const within = of('read') + of('decide') + of('append');
  return [
    ['the whole answer, as its caller sees it', whole],
    [
      '  TLS, HTTP, routing, body, validation, answer',
      whole - of('token') - of('session') - of('command'),
    ],
    ['  token verified', of('token')],
    ['  quote read (PostgreSQL)', of('session')],
    ['  command', of('command')],
    ['    own last event read again (event store)', of('read')],
    ['    decided', of('decide')],
    ['    encoded, hashed, chained, folded', of('command') - within],
    ['    appended (event store)', of('append')],
    ['an answer of the handler that does nothing', nothing],
  ] as const;
}

async function run(
  system: BenchedSystem,
  { sliceSeconds, rounds }: Effort,
  print: (line: string) => void,
): Promise<void> {
  const port = await freePort();
  const watched = await system.beside([join(DIST, 'bench/watched/watched-api.js')], {
    LEDGER_PORT: String(port),
  });
  const accounts = await openAccounts(system, ACCOUNTS);
  const first = ofSlot(accounts, 0);
  const token = await system.token(BUYER);
  const noOp = await startNoOpApi(system);
  const quotes = await Quotes.open(system.databaseUrl(), accounts);
  const open = await openConnections({ ...system.api, port }, PROFILED_IN_FLIGHT);
  const idle = await openConnections(noOp.endpoint, 1);
  const nothing = purchaseRequest(first.quote, first.body, token);
  const buy = async (inFlight: number, seconds: number) => {
    await quotes.prepare(seconds);
    const pace = await keepInFlight(inFlight, seconds, (slot) => {
      const { account, orderId } = quotes.next();
      return asked(ofSlot(open, slot), purchaseRequest(orderId, account.body, token), 202);
    });
    quotes.noteRate(pace.perSecond);
    return pace;
  };
  try {
    await buy(PROFILED_IN_FLIGHT, WARM_SECONDS);
    await answerOf(watched, 'times');
    const wholes: number[] = [];
    const nothings: number[] = [];
    const times: Record<string, number>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const floor = await keepInFlight(1, sliceSeconds, () => asked(ofSlot(idle, 0), nothing, 202));
      wholes.push((await buy(1, sliceSeconds)).milliseconds.median);
      nothings.push(floor.milliseconds.median);
      times.push(timesSchema.parse(await answerOf(watched, 'times')));
    }
    const parts = [...new Set(times.flatMap((each) => Object.keys(each)))];
    const middle = Object.fromEntries(
      parts.map((part) => [part, median(times.map((each) => each[part] ?? 0))]),
    );
    const rows = partsOf(median(wholes), median(nothings), middle);
    print(
      table(
        ['one purchase at a time', 'ms', 'share'],
        rows.map(([name, ms]) => [name, fixed(ms, 2), fixed(ms / median(wholes), 2)]),
      ),
    );
    await answerOf(watched, 'profile');
    await buy(PROFILED_IN_FLIGHT, sliceSeconds * rounds);
    const { areas, functions } = profileSchema.parse(await answerOf(watched, 'profiled'));
    print(
      `\n${sharesTable(`processor time of the api at ${PROFILED_IN_FLIGHT} in flight`, areas.slice(0, AREAS_SHOWN))}`,
    );
    print(`\n${sharesTable('functions by themselves', functions)}`);
  } finally {
    for (const connection of [...open, ...idle]) connection.close();
    await quotes.close();
  }
}

export const breakdown: Benchmark = {
  name: 'breakdown',
  about: 'Where the time of a purchase goes, beside a handler that does nothing',
  run,
};
