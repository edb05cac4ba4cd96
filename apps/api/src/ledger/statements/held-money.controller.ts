import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { MoveSupportRequest } from '#application';
import { cardRefundsOf, supportRequestsOf } from '#read-models';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { Refusal } from '../../http/errors/refusal';
import { answerOfRejection } from '../../http/rejections/rejection-table';
import { READERS_OF_ACCOUNTS, RolesThatMay } from '../../http/callers/roles.guard';
import { AccountReader } from '../accounts/account-reader';
import { CardRefundListDto, SupportRequestDto, SupportRequestListDto } from './held-money.answer';
import { AccountPathDto } from '../accounts/billing-account.dto';
import { CommandDocs, ReadDocs } from '../../docs/operation-docs';
import { MoveSupportRequestDto, SupportRequestPathDto } from './held-money.dto';
import {
  type CardRefundListBody,
  presentCardRefund,
  presentMoved,
  presentSupportRequest,
  type SupportRequestBody,
  type SupportRequestListBody,
} from './held-money.presenter';
import { keyOf } from '../../http/idempotency/idempotency-key';
import { sendCommandHeaders } from '../../http/command-headers';

@ApiTags('Statements')
@Controller('ledger/v1/billingAccounts/:account')
export class HeldMoneyController {
  constructor(
    private readonly accounts: AccountReader,
    private readonly commands: CommandBus,
  ) {}

  @Get('cardRefunds')
  @RolesThatMay(...READERS_OF_ACCOUNTS)
  @ReadDocs({
    summary: 'The money that went back to cards, or is held',
    description:
      'A return of what a card paid goes back to that card, up to what it paid; if it is no longer on file, the money is held and a support request opened (R-OUT-4). Each amount stands once: money that was held and is sent after approval is one refund, which names the one that held it and the support request.',
    status: 200,
    answers: 'All card refunds of the account, in the order in which they were requested or held.',
    answer: CardRefundListDto,
    refusals: { 404: 'No such account.' },
  })
  cardRefunds(
    @Param() { account }: AccountPathDto,
    @Called() { caller }: Call,
  ): Promise<CardRefundListBody> {
    return this.accounts.of(account, caller, async (reader) => ({
      value: (await cardRefundsOf(reader, account)).map(presentCardRefund),
    }));
  }

  @Get('supportRequests')
  @RolesThatMay(...READERS_OF_ACCOUNTS)
  @ReadDocs({
    summary: 'The support requests of an account',
    description:
      'Each decides about money that is held, because the card that paid is no longer on file (R-OUT-4). Ledger.Admin moves them on with PATCH.',
    status: 200,
    answers: 'All support requests, in the order in which they were opened.',
    answer: SupportRequestListDto,
    refusals: { 404: 'No such account.' },
  })
  supportRequests(
    @Param() { account }: AccountPathDto,
    @Called() { caller }: Call,
  ): Promise<SupportRequestListBody> {
    return this.accounts.of(account, caller, async (reader) => ({
      value: (await supportRequestsOf(reader, account)).map(presentSupportRequest),
    }));
  }

  @Patch('supportRequests/:request')
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Move a support request one step on',
    description:
      'Created, InProgress, Approved or Declined, Closed (R-ACC-4). Approval sends the money it holds to the card then on file; declined, it stays held and owed (R-OUT-4): the refund is shown as `Held` for good.',
    status: 200,
    answers: 'The support request as this step left it.',
    answer: SupportRequestDto,
    refusals: {
      404: 'No such account or support request.',
      409: '`SupportRequestNotMovable`: it cannot come to that status from where it is; the error says where it can. Or the `Idempotency-Key` was used for another request (`KeyReused`).',
    },
  })
  async move(
    @Param() { account, request: supportRequestId }: SupportRequestPathDto,
    @Body() { status, why }: MoveSupportRequestDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<SupportRequestBody> {
    const step = { billingAccountId: account, supportRequestId, status };
    const command = new MoveSupportRequest({
      request: { ...step, ...(why === undefined ? {} : { why }) },
      caller,
      ...keyOf(request),
    });
    const done = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, done);
    return this.accounts.of(account, caller, async (reader) => {
      const all = await supportRequestsOf(reader, account);
      const found = all.find(({ id }) => id === supportRequestId);
      if (found !== undefined) return presentMoved(found, done.answer);
      throw new Refusal(answerOfRejection({ code: 'SupportRequestUnknown', supportRequestId }));
    });
  }
}
