import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { FillReturnList } from '#application';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { CommandDocs } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { sendCommandHeaders } from '../../http/command-headers';
import { ReturnListDto } from './usage.answer';
import { type BodyOf } from '../../http/body-of';
import { AutofillDto } from './usage.dto';

@ApiTags('Exchanging')
@Controller('ledger/v1/autofill')
export class AutofillController {
  constructor(private readonly queries: QueryBus) {}

  @Post()
  @HttpCode(200)
  @CommandDocs({
    summary: 'Fill the return list of an exchange',
    by: WHO_MAY.ownersOfAll,
    description:
      '`refundAll` takes the whole of each reservation; `optimizeUtilization` the largest quantity that leaves at least the average number of units used on the 7 UTC days before today, where a day without a report counts 0 (R-EXC-7). Nothing is written.',
    status: 200,
    answers:
      'A line for each reservation of which there is something to return: none of one that is used up, cancelled or expired.',
    answer: ReturnListDto,
    refusals: {
      400: 'Input that does not fit: the error says which field, and what would be accepted.',
      403: 'The caller does not own every order.',
      404: 'No such reservation (`ReservationUnknown`).',
    },
  })
  async fill(
    @Body() { reservations, mode }: AutofillDto,
    @Called() { caller, reply }: Call,
  ): Promise<BodyOf<typeof ReturnListDto>> {
    const query = new FillReturnList({ reservations, mode, caller });
    const done = doneOf(await this.queries.execute(query));
    sendCommandHeaders(reply, done);
    return { reservationsToReturn: done.answer };
  }
}
