import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  billingAccountId,
  decideLink,
  type JsonObject,
  subscriptionId,
  type SubscriptionLinked,
} from '#ledger-core';
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
    const { billingAccountId: account } = input;
    const place = { stream: billingAccountStream(account), commandId: firstLinkId(input) };
    const found = await this.accounts.preview(place, (state) =>
      Promise.resolve(state.opened !== undefined),
    );
    if (found.outcome !== 'previewed') return found;
    if (!found.result)
      return rejectedFor({ code: 'BillingAccountUnknown', billingAccountId: account });
    const { idempotencyKey: key } = input;
    const outcome =
      key === undefined ? this.#linkOnce(input) : this.#link(input, keyedId(input, key));
    return whenProjected(this.projection, answeredAs(await outcome, linked));
  }

  /** Without a key, a link that stands already is answered again; any other is one more, after those that were. */
  async #linkOnce(input: Input): Promise<Outcome<JsonObject>> {
    const place = {
      stream: subscriptionStream(input.subscriptionId),
      commandId: firstLinkId(input),
    };
    const seen = await this.subscriptions.preview(place, (state) => Promise.resolve(state));
    if (seen.outcome !== 'previewed') return seen;
    const { result, position } = seen;
    const { latest, links } = result;
    if (latest === undefined || !isSame(latest, input))
      return this.#link(input, nextLinkId(input, links));
    return { outcome: 'done', answer: latest, position, replayed: true };
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

function keyedId(
  { caller, subscriptionId: subscription, billingAccountId: account }: Input,
  key: string,
): CommandId {
  return keyedCommandId('LinkSubscription', { caller, key, target: `${account}/${subscription}` });
}

/** The same link after as many others is the same command: it is not written twice. */
function nextLinkId(
  { subscriptionId: subscription, billingAccountId: account, displayName }: Input,
  links: number,
): CommandId {
  return commandId('LinkSubscription', subscription, account, displayName, String(links));
}

/** Names a look at a stream: nothing is minted for it. */
function firstLinkId(input: Input): CommandId {
  return nextLinkId(input, 0);
}

function isSame(latest: SubscriptionLinked['data'], asked: Input): boolean {
  return (
    latest.billingAccountId === asked.billingAccountId && latest.displayName === asked.displayName
  );
}

function linked(answer: JsonObject): LinkedSubscription {
  return {
    subscriptionId: subscriptionId(textOf(answer, 'subscriptionId')),
    billingAccountId: billingAccountId(textOf(answer, 'billingAccountId')),
    displayName: textOf(answer, 'displayName'),
    linkedOn: dayOf(answer, 'linkedOn'),
  };
}
