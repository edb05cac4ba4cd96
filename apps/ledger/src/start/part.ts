/** One running process of the system. */
export interface RunningPart {
  readonly pid: number;
  /** Resolves with how it ended, as the end of the sentence "it …". */
  readonly ended: Promise<string>;
  /** Asks it to end, and makes it end if it does not; resolves when it is gone. */
  readonly stop: () => Promise<void>;
  /** Ends it at once; what it has not finished is lost. */
  readonly kill: () => void;
}

/** A process that the supervisor starts, and starts again whenever it ends. */
export interface Part {
  readonly name: string;
  readonly launch: () => Promise<RunningPart>;
  /** Whether what runs can do its work by now. */
  readonly isReady: () => Promise<boolean>;
}
