import { Body, Controller, HttpCode, Inject, Param, Post, Put, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CalculatePrice, PurchaseReservation } from '#application';
import { AzureCommandDocs } from '../../docs/operation-docs';
import { ApiVersionGuard } from '../../http/api-version.guard';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { sendCommandHeaders } from '../../http/command-headers';
import { PUBLIC_URL } from '../../http/public-url';
import { sendOperation, sendOrderLocation } from '../operations/operation-location';
import { OperationResults } from '../operations/operation-results';
import { type NewOrderBody, presentNewOrder } from '../orders/order.presenter';
import { OrderPathDto, PurchaseBodyDto } from './purchase.dto';
import { purchaseRequestOf } from './purchase-request';
import { presentQuote, type QuoteBody } from './quote.presenter';
import { CALCULATE_PRICE, PURCHASE } from './purchases.docs';

@ApiTags('Buying')
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity')
export class PurchasesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly operations: OperationResults,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  @Post('calculatePrice')
  @HttpCode(200)
  @AzureCommandDocs(CALCULATE_PRICE)
  async calculatePrice(
    @Body() body: PurchaseBodyDto,
    @Called() { caller, reply }: Call,
  ): Promise<QuoteBody> {
    const command = new CalculatePrice({ request: purchaseRequestOf(body), caller });
    const done = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, done);
    return presentQuote(done.answer);
  }

  @Put('reservationOrders/:reservationOrderId')
  @HttpCode(202)
  @AzureCommandDocs(PURCHASE)
  async purchase(
    @Param() { reservationOrderId }: OrderPathDto,
    @Body() body: PurchaseBodyDto,
    @Called() { caller, reply }: Call,
  ): Promise<NewOrderBody> {
    const request = purchaseRequestOf(body);
    const command = new PurchaseReservation({ orderId: reservationOrderId, request, caller });
    const { answer, position, replayed } = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, { position, replayed });
    if (replayed && (await this.operations.isForgotten(reservationOrderId)))
      sendOrderLocation(reply, this.publicUrl, reservationOrderId);
    else sendOperation(reply, this.publicUrl, { id: reservationOrderId, position });
    return presentNewOrder(answer, request);
  }
}
