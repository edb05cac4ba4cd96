import { type ChargePayment } from '../events/charge-events';
import { type DocumentNumber, documentSequence } from '../ids';
import { nextDocumentNumber, type OperationInProgress } from '../operation-in-progress';
import { standingInvoice } from '../papers/void-invoices';
import { known } from '../state/known';
import { type BillingAccount } from '../state/state';
import { type GrantedReturn } from './granted-return';

/** The papers that an operation's refunds will stand on, by the paper that billed the refunded charge. */
export type SettlementPlan = Readonly<{
  /** Standing invoice → the one that replaces it. */
  replacements: ReadonlyMap<DocumentNumber, DocumentNumber>;
  /** Overage invoice → the credit note for it. */
  creditNotes: ReadonlyMap<DocumentNumber, DocumentNumber>;
}>;

/**
 * R-OUT-0: how each refunded charge was paid decides on which paper its refund stands. A refund replaces
 * each invoice by one of its own (R-OUT-3), an exchange all of them by one (R-OUT-5).
 */
export function planSettlement(
  operation: OperationInProgress,
  returns: readonly GrantedReturn[],
): SettlementPlan {
  const { account } = operation;
  const payments = returns.flatMap(({ reckoned }) =>
    reckoned.shares.map(({ chargeId }) => known(account.charges, chargeId, 'charge').paidBy),
  );
  const billed = new Set(payments.flatMap((paidBy) => billedOn(account, paidBy)));
  const closed = new Set(payments.flatMap((paidBy) => closedMonthOf(account, paidBy)));
  const isExchange = returns.some(({ conditions }) => conditions.purpose === 'Exchange');
  return {
    replacements: numbered(operation, billed, isExchange),
    creditNotes: numbered(operation, closed, false),
  };
}

function numbered(
  operation: OperationInProgress,
  papers: ReadonlySet<DocumentNumber>,
  byOne: boolean,
): ReadonlyMap<DocumentNumber, DocumentNumber> {
  const inOrder = [...papers].sort((a, b) => documentSequence(a) - documentSequence(b));
  const plan = new Map<DocumentNumber, DocumentNumber>();
  let number: DocumentNumber | undefined;
  for (const paper of inOrder) {
    if (number === undefined || !byOne) number = nextDocumentNumber(operation);
    plan.set(paper, number);
  }
  return plan;
}

/** The paper on which an invoice or card payer's charge stands today. */
export function billedOn(
  account: BillingAccount,
  paidBy: ChargePayment,
): readonly DocumentNumber[] {
  const isBilled = paidBy.method === 'invoice' || paidBy.method === 'card';
  return isBilled ? [standingInvoice(account, paidBy.invoice)] : [];
}

/** The invoice that billed a charge's overage; none as long as its month is open. */
export function closedMonthOf(
  account: BillingAccount,
  paidBy: ChargePayment,
): readonly DocumentNumber[] {
  if (paidBy.method !== 'overage' || account.openMonths.has(paidBy.month)) return [];
  const found = [...account.invoices].find(([, { overageMonth }]) => overageMonth === paidBy.month);
  if (found === undefined) throw new Error(`No invoice billed the overage of ${paidBy.month}`);
  return [found[0]];
}
