/** What the command line answers to the shell. */
export const EXIT = { done: 0, failed: 1, wrongUsage: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something a person has to do first: the message says what. It ends the command with exit code 1. */
export class CannotGoOn extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CannotGoOn';
  }
}
