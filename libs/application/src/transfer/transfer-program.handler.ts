import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { billingAccountId, type Day, type JsonObject, subscriptionId } from '#ledger-core';
import { billingAccountStream } from '#event-log';
import { answeredAs, whenProjected } from '../answers';
import { keyedCommandId } from '../billing-account/keyed-command-id';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { decideGathered, type Gathered } from '../execution/decide-gathered';
import { dayOf, textOf, textsOf } from '../json-reading';
import { type Outcome } from '../messages/outcome';
import {
  TransferProgram,
  type TransferProgramRequest,
  type TransferredProgram,
} from '../messages/transfer.messages';
import { ProgramTransfers } from '../ports/program-transfers.port';
import { Projection } from '../ports/projection.port';
import { CarryingExecutor } from './carrying-executor';

/** Moves an account. What it retains follows at once when it moves today; the daily run finishes what is left undone. */
@CommandHandler(TransferProgram)
export class TransferProgramHandler implements ICommandHandler<TransferProgram> {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly transfers: ProgramTransfers,
    private readonly carrying: CarryingExecutor,
    private readonly projection: Projection,
  ) {}

  async execute({ input }: TransferProgram): Promise<Outcome<TransferredProgram>> {
    const agreed = await whenProjected(this.projection, await this.#agree(input));
    if (agreed.outcome !== 'done') return agreed;
    return answeredAs(
      await this.carrying.carriedAfter(agreed, input.request.billingAccountId),
      transferred,
    );
  }

  #agree({
    request,
    caller: principal,
    idempotencyKey,
  }: TransferProgram['input']): Promise<Outcome<JsonObject>> {
    const { billingAccountId: account } = request;
    const key = idempotencyKey ?? randomUUID();
    return this.accounts.execute({
      stream: billingAccountStream(account),
      kind: 'TransferProgram',
      operationId: key,
      commandId: keyedCommandId('TransferProgram', { caller: principal, key, target: account }),
      target: account,
      request,
      principal,
      reused: { code: 'KeyReused' },
      decide: async (state, moment) => {
        const { gathered, subscriptions } = await this.#gathered(request, moment.on);
        const more = () => ({ ...request, agreedOn: moment.on, subscriptions });
        return decideGathered(gathered, state, { moment, principal, more });
      },
    });
  }

  async #gathered(
    { billingAccountId: account, toBillingAccountId, on }: TransferProgramRequest,
    today: Day,
  ) {
    const target = await this.transfers.target(toBillingAccountId);
    const subscriptions = await this.transfers.subscriptionsOf(account, today);
    const gathered: Gathered = {
      outcome: 'gathered',
      command: {
        type: 'TransferProgram',
        toBillingAccountId,
        transfersOn: on,
        subscriptions,
        ...(target === undefined ? {} : { target }),
      },
      inputs: { subscriptions, ...(target === undefined ? {} : { target }) },
    };
    return { gathered, subscriptions };
  }
}

function transferred(answer: JsonObject): TransferredProgram {
  return {
    billingAccountId: billingAccountId(textOf(answer, 'billingAccountId')),
    toBillingAccountId: billingAccountId(textOf(answer, 'toBillingAccountId')),
    on: dayOf(answer, 'on'),
    agreedOn: dayOf(answer, 'agreedOn'),
    subscriptions: textsOf(answer, 'subscriptions').map(subscriptionId),
  };
}
