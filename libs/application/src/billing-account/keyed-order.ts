import {
  type BillingAccountId,
  type JsonObject,
  type OperationKind,
  type Principal,
} from '#ledger-core';
import { billingAccountStream } from '#event-log';
import { type AccountOrder } from '../execution/account-order';
import { requestCommandId, type RequestKey } from './keyed-command-id';

/** A request to an account as it came: `target` is what in the account it is about. */
export type KeyedRequest = Readonly<{
  kind: OperationKind;
  account: BillingAccountId;
  target: string;
  request: JsonObject;
  caller: Principal;
  requestKey: RequestKey;
}>;

/** The order of a command that only its caller's key names: no quote, no session. */
export function keyedOrder({
  kind,
  account,
  target,
  request,
  caller,
  requestKey,
}: KeyedRequest): Omit<AccountOrder, 'decide'> {
  return {
    stream: billingAccountStream(account),
    kind,
    operationId: requestKey.key,
    commandId: requestCommandId(kind, { caller, requestKey, target, request }),
    target,
    request,
    principal: caller,
    reused: { code: 'KeyReused' },
  };
}
