import { moneyText } from '../presentation/money-text';
import { type Styling } from '../presentation/styling';
import { fieldsText, indented, tableText } from '../presentation/table';
import { type RefundCapAnswer } from './statement.answers';

/** The statement of the refund cap for people: what is left, what counts on it, and when it comes back. */
export function refundCapText(cap: RefundCapAnswer, styling: Styling): string {
  const figures = fieldsText(
    [
      ['limit', moneyText(cap.limit)],
      ['used', moneyText(cap.used)],
      ['available', moneyText(cap.available)],
      ['terms', cap.termsVersion],
    ],
    styling,
  );
  return [
    styling.heading(`Refund cap on ${cap.on}`),
    indented(figures),
    ...usesText(cap, styling),
    ...replenishmentsText(cap, styling),
  ].join('\n');
}

function usesText({ uses }: RefundCapAnswer, styling: Styling): readonly string[] {
  if (uses.length === 0) return ['', indented('No refund counts on this day.')];
  const rows = uses.map(({ refundedOn, amount, replenishedOn, reservationId }) => [
    refundedOn,
    moneyText(amount),
    replenishedOn,
    reservationId,
  ]);
  const columns = [
    { head: 'refunded' },
    { head: 'counts', align: 'right' },
    { head: 'comes back on' },
    { head: 'reservation' },
  ] as const;
  return ['', indented(tableText(columns, rows, styling))];
}

function replenishmentsText(
  { replenishments }: RefundCapAnswer,
  styling: Styling,
): readonly string[] {
  if (replenishments.length === 0) return [];
  const rows = replenishments.map(({ on, available }) => [on, moneyText(available)]);
  const columns = [{ head: 'from' }, { head: 'available', align: 'right' }] as const;
  return ['', indented('With no further refund:'), indented(tableText(columns, rows, styling))];
}
