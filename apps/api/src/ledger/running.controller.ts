import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  type ClockReading,
  GetClock,
  ImportPrices,
  RunDays,
  type RunOfDays,
  SetClock,
} from '#application';
import { readPriceList } from '#price-list';
import { type Call, Called } from '../http/call.decorator';
import { doneOf } from '../http/outcome-answer';
import { badInput } from '../http/refusal';
import { RolesThatMay } from '../http/roles.guard';
import { CommandDocs, ReadDocs } from './command-docs';
import { sendCommandHeaders } from '../http/command-headers';
import { type ImportBody, presentImport } from './price-import.presenter';
import { PriceListDto, RunDaysDto, SetClockDto } from './running.dto';

@ApiTags('Running')
@Controller('ledger/v1')
export class RunningController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post('priceLists')
  @HttpCode(200)
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Import a price list',
    description:
      'The JSON of the Azure Retail Prices API, as downloaded. Rows that are no price of a reservation are left out, each with its reason.',
    status: 200,
    answers: 'How many rows were imported, were known before, were left out and why.',
  })
  async importPrices(
    @Body() body: PriceListDto,
    @Called() { caller, reply }: Call,
  ): Promise<ImportBody> {
    const reading = readPriceList(body);
    if (reading.kind === 'malformed') throw badInput(reading.why, 'Items');
    const source = `POST /ledger/v1/priceLists by ${caller.id}`;
    const command = new ImportPrices({ list: reading.list, source, caller });
    const done = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, done);
    return presentImport(done.answer);
  }

  @Post('dailyRuns')
  @HttpCode(200)
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Do all that is due up to and including a day',
    description: 'May be repeated, run late, or run for many days at once (R-TIM-1).',
    status: 200,
    answers: 'What this run did; 0 for what an earlier run had done.',
  })
  async runDays(
    @Body() { through }: RunDaysDto,
    @Called() { caller, reply }: Call,
  ): Promise<RunOfDays> {
    const done = doneOf(await this.commands.execute(new RunDays({ through, caller })));
    sendCommandHeaders(reply, done);
    return done.answer;
  }

  @Get('clock')
  @ReadDocs({
    summary: 'Read the test clock',
    status: 200,
    answers: 'Business time.',
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
    description: 'Every day on the way is run, the last one included.',
    status: 200,
    answers: 'Business time; the read models have it.',
    refusals: { 409: 'Backwards, or the system runs without a test clock.' },
  })
  async setClock(
    @Body() { to }: SetClockDto,
    @Called() { caller, reply }: Call,
  ): Promise<ClockReading> {
    const done = doneOf(await this.commands.execute(new SetClock({ to, caller })));
    sendCommandHeaders(reply, done);
    return done.answer;
  }
}
