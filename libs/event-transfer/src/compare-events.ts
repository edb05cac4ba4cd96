import { TransferRefused } from './transfer-failures';
import { type TransferredEvent } from './transferred-event';

export type Names = Readonly<{ source: string; target: string }>;

const FIELDS = ['stream', 'revision', 'id', 'type', 'isJson'] as const;

function differingPart(one: TransferredEvent, other: TransferredEvent): string | undefined {
  const field = FIELDS.find((each) => one[each] !== other[each]);
  if (field !== undefined) return field;
  if (Buffer.compare(one.data, other.data) !== 0) return 'data';
  return Buffer.compare(one.metadata, other.metadata) === 0 ? undefined : 'metadata';
}

function told({ stream, revision, type, id }: TransferredEvent): string {
  return `event ${revision.toString()} of stream ${stream} (${type}, ${id})`;
}

const SAYS: Readonly<Record<string, string>> = {
  id: 'under another id',
  type: 'of another type',
  isJson: 'with data of another kind (JSON or not)',
  data: 'with other data',
  metadata: 'with other metadata',
};

/** @throws TransferRefused naming the first event that is not the same on both sides; `before` events were. */
export function assertSameEvents(
  source: readonly TransferredEvent[],
  target: readonly TransferredEvent[],
  before: number,
  names: Names,
): void {
  for (const [index, there] of target.entries()) {
    const expected = source[index];
    const part = expected === undefined ? undefined : differingPart(expected, there);
    if (expected === undefined || part === undefined) continue;
    const says = SAYS[part];
    const instead =
      says === undefined
        ? `${told(there)} stands where the source has ${told(expected)}`
        : `${told(there)} is in the source ${says}`;
    throw new TransferRefused(
      `${names.target} holds something else than ${names.source}: its event number ${before + index + 1}, ${instead}. Nothing was written. Copy into an empty event store, or into one that holds the beginning of the same log.`,
    );
  }
}

/** What to say of a target that goes on where the source has ended. */
export function aheadOfSource(
  there: TransferredEvent,
  events: number,
  { source, target }: Names,
): TransferRefused {
  const swapped =
    events === 0 ? `${source} is empty.` : `All ${events} events of ${source} are there as well.`;
  return new TransferRefused(
    `${target} is ahead of ${source}: it goes on with ${told(there)}. ${swapped} Perhaps FROM and TO are swapped, or something writes to ${target}. Nothing was written.`,
  );
}
