import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type LinkedSubscription, LinkSubscription, OpenBillingAccount } from '#application';
import { accountDetails, accountPayment } from '#read-models';
import { type Call, Called } from '../http/call.decorator';
import { doneOf } from '../http/outcome-answer';
import { answerOfRejection } from '../http/rejection-table';
import { Refusal } from '../http/refusal';
import { RolesThatMay } from '../http/roles.guard';
import { AccountReader } from './account-reader';
import {
  type AccountBody,
  type AccountDetailsBody,
  presentAccount,
  presentAccountDetails,
} from './account.presenter';
import { AccountPathDto, LinkSubscriptionDto, OpenBillingAccountDto } from './billing-account.dto';
import { CommandDocs, ReadDocs } from './command-docs';
import { keyOf } from './idempotency-key';
import { sendCommandHeaders } from '../http/command-headers';

@ApiTags('Billing accounts')
@Controller('ledger/v1/billingAccounts')
export class BillingAccountsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly accounts: AccountReader,
  ) {}

  @Post()
  @HttpCode(201)
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Open a billing account',
    description:
      'The account owns one refund cap, one series of papers and one way of paying. Its id names the request: the same body again answers the first result with `Idempotency-Replayed: true`, with or without an Idempotency-Key.',
    status: 201,
    answers: 'The account as it was opened.',
    refusals: { 409: 'The id is taken by an account with other particulars.' },
  })
  async open(
    @Body() { id, ...particulars }: OpenBillingAccountDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<AccountBody> {
    const command = new OpenBillingAccount({
      request: { billingAccountId: id, ...particulars },
      caller,
      ...keyOf(request),
    });
    const done = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, done);
    const today = await this.accounts.dayAsked(undefined);
    return this.accounts.of(id, async (reader, account) =>
      presentAccount(account, await accountPayment(reader, account, today)),
    );
  }

  @Get(':account')
  @RolesThatMay('Ledger.Admin', 'Ledger.Auditor')
  @ReadDocs({
    summary: 'The account, its subscriptions, payment and balances of today',
    status: 200,
    answers: 'The account.',
    refusals: { 404: 'No such account.' },
  })
  async account(@Param() { account: id }: AccountPathDto): Promise<AccountDetailsBody> {
    const today = await this.accounts.dayAsked(undefined);
    return this.accounts.of(id, async (reader, account) => {
      const details = await accountDetails(reader, id, today);
      const payment = await accountPayment(reader, account, today);
      if (details !== undefined) return presentAccountDetails(details, payment, today);
      throw new Refusal(answerOfRejection({ code: 'BillingAccountUnknown', billingAccountId: id }));
    });
  }

  @Post(':account/subscriptions')
  @HttpCode(201)
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Link a subscription to the account',
    description: 'Purchases that name the subscription are billed to the account.',
    status: 201,
    answers: 'The subscription as linked.',
    refusals: { 404: 'No such account.', 409: 'The subscription belongs to another account.' },
    keyCountsFor: 'links of this subscription to this account by this principal',
  })
  async link(
    @Param() { account }: AccountPathDto,
    @Body() body: LinkSubscriptionDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<LinkedSubscription> {
    const { subscriptionId, displayName } = body;
    const command = new LinkSubscription({
      billingAccountId: account,
      subscriptionId,
      displayName,
      caller,
      ...keyOf(request),
    });
    const done = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, done);
    return done.answer;
  }
}
