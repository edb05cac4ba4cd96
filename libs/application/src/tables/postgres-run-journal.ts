import { forgetRuns, noteRun, type Reader, type RunNote } from '#read-models';
import { RunJournal } from '../ports/run-journal.port';

/** As many runs as anybody looks back on; with one a day, for years. */
const RUNS_KEPT = 1_000;

/** The table of daily runs. */
export class PostgresRunJournal extends RunJournal {
  constructor(
    private readonly reader: Reader,
    /** Told why nothing could be written. */
    private readonly onFault: (error: unknown) => void,
  ) {
    super();
  }

  override async note(note: RunNote): Promise<void> {
    try {
      await noteRun(this.reader, note);
      if (note.state !== 'running') await forgetRuns(this.reader, RUNS_KEPT);
    } catch (error) {
      this.onFault(error);
    }
  }
}
