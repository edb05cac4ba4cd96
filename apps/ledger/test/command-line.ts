import { SystemMachineClock } from '#platform';
import { PLAIN } from '../src/presentation/styling';
import { type ExitCode } from '../src/exit-codes';
import { runProgram } from '../src/program';

export interface CommandResult {
  readonly code: ExitCode;
  readonly printed: string;
  readonly said: string;
}

/** Runs one command line in this process. */
export async function commandLine(...words: readonly string[]): Promise<CommandResult> {
  const printed: string[] = [];
  const said: string[] = [];
  const terminal = {
    print: (text: string) => printed.push(text),
    say: (text: string) => said.push(text),
    styling: PLAIN,
  };
  const clock = new SystemMachineClock();
  const code = await runProgram(words, { terminal, clock, programs: '/nowhere' });
  return { code, printed: printed.join('\n'), said: said.join('\n') };
}
