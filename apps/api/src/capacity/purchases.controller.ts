import { Body, Controller, HttpCode, Inject, Param, Post, Put, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { CalculatePrice, PurchaseReservation } from '#application';
import { ApiVersionGuard } from '../http/api-version.guard';
import { type Call, Called } from '../http/call.decorator';
import { doneOf } from '../http/outcome-answer';
import { sendPosition } from '../http/position';
import { PUBLIC_URL } from '../http/public-url';
import { sendOperation } from './operation-location';
import { type OrderBody, presentNewOrder } from './order.presenter';
import { OrderPathDto, PurchaseBodyDto } from './purchase.dto';
import { purchaseRequestOf } from './purchase-request';
import { presentQuote, type QuoteBody } from './quote.presenter';

@ApiExcludeController()
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity')
export class PurchasesController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  @Post('calculatePrice')
  @HttpCode(200)
  async calculatePrice(
    @Body() body: PurchaseBodyDto,
    @Called() { caller, reply }: Call,
  ): Promise<QuoteBody> {
    const command = new CalculatePrice({ request: purchaseRequestOf(body), caller });
    const done = doneOf(await this.commands.execute(command));
    sendPosition(reply, done.position);
    return presentQuote(done.answer);
  }

  @Put('reservationOrders/:reservationOrderId')
  @HttpCode(202)
  async purchase(
    @Param() { reservationOrderId }: OrderPathDto,
    @Body() body: PurchaseBodyDto,
    @Called() { caller, reply }: Call,
  ): Promise<OrderBody> {
    const request = purchaseRequestOf(body);
    const command = new PurchaseReservation({ orderId: reservationOrderId, request, caller });
    const { answer, position } = doneOf(await this.commands.execute(command));
    sendPosition(reply, position);
    sendOperation(reply, this.publicUrl, { id: reservationOrderId, position });
    return presentNewOrder(answer, request);
  }
}
