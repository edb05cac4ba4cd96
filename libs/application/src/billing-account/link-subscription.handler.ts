import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { billingAccountId, decideLink, type JsonObject, subscriptionId } from '#ledger-core';
import { billingAccountStream, type CommandId, commandId, subscriptionStream } from '#event-log';
import { answeredAs, rejectedFor, whenProjected } from '../answers';
import { AccountExecutor } from '../execution/billing-account.stream';
import { SubscriptionExecutor } from '../execution/subscription.stream';
import { dayOf, textOf } from '../json-reading';
import { type LinkedSubscription, LinkSubscription } from '../messages/billing-account.messages';
import { type Outcome } from '../messages/outcome';
import { keyedCommandId } from './keyed-command-id';
import { Projection } from '../ports/projection.port';

type Input = LinkSubscription['input'];

/** Links a subscription to an account that is there. */
@CommandHandler(LinkSubscription)
export class LinkSubscriptionHandler implements ICommandHandler<LinkSubscription> {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly subscriptions: SubscriptionExecutor,
    private readonly projection: Projection,
  ) {}

  async execute({ input }: LinkSubscription): Promise<Outcome<LinkedSubscription>> {
    const id = commandIdOf(input);
    const stream = billingAccountStream(input.billingAccountId);
    const account = await this.accounts.preview({ stream, commandId: id }, (state) =>
      Promise.resolve(state.opened !== undefined),
    );
    if (account.outcome !== 'previewed') return account;
    if (!account.result)
      return rejectedFor({
        code: 'BillingAccountUnknown',
        billingAccountId: input.billingAccountId,
      });
    return whenProjected(this.projection, answeredAs(await this.#link(input, id), linked));
  }

  #link(input: Input, id: CommandId): Promise<Outcome<JsonObject>> {
    const { billingAccountId: account, subscriptionId: subscription, displayName } = input;
    const request = { billingAccountId: account, subscriptionId: subscription, displayName };
    const { caller: principal } = input;
    return this.subscriptions.execute({
      stream: subscriptionStream(request.subscriptionId),
      kind: 'LinkSubscription',
      operationId: request.subscriptionId,
      commandId: id,
      target: request.subscriptionId,
      request,
      principal,
      reused: { code: 'KeyReused' },
      decide: ({ link }, { on }) => {
        const decision = decideLink({ type: 'LinkSubscription', ...request }, link, on);
        if (decision.outcome === 'rejected') return Promise.resolve(decision);
        const answer = { ...request, linkedOn: on };
        return Promise.resolve({ ...decision, inputs: {}, answer });
      },
    });
  }
}

/** Without a key the same link is the same command: it is answered again and not written twice. */
function commandIdOf({
  idempotencyKey: key,
  caller,
  subscriptionId: subscription,
  billingAccountId: account,
  displayName,
}: Input): CommandId {
  if (key !== undefined)
    return keyedCommandId('LinkSubscription', {
      caller,
      key,
      target: `${account}/${subscription}`,
    });
  return commandId('LinkSubscription', subscription, account, displayName);
}

function linked(answer: JsonObject): LinkedSubscription {
  return {
    subscriptionId: subscriptionId(textOf(answer, 'subscriptionId')),
    billingAccountId: billingAccountId(textOf(answer, 'billingAccountId')),
    displayName: textOf(answer, 'displayName'),
    linkedOn: dayOf(answer, 'linkedOn'),
  };
}
