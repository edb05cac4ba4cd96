import { Command, InvalidArgumentError, Option } from 'commander';
import { type Day, type Term, TERMS } from '#ledger-core';
import { type CommandSurroundings } from '../command-surroundings';
import {
  type DataDirectoryOption,
  dayNamed,
  type JsonOption,
  overridesOf,
  withDataDirectory,
  withJson,
} from '../options';
import { importPrices } from './prices-import.command';
import { showPrices } from './prices-show.command';
import { sampleListFile } from './sample-list';

interface ImportOptions extends DataDirectoryOption, JsonOption {
  readonly sample?: true;
  readonly verbose?: true;
}

interface ShowOptions extends DataDirectoryOption, JsonOption {
  readonly on?: Day;
  readonly knownOn?: Day;
  readonly term?: Term;
  readonly currency?: string;
}

function importVerb({ terminal, clock, exitWith }: CommandSurroundings): Command {
  const verb = new Command('import')
    .summary('import a price list as downloaded')
    .description(
      `Imports price lists of the Azure Retail Prices API, {"Items":[…]}, each whole or not at all. The system may be
running or stopped. Importing the same list again changes nothing. What is left out is told with the reason.`,
    )
    .argument('[files...]', 'JSON files; each page of a longer list is one')
    .option('--sample', 'the list of made-up prices that is shipped with the ledger, to try it')
    .option('--verbose', 'name every row that is left out, with the reason');
  return withJson(withDataDirectory(verb))
    .addHelpText(
      'after',
      `
Examples:
  $ ledger prices import prices.json
  $ ledger prices import prices.json --data-dir ./demo --verbose
  $ ledger prices import page-*.json --json     one line of JSON for each file
  $ ledger prices import --sample`,
    )
    .action(async (named: readonly string[], options: ImportOptions) => {
      const { sample = false, verbose = false, json = false } = options;
      const files = filesMeant(named, sample, verb);
      if (sample) terminal.say("The sample list: its prices are made up, and nobody's.");
      const request = { overrides: overridesOf(options), files, verbose, json };
      exitWith(await importPrices(request, terminal, clock));
    });
}

function filesMeant(named: readonly string[], sample: boolean, verb: Command): readonly string[] {
  if (named.length === 0 && !sample)
    verb.error("error: missing required argument 'file': name a price list, or give --sample");
  if (named.length > 0 && sample)
    verb.error('error: --sample imports its own list: name no file beside it');
  return sample ? [sampleListFile()] : named;
}

function currencyNamed(text: string): string {
  if (!/^[a-z]{3}$/i.test(text))
    throw new InvalidArgumentError('It must be a currency (ISO 4217), such as USD.');
  return text.toUpperCase();
}

function showVerb({ terminal, clock, exitWith }: CommandSurroundings): Command {
  const verb = new Command('show')
    .summary('tell the price of a day, and which row of which list gives it')
    .description(
      `Tells what a SKU costs in a region on a day, for each type, term and currency: the price, the row that gives it,
the list that row came with, and every other row with the reason why it does not give the price. It is the price as
known now: a list imported after the day may have an earlier start. With --known-on it is the price by what had been
recorded then; --on and --known-on of one day tell what decisions of that day could use.
The system may be running or stopped. Exit code 1 when the book has no such row.`,
    )
    .argument('<sku>', 'the SKU, in any case, such as Standard_D2s_v3')
    .argument('<region>', 'the region, in any case, such as westeurope')
    .option('--on <day>', 'the day, YYYY-MM-DD (business today)', dayNamed)
    .option('--known-on <day>', 'by the end of which day a row must be recorded (now)', dayNamed)
    .addOption(new Option('--term <term>', 'one term only').choices(TERMS))
    .option('--currency <code>', 'the lists of one currency only', currencyNamed);
  return withJson(withDataDirectory(verb))
    .addHelpText(
      'after',
      `
Examples:
  $ ledger prices show Standard_D2s_v3 westeurope
  $ ledger prices show standard_f2s westus --on 2020-12-31 --term P1Y --json
  $ ledger prices show Standard_F2s westus --on 2021-03-20 --known-on 2021-03-20`,
    )
    .action(async (skuName: string, region: string, options: ShowOptions) => {
      const { on, knownOn, term, currency, json } = options;
      const request = { skuName, region, on, knownOn, term, currency, json: json ?? false };
      const overrides = overridesOf(options);
      exitWith(await showPrices({ overrides, ...request }, terminal, clock));
    });
}

/** The verb `prices` with the verbs below it. */
export function pricesVerb(surroundings: CommandSurroundings): Command {
  return new Command('prices')
    .summary('import price lists, and tell which row gives a price')
    .addCommand(importVerb(surroundings))
    .addCommand(showVerb(surroundings));
}
