import { z } from 'zod';

// What the API answers of daily runs, as far as it is shown to people; docs/openapi.json has the whole.

export const dailyRunAnswer = z.object({
  through: z.string(),
  accounts: z.number(),
  instalmentsCharged: z.number(),
  creditsExpired: z.number(),
  monthsClosed: z.number(),
  leftBehind: z.array(z.object({ billingAccountId: z.string(), why: z.string() })).default([]),
  leftBehindCount: z.number().default(0),
});
export type DailyRunAnswer = Readonly<z.infer<typeof dailyRunAnswer>>;

export const currentRunAnswer = z.object({
  state: z.string(),
  accountsDue: z.number().optional(),
  accountsDone: z.number().optional(),
  instalmentsCharged: z.number().optional(),
});
export type CurrentRunAnswer = Readonly<z.infer<typeof currentRunAnswer>>;

export const clockAnswer = z.object({ now: z.string() });
