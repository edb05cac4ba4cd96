import { Command } from 'commander';
import { type CommandSurroundings } from '../command-surroundings';
import { importPrices } from './prices-import.command';

interface ImportOptions {
  readonly dataDir?: string;
  readonly verbose?: true;
  readonly json?: true;
}

function importVerb({ terminal, clock, exitWith }: CommandSurroundings): Command {
  return new Command('import')
    .summary('import a price list as downloaded')
    .description(
      `Imports a price list of the Azure Retail Prices API, {"Items":[…]}, whole or not at all. The system may be
running or stopped. Importing the same list again changes nothing.`,
    )
    .argument('<file>', 'the JSON file')
    .option(
      '--data-dir <directory>',
      'where the system keeps its things (LEDGER_DATA_DIR, else .ledger)',
    )
    .option('--verbose', 'name every row that is left out, with the reason')
    .option('--json', 'print the summary as one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  $ ledger prices import prices.json
  $ ledger prices import prices.json --data-dir ./demo --verbose`,
    )
    .action(async (file: string, { dataDir, verbose, json }: ImportOptions) => {
      const overrides = { LEDGER_DATA_DIR: dataDir };
      const request = { overrides, file, verbose: verbose ?? false, json: json ?? false };
      exitWith(await importPrices(request, terminal, clock));
    });
}

/** The verb `prices` with the verbs below it. */
export function pricesVerb(surroundings: CommandSurroundings): Command {
  return new Command('prices')
    .summary('look after the price book')
    .addCommand(importVerb(surroundings));
}
