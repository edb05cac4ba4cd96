import { type Month } from '../../kernel/calendar';
import { add, type Money, zero } from '../../kernel/money';
import { type AccountDraft } from './state';

/** Lines of an open month's invoice; a refund's amount is negative. The total is kept so that a month of any size closes at once. */
export function addOverageLines(
  draft: AccountDraft,
  month: Month,
  { amount, lines }: Readonly<{ amount: Money; lines: number }>,
): void {
  const open = draft.openMonths.get(month) ?? { lineCount: 0, total: zero(amount.currency) };
  draft.openMonths.set(month, {
    lineCount: open.lineCount + lines,
    total: add(open.total, amount),
  });
}
