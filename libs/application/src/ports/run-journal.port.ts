import { type RunNote } from '#read-models';

/** Where a run says how far it has come, for every process to see. */
export abstract class RunJournal {
  /** It never fails: a run goes on although nobody can be told of it. */
  abstract note(note: RunNote): Promise<void>;
}
