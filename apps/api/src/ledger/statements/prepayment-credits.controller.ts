import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { prepaymentStatement } from '#read-models';
import { type Call, Called } from '../../http/callers/call.decorator';
import { READERS_OF_ACCOUNTS, RolesThatMay } from '../../http/callers/roles.guard';
import { AccountReader } from '../accounts/account-reader';
import { PrepaymentStatementDto } from './statement.answer';
import { type BodyOf } from '../../http/body-of';
import { AccountPathDto } from '../accounts/billing-account.dto';
import { ReadDocs } from '../../docs/operation-docs';
import { StatementQueryDto } from './statement.dto';

@ApiTags('Statements')
@Controller('ledger/v1/billingAccounts/:account/prepaymentCredits')
@RolesThatMay(...READERS_OF_ACCOUNTS)
export class PrepaymentCreditsController {
  constructor(private readonly accounts: AccountReader) {}

  @Get()
  @ReadDocs({
    summary: 'The refund credits and terms of a prepayment on a day',
    description:
      'Of an enrolment: a refund of what its prepayment paid is a credit for 90 days, on no paper but this one (R-OUT-1). What was true, or with nothing more happening will be true, on that day. A credit is usable before `expiresOn`; `available` sums what is left of those usable on the day (R-OUT-1). `remaining` of a term is what was not drawn from it; it can be used from `from` to before `to`.',
    status: 200,
    answers: 'The statement; without credits and terms of an account that pays otherwise.',
    answer: PrepaymentStatementDto,
    refusals: { 404: 'No such account.' },
  })
  async credits(
    @Param() { account: id }: AccountPathDto,
    @Query() query: StatementQueryDto,
    @Called() { caller }: Call,
  ): Promise<BodyOf<typeof PrepaymentStatementDto>> {
    const on = await this.accounts.dayAsked(query.on);
    return this.accounts.of(id, caller, (reader, account) =>
      prepaymentStatement(reader, account, on),
    );
  }
}
