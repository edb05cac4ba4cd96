import { Body, Controller, HttpCode, Param, Patch, Post, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ArchiveReservation, BusinessClock, UpdateReservation } from '#application';
import { Calendar } from '#ledger-core';
import { AzureCommandDocs } from '../../docs/operation-docs';
import { ApiVersionGuard } from '../../http/api-version.guard';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { sendCommandHeaders } from '../../http/command-headers';
import { requestKeyOf } from '../../http/idempotency/request-key';
import { askedChangesOf } from './asked-changes';
import { OrderAccess } from '../orders/order-access';
import { ReservationPathDto } from '../refund/refund.dto';
import { UpdateBodyDto } from './reservation-changes.dto';
import { ofOrder, reservationOf } from './reservation-named';
import { presentReservation, type ReservationBody } from './reservation.presenter';
import { ARCHIVE, UNARCHIVE, UPDATE } from './reservation-changes.docs';

@ApiTags('Changing reservations')
@UseGuards(ApiVersionGuard)
@Controller(
  'providers/Microsoft.Capacity/reservationOrders/:reservationOrderId/reservations/:reservationId',
)
export class ReservationChangesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly orders: OrderAccess,
    private readonly clock: BusinessClock,
  ) {}

  @Patch()
  @AzureCommandDocs(UPDATE)
  async update(
    @Param() { reservationOrderId: orderId, reservationId: named }: ReservationPathDto,
    @Body() body: UpdateBodyDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<ReservationBody> {
    const of = { orderId, reservationId: ofOrder(orderId, named), caller };
    const requestKey = requestKeyOf(request);
    const command = new UpdateReservation({ ...of, requestKey, changes: askedChangesOf(body) });
    const { position, replayed } = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, { position, replayed });
    const { order } = await this.orders.orderAfter(orderId, caller, position);
    const today = Calendar.dayOf(await this.clock.now());
    return presentReservation(reservationOf(order, of.reservationId), today);
  }

  @Post('archive')
  @HttpCode(200)
  @AzureCommandDocs(ARCHIVE)
  archive(@Param() path: ReservationPathDto, @Called() call: Call): Promise<void> {
    return this.archived(path, call, true);
  }

  @Post('unarchive')
  @HttpCode(200)
  @AzureCommandDocs(UNARCHIVE)
  unarchive(@Param() path: ReservationPathDto, @Called() call: Call): Promise<void> {
    return this.archived(path, call, false);
  }

  /** Azure answers with an empty body, and its clients take no other. */
  private async archived(
    { reservationOrderId: orderId, reservationId: named }: ReservationPathDto,
    { caller, request, reply }: Call,
    archived: boolean,
  ): Promise<void> {
    const of = { orderId, reservationId: ofOrder(orderId, named), caller };
    const requestKey = requestKeyOf(request);
    const command = new ArchiveReservation({ ...of, requestKey, archived });
    const { position, replayed } = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, { position, replayed });
    await this.orders.orderAfter(orderId, caller, position);
  }
}
