import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Calendar } from '#ledger-core';
import { rejectedFor } from '../answers';
import { type Outcome } from '../messages/outcome';
import { type ClockReading, SetClock } from '../messages/running.messages';
import { BusinessClock } from '../ports/business-clock.port';
import { DailyRun } from './daily-run';

/** Moves the test clock forward, and then lets every day on the way happen. */
@CommandHandler(SetClock)
export class SetClockHandler implements ICommandHandler<SetClock> {
  constructor(
    private readonly run: DailyRun,
    private readonly clock: BusinessClock,
  ) {}

  async execute({ input: { to } }: SetClock): Promise<Outcome<ClockReading>> {
    if (!this.clock.isTestClock) return rejectedFor({ code: 'NoTestClock' });
    const { outcome, now } = await this.clock.set(to);
    if (outcome === 'backwards') return rejectedFor({ code: 'ClockBackwards', now });
    const ran = await this.run.through(Calendar.dayOf(now));
    if (ran.outcome !== 'ran') return ran;
    return { outcome: 'done', answer: { now }, position: ran.position, replayed: false };
  }
}
