import { Calendar, type Instant } from '#ledger-core';
import { type MachineClock } from '#platform';
import { advanceBusinessTime, type Reader, storedBusinessTime } from '#read-models';
import { BusinessClock } from '../ports/business-clock.port';

/** What is stored is a test clock's. */
const IS_TEST = true;

/** Business time is the machine's, and never behind what was stored: a clock that is set back stands still. */
export class MachineBusinessClock extends BusinessClock {
  override readonly isTestClock = false;

  private constructor(
    private readonly reader: Reader,
    private readonly machine: MachineClock,
    private latest: Instant,
  ) {
    super();
  }

  static async open(reader: Reader, machine: MachineClock): Promise<MachineBusinessClock> {
    const stored = await storedBusinessTime(reader);
    return new MachineBusinessClock(reader, machine, stored ?? machineTime(machine));
  }

  override now(): Promise<Instant> {
    this.latest = laterOf(this.latest, machineTime(this.machine));
    return Promise.resolve(this.latest);
  }

  override async stored(): Promise<Instant> {
    this.latest = await advanceBusinessTime(this.reader, await this.now());
    return this.latest;
  }

  override async set(): Promise<Readonly<{ outcome: 'backwards'; now: Instant }>> {
    return { outcome: 'backwards', now: await this.now() };
  }
}

/** Business time stands in the table, the same for all processes, until it is set. */
export class TestBusinessClock extends BusinessClock {
  override readonly isTestClock = true;

  private constructor(
    private readonly reader: Reader,
    /** The instant it was started with holds, unless a later one was stored before. */
    readonly startedAt: Instant,
  ) {
    super();
  }

  static async open(reader: Reader, start: Instant): Promise<TestBusinessClock> {
    return new TestBusinessClock(reader, await advanceBusinessTime(reader, start, IS_TEST));
  }

  override async now(): Promise<Instant> {
    return (await storedBusinessTime(this.reader)) ?? this.startedAt;
  }

  override stored(): Promise<Instant> {
    return advanceBusinessTime(this.reader, this.startedAt, IS_TEST);
  }

  override async set(
    to: Instant,
  ): Promise<Readonly<{ outcome: 'set' | 'backwards'; now: Instant }>> {
    const now = await advanceBusinessTime(this.reader, to, IS_TEST);
    return { outcome: now === to ? 'set' : 'backwards', now };
  }
}

function machineTime(machine: MachineClock): Instant {
  return Calendar.instant(machine.now().toISOString());
}

function laterOf(left: Instant, right: Instant): Instant {
  return left > right ? left : right;
}
