import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type JsonObject, reservationId, reservationOrderId, tenantId } from '#ledger-core';
import { answeredAs } from '../answers';
import { objectsOf, textOf } from '../json-reading';
import { type Outcome } from '../messages/outcome';
import { ChangeDirectory, type OrderInDirectory } from '../messages/reservation-changes.messages';
import { asked, OrderChanges } from './order-changes';

/** Moves an order to another directory. */
@CommandHandler(ChangeDirectory)
export class ChangeDirectoryHandler implements ICommandHandler<ChangeDirectory> {
  constructor(private readonly changes: OrderChanges) {}

  async execute({ input }: ChangeDirectory): Promise<Outcome<OrderInDirectory>> {
    const { orderId, tenantId: tenant } = input;
    const outcome = await this.changes.carryOut(input, {
      kind: 'ChangeDirectory',
      request: { tenantId: tenant },
      gather: asked({ type: 'ChangeDirectory', orderId, tenantId: tenant }),
    });
    return answeredAs(outcome, (answer) => ({
      orderId: reservationOrderId(textOf(answer, 'orderId')),
      tenantId: tenantId(textOf(answer, 'tenantId')),
      reservations: reservationsOf(answer),
    }));
  }
}

/** The earliest moves were answered without; of those nothing more is told. */
function reservationsOf(answer: JsonObject): OrderInDirectory['reservations'] {
  if (answer['reservations'] === undefined) return [];
  return objectsOf(answer, 'reservations').map((each) => ({
    reservationId: reservationId(textOf(each, 'reservationId')),
    displayName: textOf(each, 'displayName'),
  }));
}
