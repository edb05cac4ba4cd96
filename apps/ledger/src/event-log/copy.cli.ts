import { Command } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import { type JsonOption, withJson } from '../options';
import { copyEventLog } from './copy.command';

/** The verb `event-log copy`. */
export function copyVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('copy')
    .summary('the whole log into another event store, and the proof that it is there')
    .description(
      `Copies every event from one event store into another: the same streams, numbers, ids, order and bytes; positions
and instants are those of the new store. Each is given by its address, as a client uses it (esdb://HOST:PORT?tls=false,
esdb://USER:PASSWORD@HOST:PORT, esdb+discover://…), or by the data directory of a ledger that has its own: of one that is
stopped, PostgreSQL and event store run for as long as it takes.

TO must be empty or hold the beginning of the same log, which is compared event by event; it is refused, and nothing
written, when it holds something else. So a copy that was interrupted, or whose log has grown, goes on where it was when
the same command is given again. Afterwards TO is read from its first event on: counts, a SHA-256 over all bytes,
and the hash chain of every stream of the ledger. System events, whose streams begin with "$", are left out.

FROM may be at work: what is written to it after the copy began comes with the next run. For the last one, stop the
ledger first. A ledger that goes on with TO on the tables it has may need "ledger replay" first; it says so at its start.`,
    )
    .argument('<from>', 'the event store that is read')
    .argument('<to>', 'the event store that is written');
  return withJson(verb)
    .addHelpText(
      'after',
      `
Examples:
  $ ledger event-log copy .ledger 'esdb://admin:PASSWORD@events.example:2113'
  $ ledger event-log copy 'esdb+discover://cluster.example?tls=true' ./back --json

Exit codes: 0 copied and whole · 1 copied, and a hash chain is broken, or not an exact copy: the message says which
            2 no such address · 3 TO holds something else · 4 a store does not answer: give the command again`,
    )
    .action(async (from: string, to: string, options: JsonOption) => {
      surroundings.exitWith(await copyEventLog({ ...options, from, to }, surroundings));
    });
}
