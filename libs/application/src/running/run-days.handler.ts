import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Calendar } from '#ledger-core';
import { rejectedFor } from '../answers';
import { type Outcome } from '../messages/outcome';
import { RunDays, type RunOfDays } from '../messages/running.messages';
import { BusinessClock } from '../ports/business-clock.port';
import { DailyRun } from './daily-run';
import { leftBehindBy } from './left-behind';

/** Runs due days when somebody asks for it. Business time is stored first, so that nobody falls behind the run. */
@CommandHandler(RunDays)
export class RunDaysHandler implements ICommandHandler<RunDays> {
  constructor(
    private readonly run: DailyRun,
    private readonly clock: BusinessClock,
  ) {}

  async execute({ input: { through, caller } }: RunDays): Promise<Outcome<RunOfDays>> {
    const today = Calendar.dayOf(await this.clock.stored());
    if (through > today) return rejectedFor({ code: 'DayInTheFuture', today });
    const ran = await this.run.through(through, { by: 'principal', principal: caller.id });
    if (ran.outcome !== 'ran') return ran;
    const { accounts, counts, position } = ran;
    const answer = { through, accounts, ...counts, ...leftBehindBy(ran) };
    return { outcome: 'done', answer, position, replayed: false };
  }
}
