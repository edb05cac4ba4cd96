import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { documentAtRevision, documentByNumber, documentsOf } from '#read-models';
import { type Call, Called } from '../../http/callers/call.decorator';
import { READERS_OF_ACCOUNTS, RolesThatMay } from '../../http/callers/roles.guard';
import { AccountReader } from '../accounts/account-reader';
import { DocumentDto, DocumentPageDto } from './document.answer';
import { AccountPathDto } from '../accounts/billing-account.dto';
import { ReadDocs } from '../../docs/operation-docs';
import { type DocumentBody, type DocumentPageBody, presentDocument } from './document.presenter';
import { belongsTo, documentUnknown } from './document-number';
import { DocumentListQueryDto, DocumentPathDto, DocumentQueryDto } from './document.dto';

const PAGE = 100;

@ApiTags('Papers')
@Controller('ledger/v1/billingAccounts/:account/documents')
@RolesThatMay(...READERS_OF_ACCOUNTS)
export class DocumentsController {
  constructor(private readonly accounts: AccountReader) {}

  @Get()
  @ReadDocs({
    summary: 'The papers of an account, in the order of their numbers',
    description:
      'Every invoice and credit note, the void ones included: a page of 100, `cursor` asks for the next. Papers that are issued meanwhile come after all pages. What is owed is the sum of `amountDue`. Overage of an enrolment is on no paper until its month closes.',
    status: 200,
    answers: 'A page; nextCursor is there when more follow.',
    answer: DocumentPageDto,
    refusals: { 404: 'No such account.' },
  })
  list(
    @Param() { account: id }: AccountPathDto,
    @Query() { cursor, ...filter }: DocumentListQueryDto,
    @Called() { caller }: Call,
  ): Promise<DocumentPageBody> {
    const after = cursor === undefined ? {} : { after: cursor };
    return this.accounts.of(id, caller, async (reader) => {
      const page = await documentsOf(reader, id, { ...filter, ...after, take: PAGE });
      return { ...page, value: page.value.map(presentDocument) };
    });
  }

  @Get(':number')
  @ReadDocs({
    summary: 'One paper, as it stands or as a revision said it',
    description:
      'Its lines never change; each says in `explanation` how its amount came about. A return of what was invoiced makes the invoice `Void`: `replacedBy` leads to the one that repeats its lines, adds the refund, and holds its payments (R-OUT-3). `?revision=1` answers it as it was issued.',
    status: 200,
    answers: 'The paper.',
    answer: DocumentDto,
    refusals: { 404: 'No such account, paper or revision.' },
  })
  document(
    @Param() { account: id, number }: DocumentPathDto,
    @Query() { revision }: DocumentQueryDto,
    @Called() { caller }: Call,
  ): Promise<DocumentBody> {
    return this.accounts.of(id, caller, async (reader) => {
      const found = !belongsTo(number, id)
        ? undefined
        : revision === undefined
          ? await documentByNumber(reader, number)
          : await documentAtRevision(reader, number, revision);
      if (found !== undefined) return presentDocument(found);
      const what = revision === undefined ? `paper ${number}` : `revision ${revision} of ${number}`;
      throw documentUnknown(id, what);
    });
  }
}
