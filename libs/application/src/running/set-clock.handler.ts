import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Calendar } from '#ledger-core';
import { rejectedFor } from '../answers';
import { type Outcome } from '../messages/outcome';
import { type ClockSet, SetClock } from '../messages/running.messages';
import { BusinessClock } from '../ports/business-clock.port';
import { DailyRun } from './daily-run';
import { leftBehindBy } from './left-behind';

/** Moves the test clock forward, and then lets every day on the way happen. */
@CommandHandler(SetClock)
export class SetClockHandler implements ICommandHandler<SetClock> {
  constructor(
    private readonly run: DailyRun,
    private readonly clock: BusinessClock,
  ) {}

  async execute({ input: { to, caller } }: SetClock): Promise<Outcome<ClockSet>> {
    if (!this.clock.isTestClock) return rejectedFor({ code: 'NoTestClock' });
    const { outcome, now } = await this.clock.set(to);
    if (outcome === 'backwards') return rejectedFor({ code: 'ClockBackwards', now });
    const asker = { by: 'clock', principal: caller.id } as const;
    const ran = await this.run.through(Calendar.dayOf(now), asker);
    if (ran.outcome !== 'ran') return ran;
    const answer = { now, ...leftBehindBy(ran) };
    return { outcome: 'done', answer, position: ran.position, replayed: false };
  }
}
