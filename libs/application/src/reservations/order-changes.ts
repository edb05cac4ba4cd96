import { Injectable } from '@nestjs/common';
import {
  type BillingAccount,
  type BillingCommand,
  type JsonObject,
  type OperationKind,
} from '#ledger-core';
import { billingAccountStream } from '#event-log';
import { requestCommandId } from '../billing-account/keyed-command-id';
import { AccountExecutor } from '../execution/streams/billing-account.stream';
import { decideGathered, type Gathered, nothingToGather } from '../execution/decide-gathered';
import { type Moment } from '../execution/stream-kind';
import { AccountFinder } from '../look-ups/account-finder';
import { type Outcome } from '../messages/outcome';
import { type OfOrder } from '../messages/reservation-changes.messages';

/** One change as it was asked for, and what the decision needs to be told. */
type OrderChange = Readonly<{
  kind: OperationKind;
  /** The caller's parsed fields, without the order and the key. */
  request: JsonObject;
  gather: (state: BillingAccount, moment: Moment) => Promise<Gathered>;
}>;

/** The one way in which an order or its reservations change without paper or charge. */
@Injectable()
export class OrderChanges {
  constructor(
    private readonly accounts: AccountExecutor,
    private readonly finder: AccountFinder,
  ) {}

  /** The answer is the core's, with the order. */
  async carryOut(
    { orderId, caller, requestKey }: OfOrder,
    { kind, request, gather }: OrderChange,
  ): Promise<Outcome<JsonObject>> {
    const found = await this.finder.ofOrder(orderId);
    if (found.outcome !== 'found') return found;
    return this.accounts.execute({
      stream: billingAccountStream(found.account),
      kind,
      operationId: requestKey.key,
      commandId: requestCommandId(kind, { caller, requestKey, target: orderId, request }),
      target: orderId,
      request: { orderId, ...request },
      principal: caller,
      reused: { code: 'KeyReused' },
      decide: async (state, moment) => {
        const gathered = await gather(state, moment);
        return decideGathered(gathered, state, {
          moment,
          principal: caller,
          more: () => ({ orderId }),
        });
      },
    });
  }
}

/** A command that needs nothing looked up. */
export function asked(command: BillingCommand): OrderChange['gather'] {
  return () => Promise.resolve(nothingToGather(command));
}
