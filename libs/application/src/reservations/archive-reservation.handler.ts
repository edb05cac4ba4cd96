import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answeredAs } from '../answers';
import { type Outcome } from '../messages/outcome';
import {
  ArchiveReservation,
  type ChangedReservation,
} from '../messages/reservation-changes.messages';
import { changedReservation } from './changed-reservation';
import { asked, OrderChanges } from './order-changes';

/** Puts a reservation that is over into the archive, or takes it out. */
@CommandHandler(ArchiveReservation)
export class ArchiveReservationHandler implements ICommandHandler<ArchiveReservation> {
  constructor(private readonly changes: OrderChanges) {}

  async execute({ input }: ArchiveReservation): Promise<Outcome<ChangedReservation>> {
    const { orderId, reservationId, archived } = input;
    const outcome = await this.changes.carryOut(input, {
      kind: 'ArchiveReservation',
      request: { reservationId, archived },
      gather: asked({ type: 'ArchiveReservation', orderId, reservationId, archived }),
    });
    return answeredAs(outcome, changedReservation);
  }
}
