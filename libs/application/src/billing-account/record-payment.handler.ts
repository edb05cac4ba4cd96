import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type BillingCommand,
  billingAccountId,
  documentNumber,
  type JsonObject,
  paymentId,
} from '#ledger-core';
import { billingAccountStream } from '#event-log';
import { answeredAs } from '../answers';
import { decideAtOnce } from '../execution/decide-gathered';
import { dayOf, moneyOf, textOf } from '../json-reading';
import {
  RecordPayment,
  type RecordedPayment,
  type RecordPaymentRequest,
} from '../messages/billing-account.messages';
import { type Outcome } from '../messages/outcome';
import { CarryingExecutor } from '../transfer/carrying-executor';
import { keyedCommandId } from './keyed-command-id';

/** Records a payment. Without a key every request is a payment of its own. */
@CommandHandler(RecordPayment)
export class RecordPaymentHandler implements ICommandHandler<RecordPayment> {
  constructor(private readonly accounts: CarryingExecutor) {}

  async execute({ input }: RecordPayment): Promise<Outcome<RecordedPayment>> {
    const { request, caller: principal, idempotencyKey } = input;
    const { billingAccountId: account } = request;
    const key = idempotencyKey ?? randomUUID();
    const outcome = await this.accounts.execute({
      stream: billingAccountStream(account),
      kind: 'RecordPayment',
      operationId: key,
      commandId: keyedCommandId('RecordPayment', { caller: principal, key, target: account }),
      target: account,
      request,
      principal,
      reused: { code: 'KeyReused' },
      decide: decideAtOnce(commandOf(request), principal, ({ on }) => ({
        ...request,
        recordedOn: on,
      })),
    });
    return answeredAs(outcome, recorded);
  }
}

function commandOf({ invoiceNumber: invoice, ...payment }: RecordPaymentRequest): BillingCommand {
  const { amount, paidOn, reference } = payment;
  return { type: 'RecordPayment', invoice, amount, paidOn, reference };
}

function recorded(answer: JsonObject): RecordedPayment {
  return {
    paymentId: paymentId(textOf(answer, 'paymentId')),
    billingAccountId: billingAccountId(textOf(answer, 'billingAccountId')),
    invoiceNumber: documentNumber(textOf(answer, 'invoiceNumber')),
    amount: moneyOf(answer, 'amount'),
    paidOn: dayOf(answer, 'paidOn'),
    reference: textOf(answer, 'reference'),
    recordedOn: dayOf(answer, 'recordedOn'),
  };
}
