import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { RecordPayment, type RecordedPayment } from '#application';
import { type Call, Called } from '../http/call.decorator';
import { doneOf } from '../http/outcome-answer';
import { RolesThatMay } from '../http/roles.guard';
import { AccountPathDto, RecordPaymentDto } from './billing-account.dto';
import { CommandDocs } from './command-docs';
import { keyOf } from './idempotency-key';
import { sendCommandHeaders } from '../http/command-headers';

@ApiTags('Billing accounts')
@Controller('ledger/v1/billingAccounts/:account/payments')
export class PaymentsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(201)
  @RolesThatMay('Ledger.Admin')
  @CommandDocs({
    summary: 'Record money that came in for an invoice',
    description:
      'It pays the invoice, then other due ones, oldest first; what is over is kept and pays later charges (R-PUR-4).',
    status: 201,
    answers: 'The payment as recorded.',
    refusals: { 404: 'No such account or invoice.', 409: 'The key was used with another body.' },
    keyCountsFor: 'payments of this account by this principal',
  })
  async record(
    @Param() { account }: AccountPathDto,
    @Body() { invoiceNumber, amount, paidOn, reference }: RecordPaymentDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<RecordedPayment> {
    const command = new RecordPayment({
      request: { billingAccountId: account, invoiceNumber, amount, paidOn, reference },
      caller,
      ...keyOf(request),
    });
    const done = doneOf(await this.commands.execute(command));
    sendCommandHeaders(reply, done);
    return done.answer;
  }
}
