import { Body, Controller, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CalculateRefund, ReturnReservation } from '#application';
import { type ReservationId, type ReservationOrderId } from '#ledger-core';
import { AzureCommandDocs } from '../../docs/operation-docs';
import { ApiVersionGuard } from '../../http/api-version.guard';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { sendCommandHeaders } from '../../http/command-headers';
import { PUBLIC_URL } from '../../http/public-url';
import { badInput } from '../../http/errors/refusal';
import { sendOperation, sendOrderLocation } from '../operations/operation-location';
import { OperationResults } from '../operations/operation-results';
import { OrderPathDto } from '../purchase/purchase.dto';
import { CalculateRefundBodyDto, ReturnBodyDto } from './refund.dto';
import { presentRefund, type RefundBody } from './refund.presenter';
import { ofOrder } from '../reservations/reservation-named';
import { type NamedReservation } from '../resource-id';
import { CALCULATE_REFUND, RETURN } from './refunds.docs';

type Returned = Readonly<{ reservationId: NamedReservation; quantity: number }>;

/** What the body names, once it fits the order of the path. */
function namedIn(
  orderId: ReservationOrderId,
  { reservationId: named, quantity }: Returned,
): Readonly<{ orderId: ReservationOrderId; reservationId: ReservationId; quantity: number }> {
  return { orderId, reservationId: ofOrder(orderId, named), quantity };
}

@ApiTags('Returning')
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity/reservationOrders/:reservationOrderId')
export class RefundsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly operations: OperationResults,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  @Post('calculateRefund')
  @HttpCode(200)
  @AzureCommandDocs(CALCULATE_REFUND)
  async calculateRefund(
    @Param() { reservationOrderId }: OrderPathDto,
    @Body() { id, properties }: CalculateRefundBodyDto,
    @Called() { caller, reply }: Call,
  ): Promise<RefundBody> {
    if (id !== undefined && id !== reservationOrderId)
      throw badInput('id: names another reservation order than the path does.', 'id');
    const named = namedIn(reservationOrderId, properties.reservationToReturn);
    const done = doneOf(await this.commands.execute(new CalculateRefund({ ...named, caller })));
    sendCommandHeaders(reply, done);
    return presentRefund(done.answer);
  }

  @Post('return')
  @HttpCode(202)
  @AzureCommandDocs(RETURN)
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
    const { answer, position, replayed } = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, { position, replayed });
    if (replayed && (await this.operations.isForgotten(sessionId)))
      sendOrderLocation(reply, this.publicUrl, reservationOrderId);
    else sendOperation(reply, this.publicUrl, { id: sessionId, position });
    return presentRefund(answer);
  }
}
