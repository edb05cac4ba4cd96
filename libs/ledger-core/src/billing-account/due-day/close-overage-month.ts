import { type Month } from '../../kernel/calendar';
import { emit, nextDocumentNumber, type OperationInProgress } from '../operation-in-progress';
import { issueInvoice } from '../papers/issue-invoice';
import { known } from '../state/known';

/**
 * R-PUR-5: an enrolment's overage of a calendar month is one invoice, issued on the first day of the next
 * month, paid first from what earlier months left (R-OUT-2, R-PUR-4).
 */
export function closeOverageMonth(operation: OperationInProgress, month: Month): void {
  const { lineCount, total } = known(operation.account.openMonths, month, 'open month');
  const invoice = nextDocumentNumber(operation);
  emit(operation, {
    type: 'OverageMonthClosed',
    data: { month, closedOn: operation.context.on, lineCount, total, invoice },
  });
  issueInvoice(operation, {
    number: invoice,
    why: 'OverageMonth',
    overageMonth: month,
    replaces: [],
    newLines: [],
    lineCount,
    total,
    credit: { limit: total, charges: { of: 'overage' } },
  });
}
