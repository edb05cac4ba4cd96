import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { PublishExchangeRate } from '#application';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { requestKeyOf } from '../../http/idempotency/request-key';
import { RolesThatMay } from '../../http/callers/roles.guard';
import { CommandDocs } from '../../docs/operation-docs';
import { sendCommandHeaders } from '../../http/command-headers';
import { ExchangeRateDto } from './terms-and-rates.answer';
import { type BodyOf } from '../../http/body-of';
import { PublishExchangeRateDto } from './terms-and-rates.dto';

@ApiTags('Terms and rates')
@Controller('ledger/v1/exchangeRates')
export class ExchangeRatesController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(201)
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Publish the exchange rate of a day',
    description:
      'A price listed in another currency is multiplied by it (R-PUR-1): buying needs the rate from the currency of the list to that of the account. Refunds in another currency than USD count towards the cap by the rate to USD, or divided by the one from USD (R-CAP-2). Of several for one day the one published last holds.',
    status: 201,
    answers: 'The rate as published; every process decides by it.',
    answer: ExchangeRateDto,
    refusals: {
      400: 'Input that does not fit: the error says which field, and what would be accepted.',
      409: 'The key was used with another body (`KeyReused`).',
    },
  })
  async publish(
    @Body() rate: PublishExchangeRateDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<BodyOf<typeof ExchangeRateDto>> {
    const requestKey = requestKeyOf(request);
    const command = new PublishExchangeRate({ rate, caller, requestKey });
    const done = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, done);
    return done.answer;
  }
}
