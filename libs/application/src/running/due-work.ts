import { Injectable } from '@nestjs/common';
import { DueAccounts } from '../ports/due-accounts.port';
import { ProgramTransfers } from '../ports/program-transfers.port';
import { RunJournal } from '../ports/run-journal.port';
import { WorkLocks } from '../ports/work-locks.port';
import { CreditCarrier } from '../transfer/credit-carrier';

/** What the runs of all processes share: who is at which account, and how far each run is. */
@Injectable()
export class SharedByRuns {
  constructor(
    readonly locks: WorkLocks,
    readonly journal: RunJournal,
  ) {}
}

/** What is due, and what an account that moves takes along. */
@Injectable()
export class DueWork {
  constructor(
    readonly accounts: DueAccounts,
    readonly transfers: ProgramTransfers,
    readonly credits: CreditCarrier,
    readonly shared: SharedByRuns,
  ) {}
}
