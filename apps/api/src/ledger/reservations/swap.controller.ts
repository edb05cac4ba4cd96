import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { SwapReservation } from '#application';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { ofOrder } from '../../capacity/reservations/reservation-named';
import { requestKeyOf } from '../../http/idempotency/request-key';
import { CommandDocs } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { sendCommandHeaders } from '../../http/command-headers';
import { SwappedReservationDto } from './reservation.answer';
import { type BodyOf } from '../../http/body-of';
import { ReservationPathDto, SwapDto } from './order-changes.dto';

@ApiTags('Changing reservations')
@Controller('ledger/v1/reservationOrders/:order/reservations/:reservation/swap')
export class SwapController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @CommandDocs({
    summary: 'Swap a reservation to its premium-storage twin',
    by: WHO_MAY.owner,
    description:
      'The term goes on, no paper and no charge is made (R-EXC-6); any other SKU takes an exchange.',
    status: 200,
    answers: 'What the reservation covers now.',
    answer: SwappedReservationDto,
    refusals: {
      400: 'Input that does not fit: the error says which field, and what would be accepted. `NoSuchTwin`: it is not the premium-storage twin of what the reservation covers; the error names the twin, if it has one.',
      403: 'The caller is no Owner of the order; no role stands for that.',
      404: 'No such order or reservation.',
      409: 'The reservation is cancelled or expired, or the key was used with another body.',
    },
  })
  async swap(
    @Param() { order: orderId, reservation: named }: ReservationPathDto,
    @Body() { armSkuName: toSkuName }: SwapDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<BodyOf<typeof SwappedReservationDto>> {
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
