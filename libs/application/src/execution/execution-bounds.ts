/** Every limit of the command path. Times are in milliseconds unless they say otherwise. */
export type ExecutionBounds = Readonly<{
  /** How often a command is decided again because others wrote first. */
  redecisionsMax: number;
  /** The longest pause before the first of them; each pause after it may be twice as long, up to the second. */
  conflictPauseFirst: number;
  conflictPauseMax: number;
  /** How often the same bytes are sent again when an append ended without an answer. */
  resendsMax: number;
  resendPause: number;
  /** Commands of one stream that may wait in this process; one more is told to come back. */
  queueLengthMax: number;
  /** Due work that one command may do before its own; more is a fault in the rules of what is due. */
  dueAppendsMax: number;
  /** Due work that a preview does in memory before its own; with more it is told to come back when that is done. */
  previewedAppendsMax: number;
  /** Encoded bytes of the events whose states are kept in memory. */
  cachedBytesMax: number;
  /** How long a stream that cannot be read is not tried again. */
  parkedFor: number;
  busyRetryAfterSeconds: number;
  unavailableRetryAfterSeconds: number;
  dueWorkRetryAfterSeconds: number;
}>;

export const EXECUTION_BOUNDS: ExecutionBounds = {
  redecisionsMax: 8,
  conflictPauseFirst: 10,
  conflictPauseMax: 500,
  resendsMax: 3,
  resendPause: 200,
  queueLengthMax: 1_000,
  dueAppendsMax: 100_000,
  previewedAppendsMax: 100,
  cachedBytesMax: 256 * 1_048_576,
  parkedFor: 30_000,
  busyRetryAfterSeconds: 1,
  unavailableRetryAfterSeconds: 2,
  dueWorkRetryAfterSeconds: 10,
};
