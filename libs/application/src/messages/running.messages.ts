import { Command, Query } from '@nestjs/cqrs';
import { type BillingAccountId, type Day, type Instant, type Principal } from '#ledger-core';
import { type LeftOutRow, type PriceList } from '#price-list';
import { type Outcome } from './outcome';

export type ImportedPrices = Readonly<{
  importId: string;
  imported: number;
  unchanged: number;
  leftOut: readonly LeftOutRow[];
}>;

/** Adds the rows of a price list, whole or not at all. */
export class ImportPrices extends Command<Outcome<ImportedPrices>> {
  constructor(
    readonly input: Readonly<{
      list: PriceList;
      /** Where the list came from, shown to people. */
      source: string;
    }>,
  ) {
    super();
  }
}

/** What a run had to leave undone: there only when there is anything. At most 100 accounts are named; all are counted. */
export type LeftBehind = Readonly<{
  leftBehind?: readonly Readonly<{ billingAccountId: BillingAccountId; why: string }>[];
  leftBehindCount?: number;
}>;

/** What a run did. Nothing is counted that an earlier run had done. */
export type RunOfDays = Readonly<{
  through: Day;
  accounts: number;
  instalmentsCharged: number;
  creditsExpired: number;
  monthsClosed: number;
}> &
  LeftBehind;

/** Does all that is due up to and including a day that is not after business today (R-TIM-1). */
export class RunDays extends Command<Outcome<RunOfDays>> {
  constructor(readonly input: Readonly<{ through: Day; caller: Principal }>) {
    super();
  }
}

export type ClockReading = Readonly<{ now: Instant }>;

/** The time it was set to, and what the runs on the way had to leave undone. */
export type ClockSet = ClockReading & LeftBehind;

/** Sets the test clock forward and runs every day on the way, the last one included. */
export class SetClock extends Command<Outcome<ClockSet>> {
  constructor(readonly input: Readonly<{ to: Instant; caller: Principal }>) {
    super();
  }
}

/** Business time. It is there to be read only with a test clock. */
export class GetClock extends Query<Outcome<ClockReading>> {}
