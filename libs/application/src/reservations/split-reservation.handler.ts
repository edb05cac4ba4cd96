import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type JsonObject, reservationId } from '#ledger-core';
import { answeredAs } from '../answers';
import { textsOf } from '../json-reading';
import { type Outcome } from '../messages/outcome';
import { SplitReservation, type SplitReservations } from '../messages/reservation-changes.messages';
import { asked, OrderChanges } from './order-changes';

/** Splits a reservation into several of its order. */
@CommandHandler(SplitReservation)
export class SplitReservationHandler implements ICommandHandler<SplitReservation> {
  constructor(private readonly changes: OrderChanges) {}

  async execute({ input }: SplitReservation): Promise<Outcome<SplitReservations>> {
    const { orderId, reservationId: source, quantities } = input;
    const split = { orderId, reservationId: source, quantities };
    const outcome = await this.changes.carryOut(input, {
      kind: 'SplitReservation',
      request: { reservationId: source, quantities },
      gather: asked({ type: 'SplitReservation', ...split }),
    });
    const made = (answer: JsonObject): SplitReservations => ({
      orderId,
      reservationId: source,
      reservationIds: textsOf(answer, 'reservationIds').map(reservationId),
    });
    return answeredAs(outcome, made);
  }
}
