#!/usr/bin/env node
import { join } from 'node:path';
import { SystemMachineClock } from '#platform';
import { stylingFor } from './presentation/styling';
import { runProgram } from './program';

const WORDS_BEFORE = 2;

const terminal = {
  print: (text: string) => process.stdout.write(`${text}\n`),
  say: (text: string) => process.stderr.write(`${text}\n`),
  styling: stylingFor(process.stdout),
};

// Whoever read what this prints may be gone; that is no reason to end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

void runProgram(process.argv.slice(WORDS_BEFORE), {
  terminal,
  clock: new SystemMachineClock(),
  programs: join(__dirname, '..', '..'),
}).then((code) => {
  process.exit(code);
});
