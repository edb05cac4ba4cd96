import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PolicyTermsBook } from '#application';
import { type Day, termsOn } from '#ledger-core';
import { refundCapStatement, retainedCreditStatement } from '#read-models';
import { type Call, Called } from '../../http/callers/call.decorator';
import { READERS_OF_ACCOUNTS, RolesThatMay } from '../../http/callers/roles.guard';
import { AccountReader } from '../accounts/account-reader';
import { RefundCapStatementDto, RetainedCreditStatementDto } from './statement.answer';
import { type BodyOf } from '../../http/body-of';
import { AccountPathDto } from '../accounts/billing-account.dto';
import { ReadDocs } from '../../docs/operation-docs';
import { StatementQueryDto } from './statement.dto';

@ApiTags('Statements')
@Controller('ledger/v1/billingAccounts/:account')
@RolesThatMay(...READERS_OF_ACCOUNTS)
export class StatementsController {
  constructor(
    private readonly accounts: AccountReader,
    private readonly terms: PolicyTermsBook,
  ) {}

  @Get('refundCap')
  @ReadDocs({
    summary: 'The refund cap on a day',
    description:
      'How much may still be refunded: at most the limit within any window of days, over all orders of the account (R-CAP-1). What was true, or with no further refund will be true, on that day: what counts, what is left, and when it comes back (R-CAP-5). In USD.',
    status: 200,
    answers: 'The statement.',
    answer: RefundCapStatementDto,
    refusals: { 404: 'No such account.' },
  })
  async refundCap(
    @Param() { account: id }: AccountPathDto,
    @Query() query: StatementQueryDto,
    @Called() { caller }: Call,
  ): Promise<BodyOf<typeof RefundCapStatementDto>> {
    const on = await this.accounts.dayAsked(query.on);
    const versions = await this.terms.versions();
    const terms = (day: Day) => termsOn(versions, 'self-service', day);
    return this.accounts.of(id, caller, (reader) => refundCapStatement(reader, id, on, terms));
  }

  @Get('retainedCredit')
  @ReadDocs({
    summary: 'The retained credit on a day',
    description:
      'What was paid beyond what is billed: it stays with the account and pays charges of reservations bought later, an overpayment any later charge (R-PUR-4, R-OUT-3). It does not pay what is due already. What it pays is a payment on that invoice, never a line. The statement is as at the end of the day.',
    status: 200,
    answers: 'The statement.',
    answer: RetainedCreditStatementDto,
    refusals: { 404: 'No such account.' },
  })
  async retainedCredit(
    @Param() { account: id }: AccountPathDto,
    @Query() query: StatementQueryDto,
    @Called() { caller }: Call,
  ): Promise<BodyOf<typeof RetainedCreditStatementDto>> {
    const on = await this.accounts.dayAsked(query.on);
    return this.accounts.of(id, caller, (reader, account) =>
      retainedCreditStatement(reader, account, on),
    );
  }
}
