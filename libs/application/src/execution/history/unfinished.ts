import { type CommandId, type RecordedEvent } from '#event-log';

/** An operation of which some events stand. */
export type Unfinished = Readonly<{
  command: CommandId;
  size: number;
  seen: number;
  revision: bigint;
  eventId: string | undefined;
}>;

/** An operation is appended whole: its events follow each other, and no other's come between. @throws RangeError */
export function assertNext(unfinished: Unfinished | undefined, { metadata }: RecordedEvent): void {
  const { commandId, index } = metadata;
  const due = unfinished?.seen ?? 0;
  if (index !== due) throw new RangeError(`event ${index} of a command where ${due} is due`);
  if (unfinished !== undefined && unfinished.command !== commandId)
    throw new RangeError(`command ${commandId} begins before the one before it is whole`);
}

/** What must still follow an event. */
export function unfinishedAfter(
  before: Unfinished | undefined,
  {
    metadata,
    revision,
    id,
  }: Pick<RecordedEvent, 'metadata' | 'revision'> & Readonly<{ id?: string }>,
): Unfinished | undefined {
  const { commandId: command, index, size } = metadata;
  if (index + 1 >= size) return undefined;
  const first = index === 0 ? undefined : before;
  return {
    ...{ command, size, seen: index + 1 },
    revision: first?.revision ?? revision,
    eventId: first === undefined ? id : first.eventId,
  };
}
