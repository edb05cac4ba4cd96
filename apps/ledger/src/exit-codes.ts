/** What the command line answers to the shell. `ledger --help` and docs/operations.md say the same in words. */
export const EXIT = {
  done: 0,
  /** The message says what to do. */
  failed: 1,
  wrongUsage: 2,
  /** The ledger understood and said no (4xx): nothing has changed. */
  refused: 3,
  /** Nobody answers, or not now (503): the same command can be given again. */
  unavailable: 4,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something a person has to do first: the message says what. It ends the command with its exit code. */
export class CannotGoOn extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = EXIT.failed,
  ) {
    super(message);
    this.name = 'CannotGoOn';
  }
}
