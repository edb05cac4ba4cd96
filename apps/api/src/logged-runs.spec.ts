import { RunJournal } from '#application';
import { Calendar } from '#ledger-core';
import { MachineClock } from '#platform';
import { type RunNote } from '#read-models';
import { LoggedRuns } from './logged-runs';

class Hand extends MachineClock {
  seconds = 0;

  override now(): Date {
    return new Date(Date.UTC(2021, 1, 15) + this.seconds * 1_000);
  }
}

class Notes extends RunJournal {
  readonly notes: RunNote[] = [];

  override note(note: RunNote): Promise<void> {
    this.notes.push(note);
    return Promise.resolve();
  }
}

type Standing =
  Readonly<{ state: 'running' | 'done' }> | Readonly<{ state: 'failed'; why: string }>;
const RUNNING: Standing = { state: 'running' };

function watched() {
  const lines: (readonly [object, string])[] = [];
  const line = (details: object, message: string): void => {
    lines.push([details, message]);
  };
  const [hand, kept] = [new Hand(), new Notes()];
  const runs = new LoggedRuns(kept, hand, { info: line, error: line });
  const noted = (seconds: number, accountsDone: number, standing: Standing = RUNNING) => {
    hand.seconds = seconds;
    const none = {
      creditsExpired: 0,
      monthsClosed: 0,
      parked: 0,
      stopped: 0,
      stuck: 0,
      waiting: 0,
    };
    return runs.note({
      ...{ id: 'r', through: Calendar.day('2021-02-15'), asker: { by: 'daily' } },
      counts: { accountsDue: 90, accountsDone, instalmentsCharged: accountsDone, ...none },
      ...standing,
    });
  };
  return { noted, lines, kept };
}

describe('the log tells of a run', () => {
  it('when it begins, every five seconds, and when it ends, with the rate', async () => {
    const { noted, lines, kept } = watched();
    for (const second of [0, 1, 2, 3, 4, 5, 6, 9, 10]) await noted(second, second * 9);
    await noted(12, 90, { state: 'done' });
    expect(lines.map(([details, message]) => [message, details])).toMatchObject([
      ['daily run begins', { run: 'r', accountsDue: 90, accountsDone: 0 }],
      ['daily run goes on', { accountsDone: 45, seconds: 5, accountsPerSecond: 9 }],
      ['daily run goes on', { accountsDone: 90, seconds: 10, accountsPerSecond: 9 }],
      ['daily run done', { accountsDone: 90, seconds: 12, accountsPerSecond: 7.5 }],
    ]);
    expect(kept.notes).toHaveLength(10);
  });

  it('why it failed', async () => {
    const { noted, lines } = watched();
    await noted(0, 0);
    await noted(0, 0, { state: 'failed', why: 'no tables' });
    expect(lines.at(-1)).toMatchObject([{ why: 'no tables' }, 'daily run failed']);
  });
});
