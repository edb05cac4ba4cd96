import { type Command, InvalidArgumentError } from 'commander';
import { Calendar, type Day } from '#ledger-core';
import { type ConfigurationOverrides } from '#platform';
import { shellWord } from './presentation/shell-word';

/** Options that mean the same wherever they stand. */
export interface DataDirectoryOption {
  readonly dataDir?: string;
}
export interface JsonOption {
  readonly json?: true;
}
/** Which ledger is asked, by verbs that go through its API. */
export interface ConnectionOptions extends DataDirectoryOption {
  readonly url?: string;
  readonly ca?: string;
}

/** Adds `--data-dir`. */
export function withDataDirectory(verb: Command): Command {
  return verb.option(
    '--data-dir <directory>',
    'where the system keeps its things (LEDGER_DATA_DIR, else .ledger)',
  );
}

/** Adds `--json`, by which programs read what a verb prints. */
export function withJson(verb: Command): Command {
  return verb.option('--json', 'print one JSON object instead of the text for people');
}

/** Adds what a verb needs to find the API: `--data-dir`, `--url`, `--ca`. */
export function withConnection(verb: Command): Command {
  return withDataDirectory(verb)
    .option(
      '--url <address>',
      'the API (of the system that runs on --data-dir, else LEDGER_PUBLIC_URL)',
    )
    .option(
      '--ca <file>',
      'the certificate authority to trust (of --data-dir, else those of Node.js)',
    );
}

/** What the options of the command line set of the configuration. */
export function overridesOf({ dataDir }: DataDirectoryOption): ConfigurationOverrides {
  return { LEDGER_DATA_DIR: dataDir };
}

/** The options by which another command asks the same ledger, for a command line that a person copies. */
export function sameLedger({ dataDir, url, ca }: ConnectionOptions): string {
  return Object.entries({ '--data-dir': dataDir, '--url': url, '--ca': ca })
    .map(([option, value]) => (value === undefined ? '' : ` ${option} ${shellWord(value)}`))
    .join('');
}

/** The value of an option that names a day. */
export function dayNamed(text: string): Day {
  if (!Calendar.isDay(text)) throw new InvalidArgumentError('It must be a day, YYYY-MM-DD.');
  return Calendar.day(text);
}

/** The value of an option that is a whole number from 1. */
export function countNamed(text: string): string {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return text;
}
