import { type MachineClock } from '#platform';
import { type ExitCode } from './exit-codes';
import { type Terminal } from './terminal.port';

/** What every verb is given, and where it leaves its exit code. */
export interface CommandSurroundings {
  readonly terminal: Terminal;
  readonly clock: MachineClock;
  /** Where the programs of the other processes stand: <role>/src/main.js below it. */
  readonly programs: string;
  readonly exitWith: (code: ExitCode) => void;
}
