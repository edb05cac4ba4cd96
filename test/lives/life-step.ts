import {
  type BillingAccount,
  type BillingCommand,
  type BillingEvent,
  type Day,
  type Decision,
  type PolicyTerms,
  type Principal,
} from '#ledger-core';

/** One step of an account's life: all that fell due by the day, then perhaps a command. */
export type LifeStep = Readonly<{
  on: Day;
  /** The terms of the command. */
  terms: PolicyTerms;
  command?: BillingCommand;
  /** Who gave it. */
  principal?: Principal;
  decision?: Decision;
  /** What was folded in this step, in order: due work first. Each operation starts with OperationAccepted. */
  events: readonly BillingEvent[];
  /** The account afterwards. */
  state: BillingAccount;
}>;

/**
 * Keeps books of its own from the events, in whole cents and without code of the ledger, and checks each
 * step. One life, one auditor.
 * @throws Error with a sentence that says what is wrong.
 */
export type Auditor = (step: LifeStep) => void;
export type MakeAuditor = () => Auditor;
