import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ApiVersionGuard } from '../http/api-version.guard';
import { CAPACITY_VERSIONS } from '../http/api-version';
import { type Call, Called } from '../http/call.decorator';
import { PUBLIC_URL } from '../http/public-url';
import { answerOfRejection } from '../http/rejection-table';
import { badInput, Refusal } from '../http/refusal';
import { OrderAccess } from './order-access';
import { OrderListQueryDto, OrderQueryDto } from './order.dto';
import { type OrderBody, presentOrder } from './order.presenter';
import { OrderPathDto } from './purchase.dto';
import { ReservationPathDto } from './refund.dto';
import { presentReservation, type ReservationBody } from './reservation.presenter';

/** As the real service pages. */
const PAGE = 50;

type List<Body> = Readonly<{ value: readonly Body[]; nextLink?: string }>;

@ApiExcludeController()
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity/reservationOrders')
export class OrdersController {
  constructor(
    private readonly orders: OrderAccess,
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
    return { value: order.reservations.map(presentReservation) };
  }

  @Get(':reservationOrderId/reservations/:reservationId')
  async reservation(
    @Param() { reservationOrderId, reservationId: named }: ReservationPathDto,
    @Called() { caller }: Call,
  ): Promise<ReservationBody> {
    if (named.orderId !== undefined && named.orderId !== reservationOrderId)
      throw badInput('reservationId: names another order than the path does.', 'reservationId');
    const { order } = await this.orders.order(reservationOrderId, caller);
    const found = order.reservations.find(({ id }) => id === named.reservationId);
    if (found !== undefined) return presentReservation(found);
    throw new Refusal(
      answerOfRejection({
        code: 'ReservationNotInOrder',
        orderId: reservationOrderId,
        reservationId: named.reservationId,
      }),
    );
  }

  private pageFrom(skip: number): string {
    return `${this.publicUrl}/providers/Microsoft.Capacity/reservationOrders?api-version=${CAPACITY_VERSIONS[0]}&$skiptoken=${skip}`;
  }
}
