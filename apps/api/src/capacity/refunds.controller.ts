import { Body, Controller, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { CalculateRefund, ReturnReservation } from '#application';
import { type ReservationId, type ReservationOrderId } from '#ledger-core';
import { ApiVersionGuard } from '../http/api-version.guard';
import { type Call, Called } from '../http/call.decorator';
import { doneOf } from '../http/outcome-answer';
import { sendPosition } from '../http/position';
import { PUBLIC_URL } from '../http/public-url';
import { badInput, Refusal } from '../http/refusal';
import { answerOfRejection } from '../http/rejection-table';
import { sendOperation } from './operation-location';
import { OrderPathDto } from './purchase.dto';
import { CalculateRefundBodyDto, ReturnBodyDto } from './refund.dto';
import { presentRefund, type RefundBody } from './refund.presenter';
import { type NamedReservation } from './resource-id';

type Returned = Readonly<{ reservationId: NamedReservation; quantity: number }>;

/** What the body names, once it fits the order of the path. */
function namedIn(
  orderId: ReservationOrderId,
  { reservationId: named, quantity }: Returned,
): Readonly<{ orderId: ReservationOrderId; reservationId: ReservationId; quantity: number }> {
  const { reservationId } = named;
  if (named.orderId === undefined || named.orderId === orderId)
    return { orderId, reservationId, quantity };
  throw new Refusal(answerOfRejection({ code: 'ReservationNotInOrder', orderId, reservationId }));
}

@ApiExcludeController()
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity/reservationOrders/:reservationOrderId')
export class RefundsController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  @Post('calculateRefund')
  @HttpCode(200)
  async calculateRefund(
    @Param() { reservationOrderId }: OrderPathDto,
    @Body() { id, properties }: CalculateRefundBodyDto,
    @Called() { caller, reply }: Call,
  ): Promise<RefundBody> {
    if (id !== undefined && id !== reservationOrderId)
      throw badInput('id: names another reservation order than the path does.', 'id');
    const named = namedIn(reservationOrderId, properties.reservationToReturn);
    const done = doneOf(await this.commands.execute(new CalculateRefund({ ...named, caller })));
    sendPosition(reply, done.position);
    return presentRefund(done.answer);
  }

  @Post('return')
  @HttpCode(202)
  async return(
    @Param() { reservationOrderId }: OrderPathDto,
    @Body() { properties }: ReturnBodyDto,
    @Called() { caller, reply }: Call,
  ): Promise<RefundBody> {
    const { sessionId, returnReason: reason } = properties;
    const command = new ReturnReservation({
      ...namedIn(reservationOrderId, properties.reservationToReturn),
      sessionId,
      ...(reason === undefined ? {} : { reason }),
      caller,
    });
    const { answer, position } = doneOf(await this.commands.execute(command));
    sendPosition(reply, position);
    sendOperation(reply, this.publicUrl, { id: sessionId, position });
    return presentRefund(answer);
  }
}
