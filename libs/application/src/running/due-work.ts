import { Injectable } from '@nestjs/common';
import { DueAccounts, WorkLocks } from '../ports/due-work.port';
import { ProgramTransfers } from '../ports/program-transfers.port';
import { CreditCarrier } from '../transfer/credit-carrier';

/** What is due, who is at it, and what an account that moves takes along. */
@Injectable()
export class DueWork {
  constructor(
    readonly accounts: DueAccounts,
    readonly locks: WorkLocks,
    readonly transfers: ProgramTransfers,
    readonly credits: CreditCarrier,
  ) {}
}
