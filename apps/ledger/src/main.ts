#!/usr/bin/env node
import { join } from 'node:path';
import { SystemMachineClock } from '#platform';
import { runProgram } from './program';

const WORDS_BEFORE = 2;

const terminal = {
  print: (text: string) => process.stdout.write(`${text}\n`),
  say: (text: string) => process.stderr.write(`${text}\n`),
};

void runProgram(process.argv.slice(WORDS_BEFORE), {
  terminal,
  clock: new SystemMachineClock(),
  programs: join(__dirname, '..', '..'),
}).then((code) => {
  process.exit(code);
});
