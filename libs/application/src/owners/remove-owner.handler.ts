import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answeredAs, whenProjected } from '../answers';
import { type Outcome } from '../messages/outcome';
import { RemoveOwner, type OwnersOfOrder } from '../messages/owners.messages';
import { Projection } from '../ports/projection.port';
import { asked, OrderChanges } from '../reservations/order-changes';
import { ownersOf } from './owners-of';

/** Makes an Owner of an order one no more. */
@CommandHandler(RemoveOwner)
export class RemoveOwnerHandler implements ICommandHandler<RemoveOwner> {
  constructor(
    private readonly changes: OrderChanges,
    private readonly projection: Projection,
  ) {}

  async execute({ input }: RemoveOwner): Promise<Outcome<OwnersOfOrder>> {
    const { orderId, owner } = input;
    const outcome = await this.changes.carryOut(input, {
      kind: 'RemoveOwner',
      request: { owner },
      gather: asked({ type: 'RemoveOwner', orderId, owner }),
    });
    return whenProjected(this.projection, answeredAs(outcome, ownersOf));
  }
}
