import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PolicyTermsBook } from '#application';
import { termsOn } from '#ledger-core';
import {
  refundCapStatement,
  type RefundCapStatement,
  retainedCreditStatement,
  type RetainedCreditStatement,
} from '#read-models';
import { RolesThatMay } from '../http/roles.guard';
import { AccountReader } from './account-reader';
import { AccountPathDto } from './billing-account.dto';
import { ReadDocs } from './command-docs';
import { StatementQueryDto } from './statement.dto';

@ApiTags('Statements')
@Controller('ledger/v1/billingAccounts/:account')
@RolesThatMay('Ledger.Admin', 'Ledger.Auditor')
export class StatementsController {
  constructor(
    private readonly accounts: AccountReader,
    private readonly terms: PolicyTermsBook,
  ) {}

  @Get('refundCap')
  @ReadDocs({
    summary: 'The refund cap on a day',
    description:
      'What was true, or with no further refund will be true, on that day: what counts, what is left, and when it comes back (R-CAP-5). In USD.',
    status: 200,
    answers: 'The statement.',
    refusals: { 404: 'No such account.' },
  })
  async refundCap(
    @Param() { account: id }: AccountPathDto,
    @Query() query: StatementQueryDto,
  ): Promise<RefundCapStatement> {
    const on = await this.accounts.dayAsked(query.on);
    const terms = termsOn(await this.terms.versions(), 'self-service', on);
    return this.accounts.of(id, (reader) => refundCapStatement(reader, id, on, terms));
  }

  @Get('retainedCredit')
  @ReadDocs({
    summary: 'The retained credit on a day',
    description: 'What was paid beyond what is billed, and pays later charges (R-OUT-3).',
    status: 200,
    answers: 'The statement.',
    refusals: { 404: 'No such account.' },
  })
  async retainedCredit(
    @Param() { account: id }: AccountPathDto,
    @Query() query: StatementQueryDto,
  ): Promise<RetainedCreditStatement> {
    const on = await this.accounts.dayAsked(query.on);
    return this.accounts.of(id, (reader, account) => retainedCreditStatement(reader, account, on));
  }
}
