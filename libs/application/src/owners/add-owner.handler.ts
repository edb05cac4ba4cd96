import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { answeredAs, whenProjected } from '../answers';
import { type Outcome } from '../messages/outcome';
import { AddOwner, type OwnersOfOrder } from '../messages/owners.messages';
import { Projection } from '../ports/projection.port';
import { asked, OrderChanges } from '../reservations/order-changes';
import { ownersOf } from './owners-of';

/** Makes somebody an Owner of an order. */
@CommandHandler(AddOwner)
export class AddOwnerHandler implements ICommandHandler<AddOwner> {
  constructor(
    private readonly changes: OrderChanges,
    private readonly projection: Projection,
  ) {}

  async execute({ input }: AddOwner): Promise<Outcome<OwnersOfOrder>> {
    const { orderId, owner } = input;
    const outcome = await this.changes.carryOut(input, {
      kind: 'AddOwner',
      request: { owner },
      gather: asked({ type: 'AddOwner', orderId, owner }),
    });
    return whenProjected(this.projection, answeredAs(outcome, ownersOf));
  }
}
