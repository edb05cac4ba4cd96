import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { billingAccountId, type JsonObject } from '#ledger-core';
import { billingAccountStream, commandId } from '#event-log';
import { answeredAs, whenProjected } from '../answers';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { decideAtOnce } from '../execution/decide-gathered';
import { dayOf, textOf } from '../json-reading';
import {
  OpenBillingAccount,
  type OpenedBillingAccount,
} from '../messages/billing-account.messages';
import { type Outcome } from '../messages/outcome';
import { Projection } from '../ports/projection.port';

/** Opens an account. Its id names the command, so that the same body again is the same command. */
@CommandHandler(OpenBillingAccount)
export class OpenBillingAccountHandler implements ICommandHandler<OpenBillingAccount> {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly projection: Projection,
  ) {}

  async execute({ input }: OpenBillingAccount): Promise<Outcome<OpenedBillingAccount>> {
    const { request, caller: principal } = input;
    const { billingAccountId: id } = request;
    const outcome = await this.accounts.execute({
      stream: billingAccountStream(id),
      kind: 'OpenBillingAccount',
      operationId: id,
      commandId: commandId('OpenBillingAccount', id),
      target: id,
      request: { ...request },
      principal,
      reused: { code: 'BillingAccountExists', billingAccountId: id },
      decide: decideAtOnce({ type: 'OpenBillingAccount', ...request }, principal, ({ on }) => ({
        openedOn: on,
      })),
    });
    return whenProjected(this.projection, answeredAs(outcome, opened));
  }
}

function opened(answer: JsonObject): OpenedBillingAccount {
  return {
    billingAccountId: billingAccountId(textOf(answer, 'billingAccountId')),
    openedOn: dayOf(answer, 'openedOn'),
  };
}
