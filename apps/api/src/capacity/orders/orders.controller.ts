import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { BusinessClock } from '#application';
import { Calendar, type Day } from '#ledger-core';
import { ApiVersionGuard } from '../../http/api-version.guard';
import { CAPACITY_VERSIONS } from '../../http/api-version';
import { type Call, Called } from '../../http/call.decorator';
import { PUBLIC_URL } from '../../http/public-url';
import { OrderAccess } from './order-access';
import { OrderListQueryDto, OrderQueryDto, ReservationQueryDto } from './order.dto';
import { type OrderBody, presentOrder } from './order.presenter';
import { OrderPathDto } from '../purchase/purchase.dto';
import { ReservationPathDto } from '../refund/refund.dto';
import { ofOrder, reservationOf } from '../reservations/reservation-named';
import { presentReservation, type ReservationBody } from '../reservations/reservation.presenter';

/** As the real service pages. */
const PAGE = 50;

type List<Body> = Readonly<{ value: readonly Body[]; nextLink?: string }>;

@ApiExcludeController()
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity/reservationOrders')
export class OrdersController {
  constructor(
    private readonly orders: OrderAccess,
    private readonly clock: BusinessClock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  @Get()
  async list(
    @Query() query: OrderListQueryDto,
    @Called() { caller }: Call,
  ): Promise<List<OrderBody>> {
    const skip = query.$skiptoken ?? 0;
    const { orders, more } = await this.orders.page(caller, { skip, take: PAGE });
    const value = orders.map((order) => presentOrder(order));
    return more ? { value, nextLink: this.pageFrom(skip + PAGE) } : { value };
  }

  @Get(':reservationOrderId')
  async order(
    @Param() { reservationOrderId }: OrderPathDto,
    @Query() query: OrderQueryDto,
    @Called() { caller }: Call,
  ): Promise<OrderBody> {
    const { order, charges } = await this.orders.order(reservationOrderId, caller);
    return presentOrder(order, query.$expand === 'schedule' ? charges : undefined);
  }

  @Get(':reservationOrderId/reservations')
  async reservations(
    @Param() { reservationOrderId }: OrderPathDto,
    @Called() { caller }: Call,
  ): Promise<List<ReservationBody>> {
    const { order } = await this.orders.order(reservationOrderId, caller);
    const today = await this.today();
    return { value: order.reservations.map((each) => presentReservation(each, today)) };
  }

  @Get(':reservationOrderId/reservations/:reservationId')
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
