import {
  type AccountDraft,
  type BillingEvent,
  type ExchangeRateEvent,
  type PolicyTermsEvent,
  type PublishedRates,
  type SubscriptionEvent,
  type UtilisationEvent,
  type UtilisationState,
} from '#ledger-core';
import { type EventLog, type StreamName, subjectOf } from '#event-log';
import { type Fault } from '#read-models';
import { ACCOUNT } from './billing-account.stream';
import { exchangeRatesKind } from './exchange-rates.stream';
import { type Folding, ImpossibleHistory } from '../history/history';
import { policyTermsKind, type TermsState } from './policy-terms.stream';
import { type StreamEvent } from '../stream-kind';
import { StreamReader } from '../history/stream-reader';
import { type LinkState, subscriptionKind } from './subscription.stream';
import { utilisationKind } from './utilisation.stream';

/** Where a stream cannot be folded to its head, as commands would; undefined when it can. @throws EventLogUnavailable */
export function faultIn(log: EventLog, stream: StreamName): Promise<Fault | undefined> {
  switch (subjectOf(stream).kind) {
    case 'billingAccount':
      return met<AccountDraft, BillingEvent>(log, stream, ACCOUNT);
    case 'subscription':
      return met<LinkState, SubscriptionEvent>(log, stream, subscriptionKind);
    case 'utilisation':
      return met<UtilisationState, UtilisationEvent>(log, stream, utilisationKind);
    case 'policyTerms':
      return met<TermsState, PolicyTermsEvent>(log, stream, policyTermsKind);
    case 'exchangeRates':
      return met<PublishedRates, ExchangeRateEvent>(log, stream, exchangeRatesKind);
    case 'foreign':
      return Promise.resolve(undefined);
  }
}

async function met<State, Event extends StreamEvent>(
  log: EventLog,
  stream: StreamName,
  kind: Folding<State, Event>,
): Promise<Fault | undefined> {
  try {
    await new StreamReader(log, kind).load(stream);
    return undefined;
  } catch (error) {
    if (error instanceof ImpossibleHistory && error.fault !== undefined) return error.fault;
    throw error;
  }
}
