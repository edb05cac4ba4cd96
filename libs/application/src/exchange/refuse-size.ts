import { type BillingEvent } from '#ledger-core';
import { chainStart, encodeEvent } from '#event-log';
import { type AccountDecided, type AccountOrder } from '../execution/account-order';
import { encoded, operationOf } from '../execution/operation';
import { type Moment } from '../execution/stream-kind';
import { type ApplicationRejection } from '../messages/application-rejection';

type ToWrite = Omit<AccountOrder, 'reused' | 'ofAnotherPrincipal' | 'decide'>;

/** Whether what was decided is more than one append holds (R-EXC-5): asked before anybody relies on it. */
export function refusalOfSize(
  order: ToWrite,
  moment: Moment,
  decided: Extract<AccountDecided, { outcome: 'accepted' }>,
): ApplicationRejection | undefined {
  const { stream } = order;
  const head = { stream, revision: 'empty', link: chainStart(stream) } as const;
  const encoding = encoded<unknown, BillingEvent>(
    { encode: encodeEvent },
    head,
    operationOf(order, moment, decided),
  );
  if (encoding.outcome === 'encoded') return undefined;
  return { code: 'OperationTooLarge', bytes: encoding.bytes, limit: encoding.bytesMax };
}
