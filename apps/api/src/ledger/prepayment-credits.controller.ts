import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { prepaymentStatement, type PrepaymentStatement } from '#read-models';
import { RolesThatMay } from '../http/roles.guard';
import { AccountReader } from './account-reader';
import { AccountPathDto } from './billing-account.dto';
import { ReadDocs } from './command-docs';
import { StatementQueryDto } from './statement.dto';

@ApiTags('Statements')
@Controller('ledger/v1/billingAccounts/:account/prepaymentCredits')
@RolesThatMay('Ledger.Admin', 'Ledger.Auditor')
export class PrepaymentCreditsController {
  constructor(private readonly accounts: AccountReader) {}

  @Get()
  @ReadDocs({
    summary: 'The refund credits and terms of a prepayment on a day',
    description:
      'What was true, or with nothing more happening will be true, on that day. A credit is usable before `expiresOn`; `available` sums what is left of those usable on the day (R-OUT-1). `remaining` of a term is what was not drawn from it; it can be used from `from` to before `to`.',
    status: 200,
    answers: 'The statement.',
    refusals: { 404: 'No such account.' },
  })
  async credits(
    @Param() { account: id }: AccountPathDto,
    @Query() query: StatementQueryDto,
  ): Promise<PrepaymentStatement> {
    const on = await this.accounts.dayAsked(query.on);
    return this.accounts.of(id, (reader, account) => prepaymentStatement(reader, account, on));
  }
}
