import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { documentAtRevision, documentByNumber, documentsOf, type DocumentPage } from '#read-models';
import { Refusal } from '../http/refusal';
import { RolesThatMay } from '../http/roles.guard';
import { AccountReader } from './account-reader';
import { AccountPathDto } from './billing-account.dto';
import { ReadDocs } from './command-docs';
import { type DocumentBody, presentDocument } from './document.presenter';
import { belongsTo } from './document-number';
import { DocumentListQueryDto, DocumentPathDto, DocumentQueryDto } from './statement.dto';

const PAGE = 100;

@ApiTags('Papers')
@Controller('ledger/v1/billingAccounts/:account/documents')
@RolesThatMay('Ledger.Admin', 'Ledger.Auditor')
export class DocumentsController {
  constructor(private readonly accounts: AccountReader) {}

  @Get()
  @ReadDocs({
    summary: 'The papers of an account, in the order of their numbers',
    status: 200,
    answers: 'A page; nextCursor is there when more follow.',
    refusals: { 404: 'No such account.' },
  })
  list(
    @Param() { account: id }: AccountPathDto,
    @Query() { cursor, ...filter }: DocumentListQueryDto,
  ): Promise<DocumentPage> {
    const after = cursor === undefined ? {} : { after: cursor };
    return this.accounts.of(id, async (reader) => {
      const page = await documentsOf(reader, id, { ...filter, ...after, take: PAGE });
      return { ...page, value: page.value.map(presentDocument) };
    });
  }

  @Get(':number')
  @ReadDocs({
    summary: 'One paper, as it stands or as a revision said it',
    status: 200,
    answers: 'The paper.',
    refusals: { 404: 'No such account, paper or revision.' },
  })
  document(
    @Param() { account: id, number }: DocumentPathDto,
    @Query() { revision }: DocumentQueryDto,
  ): Promise<DocumentBody> {
    return this.accounts.of(id, async (reader) => {
      const found = !belongsTo(number, id)
        ? undefined
        : revision === undefined
          ? await documentByNumber(reader, number)
          : await documentAtRevision(reader, number, revision);
      if (found !== undefined) return presentDocument(found);
      const what = revision === undefined ? `paper ${number}` : `revision ${revision} of ${number}`;
      throw new Refusal({
        status: 404,
        code: 'DocumentUnknown',
        detail: `The account ${id} has no ${what}.`,
      });
    });
  }
}
