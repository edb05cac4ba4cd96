import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { documentByNumber, paymentsOfDocument } from '#read-models';
import { ReadDocs } from '../../docs/operation-docs';
import { type Call, Called } from '../../http/callers/call.decorator';
import { READERS_OF_ACCOUNTS, RolesThatMay } from '../../http/callers/roles.guard';
import { AccountReader } from '../accounts/account-reader';
import { DocumentPaymentsDto } from './document-payments.answer';
import { type BodyOf } from '../../http/body-of';
import { belongsTo, documentUnknown } from './document-number';
import { DocumentPathDto } from './document.dto';

@ApiTags('Papers')
@Controller('ledger/v1/billingAccounts/:account/documents/:number/payments')
@RolesThatMay(...READERS_OF_ACCOUNTS)
export class DocumentPaymentsController {
  constructor(private readonly accounts: AccountReader) {}

  @Get()
  @ReadDocs({
    summary: 'What was paid on a paper, and by what',
    description:
      'Explains `paid` of an invoice: money that was recorded or taken from a card, retained credit that was used, and what moved to the paper that replaced it (R-OUT-3). The amounts sum to `paid`. A credit note has none.',
    status: 200,
    answers: 'Each movement, in the order in which it happened.',
    answer: DocumentPaymentsDto,
    refusals: { 404: 'No such account or paper.' },
  })
  payments(
    @Param() { account: id, number }: DocumentPathDto,
    @Called() { caller }: Call,
  ): Promise<BodyOf<typeof DocumentPaymentsDto>> {
    return this.accounts.of(id, caller, async (reader) => {
      const paper = belongsTo(number, id) ? await documentByNumber(reader, number) : undefined;
      if (paper === undefined) throw documentUnknown(id, `paper ${number}`);
      const movements = await paymentsOfDocument(reader, number);
      return {
        value: movements.map(({ paymentId, on, kind, amount, reference }) => ({
          ...{ paymentId, on, kind, amount },
          ...(reference === undefined ? {} : { reference }),
        })),
      };
    });
  }
}
