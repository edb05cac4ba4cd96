import { Command } from '@nestjs/cqrs';
import { type ExchangeRate, type PolicyTerms, type Principal } from '#ledger-core';
import { type RequestKey } from '../billing-account/keyed-command-id';
import { type Outcome } from './outcome';

/** Publishes a version of a channel's terms for a later day; answered when every process decides by it. */
export class PublishPolicyTerms extends Command<Outcome<PolicyTerms>> {
  constructor(
    readonly input: Readonly<{ terms: PolicyTerms; caller: Principal; requestKey: RequestKey }>,
  ) {
    super();
  }
}

/** Publishes an exchange rate of a day; answered when every process decides by it. */
export class PublishExchangeRate extends Command<Outcome<ExchangeRate>> {
  constructor(
    readonly input: Readonly<{ rate: ExchangeRate; caller: Principal; requestKey: RequestKey }>,
  ) {
    super();
  }
}
