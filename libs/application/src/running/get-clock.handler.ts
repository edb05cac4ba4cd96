import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { lookedUp, rejectedFor } from '../answers';
import { type Outcome } from '../messages/outcome';
import { type ClockReading, GetClock } from '../messages/running.messages';
import { BusinessClock } from '../ports/business-clock.port';

/** Reads the test clock. */
@QueryHandler(GetClock)
export class GetClockHandler implements IQueryHandler<GetClock> {
  constructor(private readonly clock: BusinessClock) {}

  async execute(): Promise<Outcome<ClockReading>> {
    if (!this.clock.isTestClock) return rejectedFor({ code: 'NoTestClock' });
    return lookedUp({ now: await this.clock.now() }, 0n);
  }
}
