import { type InvoiceVoided, type MovedPayment } from '../events/paper-events';
import { type DocumentNumber } from '../ids';
import { emit, type OperationInProgress } from '../operation-in-progress';
import { known } from '../state/known';
import { type BillingAccount } from '../state/state';

/** An invoice that a new one takes the place of, and what becomes of its payments, oldest first. */
export type ReplacedInvoice = Readonly<{
  number: DocumentNumber;
  payments: readonly MovedPayment[];
}>;

/** R-OUT-3, R-OUT-6: voiding is a new revision: same total and lines, nothing paid, nothing due. */
export function voidInvoices(
  operation: OperationInProgress,
  replacedBy: DocumentNumber,
  { replaces, why }: Readonly<{ replaces: readonly ReplacedInvoice[]; why: string }>,
): void {
  for (const { number, payments } of replaces) {
    const { revision } = known(operation.account.invoices, number, 'invoice');
    const voided: InvoiceVoided = {
      type: 'InvoiceVoided',
      data: {
        number,
        revision: revision + 1,
        voidedOn: operation.context.on,
        replacedBy,
        why: `Replaced by ${replacedBy}, which shows the ${why}`,
        payments,
      },
    };
    emit(operation, voided);
  }
}

/** The standing paper on which the lines of an invoice are today. */
export function standingInvoice(state: BillingAccount, number: DocumentNumber): DocumentNumber {
  let standing = number;
  for (;;) {
    const { replacedBy } = known(state.invoices, standing, 'invoice');
    if (replacedBy === undefined) return standing;
    standing = replacedBy;
  }
}
