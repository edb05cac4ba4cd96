import { type Money, sum } from '../kernel/money';
import { type BillingAccountOpened } from './account-events';
import { type CommandContext, type MintedRole } from './commands';
import { type BillingEvent } from './events';
import { type DocumentNumber, documentNumberOf, type RetainedCreditId } from './ids';
import { type BillingAccount } from './state';

/**
 * The events of one decision as they come about, with what they have already taken: document numbers,
 * order numbers, retained credit, ids. The state itself is not touched.
 */
export type OperationInProgress = {
  readonly account: BillingAccount;
  readonly opened: BillingAccountOpened['data'];
  readonly context: Pick<CommandContext, 'on' | 'mint'>;
  readonly events: BillingEvent[];
  readonly minted: Map<MintedRole, number>;
  documentsIssued: number;
  ordersPlaced: number;
  /** What is left of the credits this operation has used. */
  readonly creditsLeft: Map<RetainedCreditId, Money>;
  creditAvailable: Money;
  /** How often it has taken from a credit. */
  creditsTaken: number;
};

export function beginOperation(
  account: BillingAccount,
  opened: BillingAccountOpened['data'],
  context: Pick<CommandContext, 'on' | 'mint'>,
): OperationInProgress {
  const credits = [...account.retainedCredits.values()].map((credit) => credit.remaining);
  return {
    account,
    opened,
    context,
    events: [],
    minted: new Map(),
    documentsIssued: account.documentsIssued,
    ordersPlaced: account.ordersPlaced,
    creditsLeft: new Map(),
    creditAvailable: sum(opened.currency, credits),
    creditsTaken: 0,
  };
}

/** The next id of a role; a decision that is made again mints the same ones. */
export function mint(operation: OperationInProgress, role: MintedRole): string {
  const number = (operation.minted.get(role) ?? 0) + 1;
  operation.minted.set(role, number);
  return operation.context.mint(role, number);
}

/** R-OUT-6: one series an account, without gaps or repeats. */
export function nextDocumentNumber(operation: OperationInProgress): DocumentNumber {
  operation.documentsIssued += 1;
  return documentNumberOf(operation.opened.billingAccountId, operation.documentsIssued);
}

export function nextOrderNumber(operation: OperationInProgress): number {
  operation.ordersPlaced += 1;
  return operation.ordersPlaced;
}
