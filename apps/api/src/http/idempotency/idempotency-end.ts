import { type Answered } from '../errors/refusal';

/**
 * Refusals of 5xx that say that nothing was written. Every other leaves the end open: a database or an event store that
 * gave no answer may have written (LedgerUnavailable), what is written may not be readable yet (NotProjectedYet), and
 * of a bug nothing is known.
 */
const NOTHING_WRITTEN: readonly string[] = [
  // Others kept writing to the account, and the command gave up before its append.
  'AccountBusy',
  // The account's history cannot be read, so that nothing is decided on it.
  'AccountParked',
  // Decided on the head of the stream: a rejection, of which only the status asks to come again.
  'PriceMissing',
];

/**
 * Whether a request that was answered with an error wrote nothing for certain, so that its key names nothing. A command
 * that has said its position was carried out, whatever kept its answer back.
 */
export function isUnspentBy(
  { status, code }: Answered,
  { position }: Readonly<{ position: unknown }>,
): boolean {
  return position === undefined && (status < 500 || NOTHING_WRITTEN.includes(code));
}
