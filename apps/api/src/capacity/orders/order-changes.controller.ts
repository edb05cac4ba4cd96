import { Body, Controller, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { BusinessClock, ChangeDirectory, MergeReservations, SplitReservation } from '#application';
import { Calendar, type ReservationId, tenantId } from '#ledger-core';
import { type OrderView } from '#read-models';
import { AzureCommandDocs } from '../../docs/operation-docs';
import { ApiVersionGuard } from '../../http/api-version.guard';
import { CAPACITY_VERSIONS } from '../../http/api-version';
import { type Call, Called } from '../../http/callers/call.decorator';
import { type HttpReply } from '../../http/request-and-reply';
import { doneOf } from '../../http/errors/outcome-answer';
import { sendCommandHeaders } from '../../http/command-headers';
import { PUBLIC_URL } from '../../http/public-url';
import { requestKeyOf } from '../../http/idempotency/request-key';
import { type DirectoryBody, presentDirectory } from './directory.presenter';
import { OrderAccess } from './order-access';
import { OrderPathDto } from '../purchase/purchase.dto';
import {
  ChangeDirectoryBodyDto,
  MergeBodyDto,
  SplitBodyDto,
} from '../reservations/reservation-changes.dto';
import { ofOrder, reservationOf } from '../reservations/reservation-named';
import { presentRevision, type RevisionBody } from '../reservations/reservation-revision.presenter';
import { CHANGE_DIRECTORY, MERGE, SPLIT } from './order-changes.docs';

@ApiTags('Changing reservations')
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity/reservationOrders/:reservationOrderId')
export class OrderChangesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly orders: OrderAccess,
    private readonly clock: BusinessClock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  /** What it became, and then what was split. */
  @Post('split')
  @HttpCode(200)
  @AzureCommandDocs(SPLIT)
  async split(
    @Param() { reservationOrderId: orderId }: OrderPathDto,
    @Body() { properties }: SplitBodyDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<readonly RevisionBody[]> {
    const reservationId = ofOrder(orderId, properties.reservationId);
    const { quantities } = properties;
    const of = { orderId, caller, requestKey: requestKeyOf(request) };
    const command = new SplitReservation({ ...of, reservationId, quantities });
    const { answer, position, replayed } = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, { position, replayed });
    const { order } = await this.orders.orderAfter(orderId, caller, position);
    this.sendResult(reply, order, { kind: 'splitoperationresults', of: reservationId });
    return this.revisions(order, [...answer.reservationIds, reservationId]);
  }

  /** What was merged, and then what it became. */
  @Post('merge')
  @HttpCode(200)
  @AzureCommandDocs(MERGE)
  async merge(
    @Param() { reservationOrderId: orderId }: OrderPathDto,
    @Body() { properties }: MergeBodyDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<readonly RevisionBody[]> {
    const sources = properties.sources.map((named) => ofOrder(orderId, named));
    const of = { orderId, caller, requestKey: requestKeyOf(request) };
    const command = new MergeReservations({ ...of, sources });
    const { answer, position, replayed } = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, { position, replayed });
    const { order } = await this.orders.orderAfter(orderId, caller, position);
    this.sendResult(reply, order, { kind: 'mergeoperationresults', of: sources[0] });
    return this.revisions(order, [...sources, answer.reservationId]);
  }

  @Post('changeDirectory')
  @HttpCode(200)
  @AzureCommandDocs(CHANGE_DIRECTORY)
  async changeDirectory(
    @Param() { reservationOrderId: orderId }: OrderPathDto,
    @Body() { destinationTenantId }: ChangeDirectoryBodyDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<DirectoryBody> {
    const of = { orderId, caller, requestKey: requestKeyOf(request) };
    const command = new ChangeDirectory({ ...of, tenantId: tenantId(destinationTenantId) });
    const { answer, position, replayed } = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, { position, replayed });
    return presentDirectory(answer, await this.orders.nameOfMoved(orderId, position));
  }

  private sendResult(
    reply: HttpReply,
    order: OrderView,
    result: Readonly<{ kind: string; of: ReservationId | undefined }>,
  ): void {
    if (result.of === undefined) return;
    const { etag } = reservationOf(order, result.of);
    const path = `/providers/Microsoft.Capacity/reservationorders/${order.id}/${result.kind}/${result.of}_${etag}`;
    reply.header('Location', `${this.publicUrl}${path}?api-version=${CAPACITY_VERSIONS[0]}`);
  }

  private async revisions(
    order: OrderView,
    ids: readonly ReservationId[],
  ): Promise<readonly RevisionBody[]> {
    const today = Calendar.dayOf(await this.clock.now());
    return ids.map((id) => presentRevision(reservationOf(order, id), today));
  }
}
