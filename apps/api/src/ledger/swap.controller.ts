import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { SwapReservation } from '#application';
import { type Day } from '#ledger-core';
import { type Call, Called } from '../http/call.decorator';
import { doneOf } from '../http/outcome-answer';
import { ofOrder } from '../capacity/reservations/reservation-named';
import { requestKeyOf } from '../http/request-key';
import { CommandDocs } from './command-docs';
import { sendCommandHeaders } from '../http/command-headers';
import { ReservationPathDto, SwapDto } from './order-changes.dto';

export type SwapBody = Readonly<{
  reservationOrderId: string;
  reservationId: string;
  /** What it covered before, and what it covers now, as the catalogue spells it. */
  fromArmSkuName: string;
  armSkuName: string;
  swappedOn: Day;
  expiresOn: Day;
}>;

@ApiTags('Reservations')
@Controller('ledger/v1/reservationOrders/:order/reservations/:reservation/swap')
export class SwapController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @CommandDocs({
    summary: 'Swap a reservation to its premium-storage twin',
    description:
      'By an Owner of the order. The term goes on, no paper and no charge is made (R-EXC-6); any other SKU takes an exchange.',
    status: 200,
    answers: 'What the reservation covers now.',
    refusals: {
      403: 'The caller is no Owner of the order; no role stands for that.',
      404: 'No such order or reservation.',
      409: 'The reservation is cancelled or expired, or the key was used with another body.',
    },
    keyCountsFor: 'swaps of this order by this principal',
  })
  async swap(
    @Param() { order: orderId, reservation: named }: ReservationPathDto,
    @Body() { armSkuName: toSkuName }: SwapDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<SwapBody> {
    const reservationId = ofOrder(orderId, named);
    const requestKey = requestKeyOf(request);
    const command = new SwapReservation({ orderId, reservationId, toSkuName, caller, requestKey });
    const done = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, done);
    const { fromSkuName, skuName, swappedOn, expiresOn } = done.answer;
    return {
      reservationOrderId: orderId,
      reservationId,
      fromArmSkuName: fromSkuName,
      armSkuName: skuName,
      swappedOn,
      expiresOn,
    };
  }
}
