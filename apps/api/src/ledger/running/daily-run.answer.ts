import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

const count = z.int().min(0);
const instant = z.iso.datetime();

const LEFT_BEHIND = {
  leftBehind: z
    .array(z.strictObject({ billingAccountId: z.string(), why: z.string() }))
    .max(100)
    .exactOptional()
    .describe('Accounts in which something that is due could not be done; absent when none.'),
  leftBehindCount: count.exactOptional().describe('How many they are; at most 100 are named.'),
};

/** What a run did. */
export class RunOfDaysDto extends createZodDto(
  z.strictObject({
    through: z.iso.date(),
    accounts: count.describe('In which anything was done.'),
    instalmentsCharged: count,
    creditsExpired: count,
    monthsClosed: count,
    ...LEFT_BEHIND,
  }),
) {}

export class ClockDto extends createZodDto(
  z.strictObject({ now: instant.describe('Business time.') }),
) {}

export class ClockSetDto extends createZodDto(
  z.strictObject({ now: instant.describe('Business time.'), ...LEFT_BEHIND }),
) {}

/** The run under way, or the last one. */
export class CurrentRunDto extends createZodDto(
  z.strictObject({
    state: z
      .enum(['none', 'running', 'done', 'failed', 'interrupted'])
      .describe(
        '`none`: there never was a run, and nothing else is said. `interrupted`: it was running and has given no sign of life for 30 s.',
      ),
    id: z.guid().exactOptional(),
    through: z.iso.date().exactOptional().describe('The last day that it runs.'),
    askedBy: z.enum(['daily', 'principal', 'clock']).exactOptional(),
    principal: z
      .string()
      .exactOptional()
      .describe('Who asked; absent when the ledger runs by itself.'),
    startedAt: instant.exactOptional().describe("By the database's machine, as the two below."),
    updatedAt: instant.exactOptional().describe('The latest sign of life.'),
    finishedAt: instant.exactOptional(),
    accountsDue: count.exactOptional().describe('With anything due when it began.'),
    accountsDone: count
      .exactOptional()
      .describe('In which nothing is due any more, or which are left behind.'),
    instalmentsCharged: count.exactOptional(),
    creditsExpired: count.exactOptional(),
    monthsClosed: count.exactOptional(),
    parked: count.exactOptional().describe('Accounts whose stream cannot be read.'),
    stopped: count.exactOptional().describe('Accounts whose next due work cannot be decided.'),
    stuck: count.exactOptional().describe('Accounts that the tables alone show as due.'),
    waiting: count.exactOptional().describe('Transfers whose retained credit could not arrive.'),
    why: z.string().exactOptional().describe('Why it failed.'),
  }),
) {}
