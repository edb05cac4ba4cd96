import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BusinessClock } from '#application';
import { Calendar, type Day } from '#ledger-core';
import { orderOn } from '#read-models';
import { AzureReadDocs } from '../../docs/operation-docs';
import { ApiVersionGuard } from '../../http/api-version.guard';
import { CAPACITY_VERSIONS } from '../../http/api-version';
import { type Call, Called } from '../../http/callers/call.decorator';
import { PUBLIC_URL } from '../../http/public-url';
import { type BodyOf } from '../../http/body-of';
import { OrderAccess } from './order-access';
import { OrderListQueryDto, OrderQueryDto, ReservationQueryDto } from './order.dto';
import { type orderListAnswer } from './order.answer';
import { type OrderBody, presentOrder } from './order.presenter';
import { OrderPathDto } from '../purchase/purchase.dto';
import { ReservationPathDto } from '../refund/refund.dto';
import { ofOrder, reservationOf } from '../reservations/reservation-named';
import { type reservationsOfOrderAnswer } from '../reservations/reservation.answer';
import { presentReservation, type ReservationBody } from '../reservations/reservation.presenter';
import { LIST_ORDERS, READ_ORDER, READ_RESERVATION, READ_RESERVATIONS } from './orders.docs';

/** As the real service pages. */
const PAGE = 50;

type OrderListBody = BodyOf<typeof orderListAnswer>;
type ReservationsBody = BodyOf<typeof reservationsOfOrderAnswer>;

@ApiTags('Orders and reservations')
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity/reservationOrders')
export class OrdersController {
  constructor(
    private readonly orders: OrderAccess,
    private readonly clock: BusinessClock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  @Get()
  @AzureReadDocs(LIST_ORDERS)
  async list(
    @Query() query: OrderListQueryDto,
    @Called() { caller }: Call,
  ): Promise<OrderListBody> {
    const skip = query.$skiptoken ?? 0;
    const { orders, more } = await this.orders.page(caller, { skip, take: PAGE });
    const today = await this.today();
    const value = orders.map((order) => presentOrder(orderOn(order, today)));
    return more ? { value, nextLink: this.pageFrom(skip + PAGE) } : { value };
  }

  @Get(':reservationOrderId')
  @AzureReadDocs(READ_ORDER)
  async order(
    @Param() { reservationOrderId }: OrderPathDto,
    @Query() query: OrderQueryDto,
    @Called() { caller }: Call,
  ): Promise<OrderBody> {
    const { order, charges } = await this.orders.order(reservationOrderId, caller);
    const shown = orderOn(order, await this.today());
    return presentOrder(shown, query.$expand === 'schedule' ? charges : undefined);
  }

  @Get(':reservationOrderId/reservations')
  @AzureReadDocs(READ_RESERVATIONS)
  async reservations(
    @Param() { reservationOrderId }: OrderPathDto,
    @Called() { caller }: Call,
  ): Promise<ReservationsBody> {
    const { order } = await this.orders.order(reservationOrderId, caller);
    const today = await this.today();
    return { value: order.reservations.map((each) => presentReservation(each, today)) };
  }

  @Get(':reservationOrderId/reservations/:reservationId')
  @AzureReadDocs(READ_RESERVATION)
  async reservation(
    @Param() { reservationOrderId, reservationId: named }: ReservationPathDto,
    @Query() query: ReservationQueryDto,
    @Called() { caller }: Call,
  ): Promise<ReservationBody> {
    const reservationId = ofOrder(reservationOrderId, named);
    const { order } = await this.orders.order(reservationOrderId, caller);
    const expand = { renewProperties: query.$expand === 'renewProperties' };
    return presentReservation(reservationOf(order, reservationId), await this.today(), expand);
  }

  private async today(): Promise<Day> {
    return Calendar.dayOf(await this.clock.now());
  }

  private pageFrom(skip: number): string {
    return `${this.publicUrl}/providers/Microsoft.Capacity/reservationOrders?api-version=${CAPACITY_VERSIONS[0]}&$skiptoken=${skip}`;
  }
}
