import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { LinkSubscription, OpenBillingAccount } from '#application';
import { billingAccountStream } from '#event-log';
import {
  accountDetails,
  accountMove,
  accountPayment,
  accountsSeenBy,
  parkedStream,
} from '#read-models';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { answerOfRejection } from '../../http/rejections/rejection-table';
import { Refusal } from '../../http/errors/refusal';
import { READERS_OF_ACCOUNTS, RolesThatMay } from '../../http/callers/roles.guard';
import { AccountReader } from './account-reader';
import {
  type AccountBody,
  type AccountDetailsBody,
  type AccountListBody,
  presentAccount,
  presentAccountDetails,
  presentListedAccount,
} from './account.presenter';
import { AccountListQueryDto } from './account-list.dto';
import { AccountListDto } from './account-list.answer';
import {
  BillingAccountDetailsDto,
  BillingAccountDto,
  LinkedSubscriptionDto,
} from './billing-account.answer';
import { type BodyOf } from '../../http/body-of';
import { AccountPathDto, LinkSubscriptionDto, OpenBillingAccountDto } from './billing-account.dto';
import { CommandDocs, ReadDocs } from '../../docs/operation-docs';
import { keyOf } from '../../http/idempotency/idempotency-key';
import { sendCommandHeaders } from '../../http/command-headers';

const PAGE = 100;

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
      'The account owns one refund cap, one series of papers and one way of paying; what its subscriptions buy is billed to it. An EnterpriseAgreement pays from a prepayment, the others by invoice or card (R-PUR-4). Its id names the request: the same body again answers the first result with `Idempotency-Replayed: true`, with or without an Idempotency-Key.',
    status: 201,
    answers: 'The account as it was opened.',
    answer: BillingAccountDto,
    refusals: {
      400: 'Input that does not fit: the error says which field, and what would be accepted. `PaymentMethodNotOfAgreement`: this agreement pays otherwise. Terms that overlap, end before they begin, or are not in the account’s currency are refused too (R-OUT-1).',
      409: '`BillingAccountExists`: the id is taken by an account with other particulars. Or the `Idempotency-Key` was used for another request (`KeyReused`).',
    },
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
    return this.accounts.of(id, caller, async (reader, account) =>
      presentAccount(account, await accountPayment(reader, account, today)),
    );
  }

  @Get()
  @RolesThatMay(...READERS_OF_ACCOUNTS)
  @ReadDocs({
    summary: 'The billing accounts that the caller may read, in the order of their ids',
    description:
      'To Ledger.Admin and Ledger.Auditor all, to a partner’s agent the accounts of that partner’s customers (R-ACC-3). An account that is opened between two pages moves no other.',
    status: 200,
    answers: 'A page of at most 100; nextCursor is there when more follow.',
    answer: AccountListDto,
  })
  async list(
    @Query() { cursor }: AccountListQueryDto,
    @Called() { caller }: Call,
  ): Promise<AccountListBody> {
    const after = cursor === undefined ? {} : { after: cursor };
    return this.accounts.all(caller, async (reader, viewer) => {
      const page = await accountsSeenBy(reader, viewer, { ...after, take: PAGE });
      return { ...page, value: page.value.map(presentListedAccount) };
    });
  }

  @Get(':account')
  @RolesThatMay(...READERS_OF_ACCOUNTS)
  @ReadDocs({
    summary: 'The account, its subscriptions, payment and balances of today',
    description:
      'What it was opened with, how it pays today (the card on file, or what is left of each prepayment term), which subscriptions are billed to it, and what is due, retained and prepaid at the end of today. With `movedTo` from the time a move to a partner’s programme is agreed on: on and after that day its subscriptions are the other account’s (R-RET-4).',
    status: 200,
    answers: 'The account.',
    answer: BillingAccountDetailsDto,
    refusals: { 404: 'No such account.' },
  })
  async account(
    @Param() { account: id }: AccountPathDto,
    @Called() { caller }: Call,
  ): Promise<AccountDetailsBody> {
    const today = await this.accounts.dayAsked(undefined);
    return this.accounts.evenParked(id, caller, async (reader, account) => {
      const details = await accountDetails(reader, id, today);
      const payment = await accountPayment(reader, account, today);
      const movedTo = await accountMove(reader, id);
      const parked = await parkedStream(reader, billingAccountStream(id));
      if (details !== undefined)
        return presentAccountDetails({ ...details, movedTo, parked }, payment, today);
      throw new Refusal(answerOfRejection({ code: 'BillingAccountUnknown', billingAccountId: id }));
    });
  }

  @Post(':account/subscriptions')
  @HttpCode(201)
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Link a subscription to the account',
    description:
      'Purchases that name the subscription as their `billingScopeId` are billed to the account. A subscription belongs to one account, and leaves it only when the account moves to a partner’s programme. Linked again to the account that it has, it is renamed, and `linkedOn` stays the first day.',
    status: 201,
    answers: 'The subscription as linked.',
    answer: LinkedSubscriptionDto,
    refusals: {
      404: 'No such account.',
      409: '`SubscriptionOfAnotherAccount`: it belongs to another account. `BillingAccountMoved`: the account has moved to a partner’s, which is the one to link it to (R-RET-4). Or the `Idempotency-Key` was used for another request (`KeyReused`).',
    },
  })
  async link(
    @Param() { account }: AccountPathDto,
    @Body() body: LinkSubscriptionDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<BodyOf<typeof LinkedSubscriptionDto>> {
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
