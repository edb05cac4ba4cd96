import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answeredAs } from '../answers';
import { type Outcome } from '../messages/outcome';
import {
  MergeReservations,
  type MergedReservation,
} from '../messages/reservation-changes.messages';
import { changedReservation } from './changed-reservation';
import { asked, OrderChanges } from './order-changes';

/** Merges reservations of one order. */
@CommandHandler(MergeReservations)
export class MergeReservationsHandler implements ICommandHandler<MergeReservations> {
  constructor(private readonly changes: OrderChanges) {}

  async execute({ input }: MergeReservations): Promise<Outcome<MergedReservation>> {
    const { orderId, sources } = input;
    const outcome = await this.changes.carryOut(input, {
      kind: 'MergeReservations',
      request: { sources },
      gather: asked({ type: 'MergeReservations', orderId, sources }),
    });
    return answeredAs(outcome, changedReservation);
  }
}
