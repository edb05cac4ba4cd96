import { type PlainFailure } from '#platform';

/** How a process ended, as the end of the sentence "it …", and why, if it said so itself. */
export interface PartEnd {
  readonly how: string;
  readonly failure?: PlainFailure | undefined;
}

/** Whether a process can do its work by now, and what is in its way. */
export interface PartReadiness {
  readonly ready: boolean;
  readonly why?: string | undefined;
  /** Whom it cannot work without and nobody here starts, and what to do about that. */
  readonly absent?: string | undefined;
}

/** One running process of the system. */
export interface RunningPart {
  readonly pid: number;
  readonly ended: Promise<PartEnd>;
  /** Asks it to end, and makes it end if it does not; resolves when it is gone. */
  readonly stop: () => Promise<void>;
  /** Ends it at once; what it has not finished is lost. */
  readonly kill: () => void;
}

/** A process that the supervisor starts, and starts again whenever it ends. */
export interface Part {
  readonly name: string;
  readonly launch: () => Promise<RunningPart>;
  readonly readiness: () => Promise<PartReadiness>;
}
