import { Body, Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { CalculateExchange, CarryOutExchange } from '#application';
import { AzureCommandDocs } from '../../docs/operation-docs';
import { ApiVersionGuard } from '../../http/api-version.guard';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { sendCommandHeaders } from '../../http/command-headers';
import { PUBLIC_URL } from '../../http/public-url';
import { CalculateExchangeBodyDto, ExchangeBodyDto } from './exchange.dto';
import { exchangedOf } from './exchange-policy';
import { sendAsyncOperation } from '../operations/operation-location';
import { OperationResults } from '../operations/operation-results';
import { type ExchangeBody, presentExchange } from './exchange.presenter';
import { purchaseRequestOf } from '../purchase/purchase-request';
import { CALCULATE_EXCHANGE, EXCHANGE } from './exchanges.docs';

/** Both answer with an operation to be asked after: the result is the operation's last status. */
@ApiTags('Exchanging')
@UseGuards(ApiVersionGuard)
@Controller('providers/Microsoft.Capacity')
export class ExchangesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly operations: OperationResults,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  @Post('calculateExchange')
  @HttpCode(202)
  @AzureCommandDocs(CALCULATE_EXCHANGE)
  async calculateExchange(
    @Body() { properties }: CalculateExchangeBodyDto,
    @Called() { caller, reply }: Call,
  ): Promise<void> {
    const returns = properties.reservationsToExchange.map(({ reservationId: named, quantity }) => ({
      ...named,
      quantity,
    }));
    const purchases = properties.reservationsToPurchase.map(purchaseRequestOf);
    const command = new CalculateExchange({ request: { returns, purchases }, caller });
    const { answer, position, replayed } = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, { position, replayed });
    // Nothing is written that the tables have to catch up with.
    sendAsyncOperation(reply, this.publicUrl, { id: answer.operationId, position: undefined });
  }

  @Post('exchange')
  @HttpCode(202)
  @AzureCommandDocs(EXCHANGE)
  async exchange(
    @Body() { properties: { sessionId } }: ExchangeBodyDto,
    @Called() { caller, reply }: Call,
  ): Promise<ExchangeBody | undefined> {
    const command = new CarryOutExchange({ sessionId, caller });
    const { position, replayed } = exchangedOf(await this.commands.execute(command));
    sendCommandHeaders(reply, { position, replayed });
    const longAgo = replayed ? await this.operations.ofLongAgo(sessionId, caller) : undefined;
    if (longAgo?.state === 'exchanged') {
      reply.code(200);
      return presentExchange(longAgo.exchange, longAgo.calculation);
    }
    sendAsyncOperation(reply, this.publicUrl, { id: sessionId, position });
    return undefined;
  }
}
