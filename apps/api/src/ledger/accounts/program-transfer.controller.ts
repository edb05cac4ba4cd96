import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { TransferProgram } from '#application';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { RolesThatMay } from '../../http/callers/roles.guard';
import { TransferredProgramDto } from './billing-account.answer';
import { type BodyOf } from '../../http/body-of';
import { AccountPathDto } from './billing-account.dto';
import { CommandDocs } from '../../docs/operation-docs';
import { keyOf } from '../../http/idempotency/idempotency-key';
import { sendCommandHeaders } from '../../http/command-headers';
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
    answer: TransferredProgramDto,
    refusals: {
      400: 'Input that does not fit: the error says which field, and what would be accepted. `TransferNotOfAgreement`: the account is not pay-as-you-go (MicrosoftOnlineServicesProgram). `TransferTargetUnsuitable`: the other is no MicrosoftPartnerAgreement of the same currency. `TransferInThePast`: the day is before business today.',
      404: 'No such account.',
      409: '`TransferAgreedAlready`: the account moves or has moved already. Or the `Idempotency-Key` was used for another request (`KeyReused`).',
    },
  })
  async transfer(
    @Param() { account }: AccountPathDto,
    @Body() { toBillingAccountId, on }: ProgramTransferDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<BodyOf<typeof TransferredProgramDto>> {
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
