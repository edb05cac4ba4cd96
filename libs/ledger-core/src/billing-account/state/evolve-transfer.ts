import { type ProgramTransferAgreed, type ProgramTransferred } from '../events/transfer-events';
import { type AccountDraft } from './state';

export function evolveProgramTransferAgreed(
  draft: AccountDraft,
  { toBillingAccountId, transfersOn: on, subscriptions }: ProgramTransferAgreed['data'],
): void {
  draft.transfer = { toBillingAccountId, on, subscriptions, done: false };
}

export function evolveProgramTransferred(
  draft: AccountDraft,
  { toBillingAccountId, transferredOn: on, subscriptions }: ProgramTransferred['data'],
): void {
  draft.transfer = { toBillingAccountId, on, subscriptions, done: true };
}
