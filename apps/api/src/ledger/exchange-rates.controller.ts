import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { PublishExchangeRate } from '#application';
import { type ExchangeRate } from '#ledger-core';
import { type Call, Called } from '../http/call.decorator';
import { doneOf } from '../http/outcome-answer';
import { requestKeyOf } from '../http/request-key';
import { RolesThatMay } from '../http/roles.guard';
import { CommandDocs } from './command-docs';
import { sendCommandHeaders } from '../http/command-headers';
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
      'A price listed in another currency is multiplied by it (R-PUR-1), and refunds in another currency than USD count towards the cap by it (R-CAP-2). Of several for one day the one published last holds.',
    status: 201,
    answers: 'The rate as published; every process decides by it.',
    refusals: { 409: 'The key was used with another body.' },
    keyCountsFor: 'rates published by this principal',
  })
  async publish(
    @Body() rate: PublishExchangeRateDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<ExchangeRate> {
    const requestKey = requestKeyOf(request);
    const command = new PublishExchangeRate({ rate, caller, requestKey });
    const done = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, done);
    return done.answer;
  }
}
