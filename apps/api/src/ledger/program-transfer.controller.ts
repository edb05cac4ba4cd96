import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { TransferProgram, type TransferredProgram } from '#application';
import { type Call, Called } from '../http/call.decorator';
import { doneOf } from '../http/outcome-answer';
import { RolesThatMay } from '../http/roles.guard';
import { AccountPathDto } from './billing-account.dto';
import { CommandDocs } from './command-docs';
import { keyOf } from './idempotency-key';
import { sendCommandHeaders } from '../http/command-headers';
import { ProgramTransferDto } from './transfer.dto';

@ApiTags('Billing accounts')
@Controller('ledger/v1/billingAccounts/:account/programTransfer')
export class ProgramTransferController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Move a pay-as-you-go account to a partner’s programme (CSP)',
    description:
      'From that day on its subscriptions are the new account’s, and it buys nothing more. What it had bought stays there, and may be returned without fee and outside the cap; what it retains is carried to the new account (R-RET-4).',
    status: 200,
    answers: 'The move as agreed, with the subscriptions of today.',
    refusals: {
      404: 'No such account.',
      409: 'The account moves or has moved already, or the key was used with another body.',
    },
    keyCountsFor: 'moves of this account by this principal',
  })
  async transfer(
    @Param() { account }: AccountPathDto,
    @Body() { toBillingAccountId, on }: ProgramTransferDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<TransferredProgram> {
    const command = new TransferProgram({
      request: { billingAccountId: account, toBillingAccountId, on },
      caller,
      ...keyOf(request),
    });
    const done = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, done);
    return done.answer;
  }
}
