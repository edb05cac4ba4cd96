import { type ChainsChecked } from '#event-transfer';
import { grouped } from '../presentation/money-text';
import { type Styling } from '../presentation/styling';

/** Where the chains of hashes of a log break, below a line that says what that means; nothing for a log that is whole. */
export function breaksText(
  head: string,
  { broken, breaks }: ChainsChecked,
  styling: Styling,
): readonly string[] {
  if (broken === 0) return [];
  const lines = breaks.map(
    ({ stream, revision, why }) => `  ${stream}, event ${revision.toString()}: ${why}`,
  );
  const unnamed = broken - breaks.length;
  const more = unnamed > 0 ? [`  and ${grouped(String(unnamed))} streams more`] : [];
  return ['', styling.bad(head), ...lines, ...more];
}
