import { type BillingAccountOpened } from './events/account-events';
import { type BillingEvent } from './events/events';
import { type CommandContext, type MintedRole } from './commands';
import { type DocumentNumber, documentNumberOf } from './ids';
import { draftOf } from './state/draft';
import { evolve } from './state/evolve';
import { type BillingAccount, type OpenedAccount } from './state/state';

/** What every step of a decision may know: the day, and ids that come out the same when it is made again. */
export type OperationContext = Pick<CommandContext, 'on' | 'mint'>;

/**
 * The events of one decision as they come about, and the account as they leave it: each is folded as it
 * is emitted, so that later steps see numbers taken and balances used. The state itself is not touched.
 */
export type OperationInProgress = {
  readonly account: BillingAccount;
  readonly opened: BillingAccountOpened['data'];
  readonly context: OperationContext;
  readonly events: readonly BillingEvent[];
  readonly append: (event: BillingEvent) => void;
  readonly minted: Map<MintedRole, number>;
  /** Numbers promised to papers that are issued later in the operation. */
  numbersTaken: number;
};

/** An operation that has done nothing yet, on an account as it stands. */
export function beginOperation(
  account: OpenedAccount,
  context: OperationContext,
): OperationInProgress {
  const draft = draftOf(account);
  const events: BillingEvent[] = [];
  const append = (event: BillingEvent): void => {
    evolve(draft, event);
    events.push(event);
  };
  const numbersTaken = account.documentsIssued;
  const { opened } = account;
  return { account: draft, opened, context, events, append, minted: new Map(), numbersTaken };
}

/** Adds an event to the operation and folds it. */
export function emit(operation: OperationInProgress, event: BillingEvent): void {
  operation.append(event);
}

/** The next id of a role; a decision that is made again mints the same ones. */
export function mint(operation: OperationInProgress, role: MintedRole): string {
  const number = (operation.minted.get(role) ?? 0) + 1;
  operation.minted.set(role, number);
  return operation.context.mint(role, number);
}

/** R-OUT-6: one series an account, without gaps or repeats. Papers must be issued in the order of their numbers. */
export function nextDocumentNumber(operation: OperationInProgress): DocumentNumber {
  operation.numbersTaken += 1;
  return documentNumberOf(operation.opened.billingAccountId, operation.numbersTaken);
}
