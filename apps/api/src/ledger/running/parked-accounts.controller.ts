import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { parkedStreams } from '#read-models';
import { ReadDocs } from '../../docs/operation-docs';
import { RolesThatMay } from '../../http/callers/roles.guard';
import { ParkedAccountsDto } from './parked-account.answer';
import { type BodyOf } from '../../http/body-of';

@ApiTags('Running')
@Controller('ledger/v1/parkedAccounts')
@RolesThatMay('Ledger.Admin', 'Ledger.Auditor')
export class ParkedAccountsController {
  constructor(private readonly tables: DataSource) {}

  @Get()
  @ReadDocs({
    summary: 'What is parked, the longest parked first',
    description:
      'A history that cannot be read past an event stops what it is about and nothing else: commands, statements and papers of such an account answer 503 (`AccountParked`). Once it can be read, `npx ledger unpark <account or stream> --data-dir <directory>` (or `--all`) lets the ledger go on with it.',
    status: 200,
    answers: 'Every parked stream; an empty list when all is well.',
    answer: ParkedAccountsDto,
  })
  async parked(): Promise<BodyOf<typeof ParkedAccountsDto>> {
    const value = (await parkedStreams(this.tables)).map((each) => ({
      stream: each.stream,
      ...(each.billingAccountId === undefined ? {} : { billingAccountId: each.billingAccountId }),
      revision: String(each.revision),
      eventId: each.eventId,
      reason: each.reason,
      parkedOn: each.parkedAt,
    }));
    return { value };
  }
}
