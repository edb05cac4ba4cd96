import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { documentNumber, billingAccountId, type JsonObject, paymentId } from '#ledger-core';
import { billingAccountStream } from '#event-log';
import { answeredAs } from '../answers';
import { decideGathered, type Gathered } from '../execution/decide-gathered';
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
      decide: (state, moment) => {
        const more = () => ({ ...request, recordedOn: moment.on });
        return Promise.resolve(
          decideGathered(gathered(request), state, { moment, principal, more }),
        );
      },
    });
    return answeredAs(outcome, recorded);
  }
}

function gathered({ invoiceNumber, amount, paidOn, reference }: RecordPaymentRequest): Gathered {
  const command = {
    type: 'RecordPayment',
    invoice: invoiceNumber,
    amount,
    paidOn,
    reference,
  } as const;
  return { outcome: 'gathered', command, inputs: {} };
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
