import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { RecordPayment } from '#application';
import { type Call, Called } from '../../http/callers/call.decorator';
import { doneOf } from '../../http/errors/outcome-answer';
import { RolesThatMay } from '../../http/callers/roles.guard';
import { RecordedPaymentDto } from './payment.answer';
import { type BodyOf } from '../../http/body-of';
import { AccountPathDto, RecordPaymentDto } from './billing-account.dto';
import { CommandDocs } from '../../docs/operation-docs';
import { keyOf } from '../../http/idempotency/idempotency-key';
import { sendCommandHeaders } from '../../http/command-headers';

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
      'It pays the invoice (if that is void, the one that replaced it), then other due ones, oldest first; what is over is retained and pays later charges (R-PUR-4). The papers show it as `paid`. A payment is money that has come in: sent twice without an `Idempotency-Key`, it is two payments.',
    status: 201,
    answers: 'The payment as recorded.',
    answer: RecordedPaymentDto,
    refusals: {
      400: 'Input that does not fit: the error says which field, and what would be accepted. `PaymentNotPositive`, `PaymentInAnotherCurrency`, `PaymentInTheFuture`: it is 0 or less, not in the account’s currency, or of a day that is yet to come.',
      404: 'No such account, or no such invoice (`InvoiceUnknown`).',
      409: 'The key was used with another body (`KeyReused`).',
    },
  })
  async record(
    @Param() { account }: AccountPathDto,
    @Body() { invoiceNumber, amount, paidOn, reference }: RecordPaymentDto,
    @Called() { caller, request, reply }: Call,
  ): Promise<BodyOf<typeof RecordedPaymentDto>> {
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
