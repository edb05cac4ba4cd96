import { Command } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import { type ConnectionOptions, type JsonOption, withConnection, withJson } from '../options';
import { health } from './health.command';

/** The verb `health`. */
export function healthVerb(surroundings: CommandSurroundings): Command {
  const verb = new Command('health')
    .summary('whether the ledger can be worked with, part by part')
    .description(
      `Asks GET /health/ready, without a token. Exit code 0: ready. 4: not ready, or nobody answers. 1: the answer is not
to be trusted (--ca). Made for the health check of a container too: within it, LEDGER_TLS_CERT is trusted whatever
name is called.`,
    );
  return withJson(withConnection(verb))
    .addHelpText(
      'after',
      `
Examples:
  $ ledger health
  $ ledger health --url https://localhost:8443 --json`,
    )
    .action(async (options: ConnectionOptions & JsonOption) => {
      surroundings.exitWith(await health(options, surroundings));
    });
}
