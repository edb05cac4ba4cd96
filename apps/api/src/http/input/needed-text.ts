import { z } from 'zod';

/** Text that says, when it is left out, what it is to be. */
export function neededText(accepted: string): z.ZodString {
  const missing = `is needed; ${accepted}`;
  return z.string({ error: ({ input }) => (input === undefined ? missing : undefined) });
}
