import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { FillReturnList } from '#application';
import { type ReturnLine } from '#ledger-core';
import { type Call, Called } from '../http/call.decorator';
import { doneOf } from '../http/outcome-answer';
import { CommandDocs } from './command-docs';
import { sendCommandHeaders } from '../http/command-headers';
import { AutofillDto } from './usage.dto';

export type AutofillBody = Readonly<{ reservationsToReturn: readonly ReturnLine[] }>;

@ApiTags('Exchange')
@Controller('ledger/v1/autofill')
export class AutofillController {
  constructor(private readonly queries: QueryBus) {}

  @Post()
  @HttpCode(200)
  @CommandDocs({
    summary: 'Fill the return list of an exchange',
    description:
      '`refundAll` takes the whole of each reservation; `optimizeUtilization` the largest quantity that leaves at least the average number of units used on the 7 UTC days before today, where a day without a report counts 0 (R-EXC-7). Asked by the Owner of every order. Nothing is written.',
    status: 200,
    answers: 'A line for each reservation of which there is something to return.',
    refusals: { 403: 'The caller does not own every order.', 404: 'No such reservation.' },
  })
  async fill(
    @Body() { reservations, mode }: AutofillDto,
    @Called() { caller, reply }: Call,
  ): Promise<AutofillBody> {
    const query = new FillReturnList({ reservations, mode, caller });
    const done = doneOf(await this.queries.execute(query));
    sendCommandHeaders(reply, done);
    return { reservationsToReturn: done.answer };
  }
}
