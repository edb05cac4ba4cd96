import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import {
  type ClockReading,
  type ClockSet,
  GetClock,
  ImportPrices,
  RunDays,
  type RunOfDays,
  SetClock,
} from '#application';
import { readPriceList } from '#price-list';
import { latestRun } from '#read-models';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { badInput } from '../../http/errors/refusal';
import { RolesThatMay } from '../../http/callers/roles.guard';
import { CommandDocs, ReadDocs } from '../../docs/operation-docs';
import { WHO_MAY } from '../../docs/who-may';
import { sendCommandHeaders } from '../../http/command-headers';
import { ClockDto, ClockSetDto, CurrentRunDto, RunOfDaysDto } from './daily-run.answer';
import { ImportedPricesDto } from './price-import.answer';
import { presentRun } from './daily-run.presenter';
import { type ImportBody, presentImport } from './price-import.presenter';
import { PriceListDto, RunDaysDto, SetClockDto } from './running.dto';

@ApiTags('Running')
@Controller('ledger/v1')
export class RunningController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly tables: DataSource,
  ) {}

  @Post('priceLists')
  @HttpCode(200)
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Import a price list',
    description:
      'What can be bought, and at what price: the JSON of the Azure Retail Prices API, as downloaded. It is added whole or not at all, and may be sent again: rows that are known change nothing. Of a product the plain row holds (no Windows, no licence in `productName`), of several the one with the latest `effectiveStartDate` up to the day; docs/prices.md has the whole rule. Rows that are no price of a reservation are left out, each with its reason. Of a row these members count: `type` (`Reservation`), `reservationTerm` (`1 Year`, `3 Years`, `5 Years`), `armSkuName` and `armRegionName` (what a purchase names as `sku.name` and `location`), `currencyCode`, `retailPrice` (of one unit for the whole term), `effectiveStartDate` and `effectiveEndDate`, `productName`, `serviceName` (the two say which reserved resource type it is, unless the row says so as `reservedResourceType`), `meterId`, and `reservationSwappableArmSkuName` (its premium-storage twin). Others, such as `skuName`, may be there and have no bearing.',
    status: 200,
    answers: 'How many rows were imported, were known before, were left out and why.',
    answer: ImportedPricesDto,
  })
  async importPrices(
    @Body() body: PriceListDto,
    @Called() { caller, reply }: Call,
  ): Promise<ImportBody> {
    const reading = readPriceList(body);
    if (reading.kind === 'malformed') throw badInput(reading.why, 'Items');
    const source = `POST /ledger/v1/priceLists by ${caller.id}`;
    const command = new ImportPrices({ list: reading.list, source });
    const done = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, done);
    return presentImport(done.answer);
  }

  @Post('dailyRuns')
  @HttpCode(200)
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Do all that is due up to and including a day',
    description:
      'Expires credits, charges instalments, ends and renews reservations, and closes overage months, in this order within a day. May be repeated, run late, or run for many days at once with the same result (R-TIM-1); the ledger also does it by itself.',
    status: 200,
    answers:
      'What this run did; 0 for what an earlier run had done. Accounts in which something could not be done are named.',
    answer: RunOfDaysDto,
    refusals: { 400: 'The day is after business today.' },
  })
  async runDays(
    @Body() { through }: RunDaysDto,
    @Called() { caller, reply }: Call,
  ): Promise<RunOfDays> {
    const done = doneOf(await this.commands.execute(new RunDays({ through, caller })));
    sendCommandHeaders(reply, done);
    return done.answer;
  }

  @Get('dailyRuns/current')
  @RolesThatMay('Ledger.Admin', 'Ledger.Auditor')
  @ReadDocs({
    summary: 'The daily run under way, or the last one',
    description: 'Every process of the API shows the same, whichever runs.',
    status: 200,
    answers: 'How far it is, or what came of it; `none` before the first.',
    answer: CurrentRunDto,
  })
  async currentRun(): Promise<CurrentRunDto> {
    return presentRun(await latestRun(this.tables));
  }

  @Get('clock')
  @ReadDocs({
    summary: 'Read the test clock',
    by: WHO_MAY.everybody,
    description:
      'Rules see business time: that of the machine, or of a test clock, which stands still between calls. Quotes, sessions, instalments, credits and the cap go by it.',
    status: 200,
    answers: 'Business time.',
    answer: ClockDto,
    refusals: { 409: 'The system runs without a test clock.' },
  })
  async clock(): Promise<ClockReading> {
    return doneOf(await this.queries.execute(new GetClock())).answer;
  }

  @Post('clock')
  @HttpCode(200)
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Set the test clock forward',
    description:
      'Every day on the way is run, the last one included: instalments are charged, credits expire, months close, reservations end or renew, each dated on its day (R-TIM-1). Only of a system that was started with `--test-clock`.',
    status: 200,
    answers:
      'Business time; the read models have it. Accounts in which something could not be done are named.',
    answer: ClockSetDto,
    refusals: { 409: 'Backwards, or the system runs without a test clock.' },
  })
  async setClock(
    @Body() { to }: SetClockDto,
    @Called() { caller, reply }: Call,
  ): Promise<ClockSet> {
    const done = doneOf(await this.commands.execute(new SetClock({ to, caller })));
    sendCommandHeaders(reply, done);
    return done.answer;
  }
}
