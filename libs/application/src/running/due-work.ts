import { Injectable } from '@nestjs/common';
import { DueAccounts, WorkLocks } from '../ports/due-work.port';

/** What is due, and who is at it. */
@Injectable()
export class DueWork {
  constructor(
    readonly accounts: DueAccounts,
    readonly locks: WorkLocks,
  ) {}
}
