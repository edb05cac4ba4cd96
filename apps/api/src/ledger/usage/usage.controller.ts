import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ReportUsage } from '#application';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { requestKeyOf } from '../../http/idempotency/request-key';
import { RolesThatMay } from '../../http/callers/roles.guard';
import { UsageReportDto } from './usage.answer';
import { type BodyOf } from '../../http/body-of';
import { AccountPathDto } from '../accounts/billing-account.dto';
import { CommandDocs } from '../../docs/operation-docs';
import { sendCommandHeaders } from '../../http/command-headers';
import { ReportUsageDto } from './usage.dto';

@ApiTags('Usage')
@Controller('ledger/v1/billingAccounts/:account/usage')
export class UsageController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Report how much of reservations was used on days',
    description:
      'Usage within the free days makes a refund a prorated one (R-AMT-5), and its average fills a return list (R-EXC-7). Of a day reported twice the last report counts. A report of 1 to 3,000 days is recorded whole or not at all.',
    status: 200,
    answers: 'How many days were reported; returns are decided by them from now on.',
    answer: UsageReportDto,
    refusals: {
      400: 'Input that does not fit: the error says which field, and what would be accepted. `UsageDaysOutOfRange`, `UsageInTheFuture`, `UsageNotAQuantity`, `UsageOfAnotherAccount`: nothing of the report was recorded.',
      404: 'No such account.',
      409: 'The key was used with another body (`KeyReused`).',
    },
  })
  async report(
    @Param() { account }: AccountPathDto,
    @Body() body: ReportUsageDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<BodyOf<typeof UsageReportDto>> {
    const days = body.days.map(({ reservationId: { reservationId }, on, usedQuantity }) => ({
      reservationId,
      on,
      usedQuantity,
    }));
    const requestKey = requestKeyOf(request);
    const command = new ReportUsage({ billingAccountId: account, days, caller, requestKey });
    const done = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, done);
    return done.answer;
  }
}
