import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type BillingAccountId,
  billingAccountId,
  type Day,
  decideLink,
  type JsonObject,
  subscriptionId,
  type SubscriptionLinked,
} from '#ledger-core';
import { billingAccountStream, type CommandId, commandId, subscriptionStream } from '#event-log';
import { answeredAs, rejectedFor, whenProjected } from '../answers';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { type Previewed } from '../execution/execute-command';
import { type LinkState, SubscriptionExecutor } from '../execution/streams/subscription.stream';
import { dayOf, textOf } from '../json-reading';
import { type LinkedSubscription, LinkSubscription } from '../messages/billing-account.messages';
import { type Outcome } from '../messages/outcome';
import { keyedCommandId } from './keyed-command-id';
import { Projection } from '../ports/projection.port';

type Input = LinkSubscription['input'];
type SeenAccount = Previewed<
  Readonly<{
    isOpen: boolean;
    /** R-RET-4: where to, and since when. */
    moved: Readonly<{ toBillingAccountId: BillingAccountId; transferredOn: Day }> | undefined;
  }>
>;

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
    const found = await this.#lookAt(account, input);
    if (found.outcome !== 'previewed') return found;
    if (!found.result.isOpen)
      return rejectedFor({ code: 'BillingAccountUnknown', billingAccountId: account });
    const outcome = await this.#linkTo(found, input);
    return whenProjected(this.projection, answeredAs(outcome, linked));
  }

  /** R-RET-4: what was linked to an account that has moved is the new account's; to the old one nothing more is linked. */
  async #linkTo(found: SeenAccount, input: Input): Promise<Outcome<JsonObject>> {
    const { billingAccountId: account } = input;
    const place = {
      stream: subscriptionStream(input.subscriptionId),
      commandId: firstLinkId(input),
    };
    const seen = await this.subscriptions.preview(place, (state) => Promise.resolve(state));
    if (seen.outcome !== 'previewed') return seen;
    const linkedTo = accountOf(seen.result) ?? account;
    const owner = linkedTo === account ? found : await this.#lookAt(linkedTo, input);
    if (owner.outcome !== 'previewed') return owner;
    const { moved } = owner.result;
    if (seen.result.latest === undefined && moved !== undefined)
      return rejectedFor({ code: 'BillingAccountMoved', billingAccountId: account, ...moved });
    const standing = { ...seen.result, position: seen.position };
    return this.#linkOnto(standing, input, moved?.toBillingAccountId);
  }

  /** Whether an account is there, and where it has moved (R-RET-4). */
  #lookAt(account: BillingAccountId, input: Input): Promise<SeenAccount> {
    const place = { stream: billingAccountStream(account), commandId: firstLinkId(input) };
    return this.accounts.preview(place, ({ opened, transfer }) => {
      const moved = transfer?.done === true ? transfer : undefined;
      return Promise.resolve({
        isOpen: opened !== undefined,
        moved: moved && {
          toBillingAccountId: moved.toBillingAccountId,
          transferredOn: moved.on,
        },
      });
    });
  }

  /** Without a key, a link that stands already is answered again; any other is one more, after those that were. */
  #linkOnto(
    { latest, links, position }: LinkState & Readonly<{ position: bigint }>,
    input: Input,
    transferredTo: BillingAccountId | undefined,
  ): Promise<Outcome<JsonObject>> {
    const { idempotencyKey: key } = input;
    if (key !== undefined) return this.#link(input, keyedId(input, key), transferredTo);
    if (latest === undefined || transferredTo !== undefined || !isSame(latest, input))
      return this.#link(input, nextLinkId(input, links), transferredTo);
    return Promise.resolve({ outcome: 'done', answer: latest, position, replayed: true });
  }

  #link(
    input: Input,
    id: CommandId,
    transferredTo: BillingAccountId | undefined,
  ): Promise<Outcome<JsonObject>> {
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
        const moved = transferredTo === undefined ? {} : { transferredTo };
        const command = { type: 'LinkSubscription', ...request, ...moved } as const;
        const decision = decideLink(command, link, on);
        if (decision.outcome === 'rejected') return Promise.resolve(decision);
        const [{ data: answer }] = decision.events;
        return Promise.resolve({ ...decision, inputs: {}, answer });
      },
    });
  }
}

function accountOf({ link: { linked } }: LinkState): BillingAccountId | undefined {
  return linked?.to;
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
