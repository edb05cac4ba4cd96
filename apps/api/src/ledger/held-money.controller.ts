import { Body, Controller, Get, Param, Patch, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { MoveSupportRequest } from '#application';
import {
  cardRefundsOf,
  type CardRefundView,
  supportRequestsOf,
  type SupportRequestView,
} from '#read-models';
import { type Call, Called } from '../http/call.decorator';
import { doneOf } from '../http/outcome-answer';
import { NoParameters } from '../http/no-parameters.guard';
import { Refusal } from '../http/refusal';
import { answerOfRejection } from '../http/rejection-table';
import { RolesThatMay } from '../http/roles.guard';
import { AccountReader } from './account-reader';
import { AccountPathDto } from './billing-account.dto';
import { CommandDocs, ReadDocs } from './command-docs';
import { MoveSupportRequestDto, SupportRequestPathDto } from './held-money.dto';
import {
  type Listed,
  presentCardRefund,
  presentMoved,
  presentSupportRequest,
} from './held-money.presenter';
import { keyOf } from './idempotency-key';
import { sendCommandHeaders } from '../http/command-headers';

@ApiTags('Statements')
@Controller('ledger/v1/billingAccounts/:account')
export class HeldMoneyController {
  constructor(
    private readonly accounts: AccountReader,
    private readonly commands: CommandBus,
  ) {}

  @Get('cardRefunds')
  @UseGuards(NoParameters)
  @RolesThatMay('Ledger.Admin', 'Ledger.Auditor')
  @ReadDocs({
    summary: 'The money that went back to cards, or is held',
    description:
      'Each amount stands once: money that was held and is sent after approval is one refund, which names the one that held it and the support request (R-OUT-4).',
    status: 200,
    answers: 'All card refunds of the account, in the order in which they were requested or held.',
    refusals: { 404: 'No such account.' },
  })
  cardRefunds(@Param() { account }: AccountPathDto): Promise<Listed<CardRefundView>> {
    return this.accounts.of(account, async (reader) => ({
      value: (await cardRefundsOf(reader, account)).map(presentCardRefund),
    }));
  }

  @Get('supportRequests')
  @UseGuards(NoParameters)
  @RolesThatMay('Ledger.Admin', 'Ledger.Auditor')
  @ReadDocs({
    summary: 'The support requests of an account',
    status: 200,
    answers: 'All support requests, in the order in which they were opened.',
    refusals: { 404: 'No such account.' },
  })
  supportRequests(@Param() { account }: AccountPathDto): Promise<Listed<SupportRequestView>> {
    return this.accounts.of(account, async (reader) => ({
      value: (await supportRequestsOf(reader, account)).map(presentSupportRequest),
    }));
  }

  @Patch('supportRequests/:request')
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Move a support request one step on',
    description:
      'Created, InProgress, Approved or Declined, Closed (R-ACC-4). Approval sends the money it holds to the card then on file; declined, it stays held and owed (R-OUT-4).',
    status: 200,
    answers: 'The support request as this step left it.',
    refusals: {
      404: 'No such account or support request.',
      409: 'It cannot come to that status from where it is, or the key was used with another body.',
    },
    keyCountsFor: 'steps of this support request by this principal',
  })
  async move(
    @Param() { account, request: supportRequestId }: SupportRequestPathDto,
    @Body() { status, why }: MoveSupportRequestDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<SupportRequestView> {
    const step = { billingAccountId: account, supportRequestId, status };
    const command = new MoveSupportRequest({
      request: { ...step, ...(why === undefined ? {} : { why }) },
      caller,
      ...keyOf(request),
    });
    const done = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, done);
    return this.accounts.of(account, async (reader) => {
      const all = await supportRequestsOf(reader, account);
      const found = all.find(({ id }) => id === supportRequestId);
      if (found !== undefined) return presentMoved(found, done.answer);
      throw new Refusal(answerOfRejection({ code: 'SupportRequestUnknown', supportRequestId }));
    });
  }
}
