import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AddPrepaymentTerm, ChangeCardOnFile } from '#application';
import { type Card, type Day, type Money } from '#ledger-core';
import { type Call, Called } from '../http/call.decorator';
import { doneOf } from '../http/outcome-answer';
import { requestKeyOf } from '../http/request-key';
import { RolesThatMay } from '../http/roles.guard';
import { AccountPathDto } from './billing-account.dto';
import { CommandDocs } from './command-docs';
import { sendCommandHeaders } from '../http/command-headers';
import { AddPrepaymentTermDto, CardOnFileDto } from './way-of-paying.dto';

export type AddedTermBody = Readonly<{
  id: string;
  from: Day;
  to: Day;
  amount: Money.Money;
  addedOn: Day;
  /** What the account can draw on that day: of the new term as soon as it has begun. */
  available: Money.Money;
}>;

@ApiTags('Billing accounts')
@Controller('ledger/v1/billingAccounts/:account')
@RolesThatMay('Ledger.Admin')
export class WayOfPayingController {
  constructor(private readonly commands: CommandBus) {}

  @Post('prepaymentTerms')
  @HttpCode(201)
  @CommandDocs({
    summary: 'Add a prepayment term to an enrolment',
    description:
      'Paid in advance for `[from, to)`; terms do not overlap. A renewed enrolment keeps its account and gets a term (R-RET-3).',
    status: 201,
    answers: 'The term as added, and what the account can draw on that day.',
    refusals: {
      404: 'No such account.',
      409: 'The account has a term of that id, or the key was used with another body.',
    },
    keyCountsFor: 'terms of this account added by this principal',
  })
  async addTerm(
    @Param() { account }: AccountPathDto,
    @Body() { termId, from, to, amount }: AddPrepaymentTermDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<AddedTermBody> {
    const requestKey = requestKeyOf(request);
    const term = { termId, from, to, amount };
    const asked = { billingAccountId: account, term, caller, requestKey };
    const done = doneOf(await this.commands.execute(new AddPrepaymentTerm(asked)));
    sendCommandHeaders(reply, done);
    const { addedOn, available } = done.answer;
    return { id: termId, from, to, amount, addedOn, available };
  }

  @Put('cardOnFile')
  @HttpCode(200)
  @CommandDocs({
    summary: 'Change the card on file',
    description:
      'Later charges go to it. What an earlier card is owed by a refund is held, and a support request is opened (R-OUT-4).',
    status: 200,
    answers: 'The card on file.',
    refusals: { 404: 'No such account.', 409: 'The key was used with another body.' },
    keyCountsFor: 'cards of this account changed by this principal',
  })
  async changeCard(
    @Param() { account }: AccountPathDto,
    @Body() { token, brand, last4 }: CardOnFileDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<Card> {
    const requestKey = requestKeyOf(request);
    const card = { token, brand, last4 };
    const asked = { billingAccountId: account, card, caller, requestKey };
    const done = doneOf(await this.commands.execute(new ChangeCardOnFile(asked)));
    sendCommandHeaders(reply, done);
    return done.answer.card;
  }
}
