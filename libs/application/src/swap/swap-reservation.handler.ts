import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type BillingAccount,
  type Day,
  type JsonObject,
  reservationId,
  reservationOrderId,
} from '#ledger-core';
import { PriceBook } from '#price-list';
import { answeredAs, whenProjected } from '../answers';
import { type Gathered } from '../execution/decide-gathered';
import { dayOf, textOf } from '../json-reading';
import { type Outcome } from '../messages/outcome';
import { type SwappedReservation, SwapReservation } from '../messages/swap.messages';
import { Projection } from '../ports/projection.port';
import { OrderChanges } from '../reservations/order-changes';
import { twinSkuNameOf } from './twin-sku-name';

type Input = SwapReservation['input'];

/** Swaps a reservation to the twin that the catalogue names. */
@CommandHandler(SwapReservation)
export class SwapReservationHandler implements ICommandHandler<SwapReservation> {
  constructor(
    private readonly changes: OrderChanges,
    private readonly prices: PriceBook,
    private readonly projection: Projection,
  ) {}

  async execute({ input }: SwapReservation): Promise<Outcome<SwappedReservation>> {
    const { reservationId: reservation, toSkuName } = input;
    const outcome = await this.changes.carryOut(input, {
      kind: 'SwapReservation',
      request: { reservationId: reservation, toSkuName },
      gather: (state, { on }) => this.#gathered(input, state, on),
    });
    return whenProjected(this.projection, answeredAs(outcome, swapped));
  }

  async #gathered(
    { orderId, reservationId: id, toSkuName }: Input,
    state: BillingAccount,
    on: Day,
  ): Promise<Gathered> {
    const reservation = state.reservations.get(id);
    const twin = reservation && (await twinSkuNameOf(this.prices, reservation, on));
    const known = twin === undefined ? {} : { twinSkuName: twin };
    const command = { orderId, reservationId: id, toSkuName, ...known };
    return {
      outcome: 'gathered',
      command: { type: 'SwapReservation', ...command },
      inputs: known,
    };
  }
}

function swapped(answer: JsonObject): SwappedReservation {
  return {
    orderId: reservationOrderId(textOf(answer, 'orderId')),
    reservationId: reservationId(textOf(answer, 'reservationId')),
    fromSkuName: textOf(answer, 'fromSkuName'),
    skuName: textOf(answer, 'skuName'),
    swappedOn: dayOf(answer, 'swappedOn'),
    expiresOn: dayOf(answer, 'expiresOn'),
  };
}
