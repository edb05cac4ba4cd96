import { type BillingAccountId } from '#ledger-core';
import { type LeftBehind } from '../messages/running.messages';
import { type RunReport } from './run-tally';

/** More are only counted: the answer of a run is for people to read. */
const NAMED_MAX = 100;

/** The accounts in which a run could not do all that is due, and why; nothing when there are none. */
export function leftBehindBy({ parked, stopped, stuck, waiting }: RunReport): LeftBehind {
  const all: Readonly<{ billingAccountId: BillingAccountId; why: string }>[] = [
    ...parked.map(({ account, reason }) => ({
      billingAccountId: account,
      why: `Its stream cannot be read: ${reason}`,
    })),
    ...stopped.map(({ account, ...stop }) => ({
      billingAccountId: account,
      why: `What falls due next cannot be decided: ${'rejection' in stop ? JSON.stringify(stop.rejection) : stop.reason}`,
    })),
    ...stuck.map((account) => ({
      billingAccountId: account,
      why: 'The tables show something due that is not in its stream: make them again (ledger replay)',
    })),
    ...waiting.map(({ transferId, toBillingAccountId, why }) => ({
      billingAccountId: toBillingAccountId,
      why: `Retained credit of transfer ${transferId} cannot be received: ${why}`,
    })),
  ];
  if (all.length === 0) return {};
  return { leftBehind: all.slice(0, NAMED_MAX), leftBehindCount: all.length };
}
