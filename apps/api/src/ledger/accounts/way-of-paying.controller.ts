import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AddPrepaymentTerm, ChangeCardOnFile } from '#application';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { requestKeyOf } from '../../http/idempotency/request-key';
import { RolesThatMay } from '../../http/callers/roles.guard';
import { AddedPrepaymentTermDto, CardDto } from './billing-account.answer';
import { type BodyOf } from '../../http/body-of';
import { AccountPathDto } from './billing-account.dto';
import { CommandDocs } from '../../docs/operation-docs';
import { sendCommandHeaders } from '../../http/command-headers';
import { AddPrepaymentTermDto, CardOnFileDto } from './way-of-paying.dto';

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
      'Money paid in advance: charges on the days from `from` to before `to` are drawn from it, after refund credits, if it covers them whole (R-PUR-4). Terms do not overlap. A renewed enrolment keeps its account and gets a term (R-RET-3).',
    status: 201,
    answers: 'The term as added, and what the account can draw on that day.',
    answer: AddedPrepaymentTermDto,
    refusals: {
      400: 'Input that does not fit: the error says which field, and what would be accepted. `PrepaymentTermsOverlap`, `PrepaymentTermEmpty`, `PrepaymentNotPositive`, `PrepaymentInAnotherCurrency`: what a term cannot be (R-OUT-1). `PaymentMethodOfAccount`: the account is no enrolment.',
      404: 'No such account.',
      409: '`PrepaymentTermExists`: the account has a term of that id. Or the `Idempotency-Key` was used for another request (`KeyReused`).',
    },
  })
  async addTerm(
    @Param() { account }: AccountPathDto,
    @Body() { termId, from, to, amount }: AddPrepaymentTermDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<BodyOf<typeof AddedPrepaymentTermDto>> {
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
      'Later charges go to it. Charges that an earlier card paid are refunded to that card; as it is no longer on file, the money is held and a support request opened at the return (R-OUT-4).',
    status: 200,
    answers: 'The card on file.',
    answer: CardDto,
    refusals: {
      400: 'Input that does not fit: the error says which field, and what would be accepted. `PaymentMethodOfAccount`: the account does not pay by card.',
      404: 'No such account.',
      409: 'The key was used with another body (`KeyReused`).',
    },
  })
  async changeCard(
    @Param() { account }: AccountPathDto,
    @Body() { token, brand, last4 }: CardOnFileDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<BodyOf<typeof CardDto>> {
    const requestKey = requestKeyOf(request);
    const card = { token, brand, last4 };
    const asked = { billingAccountId: account, card, caller, requestKey };
    const done = doneOf(await this.commands.execute(new ChangeCardOnFile(asked)));
    sendCommandHeaders(reply, done);
    return done.answer.card;
  }
}
