import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answeredAs } from '../answers';
import { type Outcome } from '../messages/outcome';
import {
  type ChangedReservation,
  UpdateReservation,
} from '../messages/reservation-changes.messages';
import { AccountLookup } from '../ports/account-lookup.port';
import { ReferenceBooks } from '../ports/reference-books';
import { changedReservation } from './changed-reservation';
import { gatherUpdate } from './gather-update';
import { OrderChanges } from './order-changes';

/** Changes a reservation, and what is bought when it expires. */
@CommandHandler(UpdateReservation)
export class UpdateReservationHandler implements ICommandHandler<UpdateReservation> {
  constructor(
    private readonly changes: OrderChanges,
    private readonly lookup: AccountLookup,
    private readonly books: ReferenceBooks,
  ) {}

  async execute({ input }: UpdateReservation): Promise<Outcome<ChangedReservation>> {
    const { orderId, reservationId, changes, caller: principal } = input;
    const { lookup, books } = this;
    const outcome = await this.changes.carryOut(input, {
      kind: 'UpdateReservation',
      request: { reservationId, changes },
      gather: (state, { on }) =>
        gatherUpdate({ lookup, books }, { orderId, reservationId, changes }, state, {
          principal,
          on,
        }),
    });
    return answeredAs(outcome, changedReservation);
  }
}
