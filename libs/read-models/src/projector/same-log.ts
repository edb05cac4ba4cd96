import { type EventLog } from '#event-log';
import { type Checkpoint } from './projector-connection';

/** The tables were made from another log than this one. */
export class CheckpointMismatch extends Error {
  override readonly name = 'CheckpointMismatch';
  /** Whoever runs the ledger has to do something first. */
  readonly mayPass = false;

  constructor({ position, eventId }: Checkpoint) {
    super(
      `The tables hold the log up to event ${eventId} at position ${position}, and this log has no such event there: ` +
        'it was moved, restored or replaced. Point LEDGER_EVENTSTORE_URL at the log they were made from; or, if this is the log ' +
        'that is to hold, make the tables again from it with `ledger replay` (of a log that lost its events, nothing comes back).',
    );
  }
}

/** @throws CheckpointMismatch */
export async function assertSameLog(eventLog: EventLog, checkpoint: Checkpoint): Promise<void> {
  const event = await eventLog.eventAt(checkpoint.position);
  if (event?.id !== checkpoint.eventId) throw new CheckpointMismatch(checkpoint);
}
