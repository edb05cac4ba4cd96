import { createLogger, MachineClock } from '#platform';
import { keepRunning } from './keep-running';
import { type Part, type PartEnd, type PartReadiness, type RunningPart } from './part';
import { pauseAfter, RESTART_TIMING } from './restart-timing';

class StandingClock extends MachineClock {
  private at = 0;
  override now(): Date {
    return new Date(this.at);
  }
  pass(ms: number): void {
    this.at += ms;
  }
}

/** A part whose lives the test ends one by one. */
function puppet(
  isReady: () => boolean = () => true,
  readiness: () => PartReadiness = () => ({ ready: isReady() }),
) {
  const lives: {
    end: (how: string, failure?: PartEnd['failure']) => void;
    killed: boolean;
    stopped: boolean;
  }[] = [];
  const waiting: (() => void)[] = [];
  const launch = (): Promise<RunningPart> => {
    let done: (end: PartEnd) => void = () => undefined;
    const ended = new Promise<PartEnd>((resolve) => (done = resolve));
    const end = (how: string, failure?: PartEnd['failure']): void => {
      done({ how, failure });
    };
    const life = { end, killed: false, stopped: false };
    lives.push(life);
    waiting.splice(0).forEach((heard) => {
      heard();
    });
    return Promise.resolve({
      pid: lives.length,
      ended,
      stop: () => {
        life.stopped = true;
        end('was stopped');
        return Promise.resolve();
      },
      kill: () => {
        life.killed = true;
        end('was killed');
      },
    });
  };
  const part: Part = { name: 'puppet', launch, readiness: () => Promise.resolve(readiness()) };
  const life = async (n: number) => {
    while (lives.length < n) await new Promise<void>((done) => waiting.push(done));
    const found = lives[n - 1];
    if (found === undefined) throw new Error('no such life');
    return found;
  };
  return { part, life, lives };
}

const timing = {
  firstPause: 1,
  longestPause: 8,
  healthyAfter: 1_000,
  readinessPoll: 1,
  pollsBetweenNotices: 100,
  absentMax: 500,
  endsBeforeReadyMax: 3,
  endsForLackMax: 2,
};

function linesAndWatch() {
  const pauses: number[] = [];
  const destination = {
    write: (line: string) => {
      const { pauseMs } = JSON.parse(line) as { pauseMs?: number };
      if (pauseMs !== undefined) pauses.push(pauseMs);
    },
  };
  const clock = new StandingClock();
  return {
    pauses,
    clock,
    watch: { logger: createLogger('test', 'info', destination), clock, timing },
  };
}

const NOT_NOW = { message: 'Correct LEDGER_DATABASE_URL.' };

describe('a part that is kept running', () => {
  it('is started again each time it ends, after pauses that double up to a bound', async () => {
    const { part, life } = puppet();
    const { watch, pauses } = linesAndWatch();
    const kept = keepRunning(part, watch);
    await kept.ready;
    for (let n = 1; n <= 6; n += 1) {
      const one = await life(n);
      one.end('ended with exit code 1');
    }
    await life(7);
    await kept.stop();
    expect(pauses).toEqual([1, 2, 4, 8, 8, 8]);
  });

  it('is restarted soon again once it ran for a while', async () => {
    const { part, life } = puppet();
    const { watch, pauses, clock } = linesAndWatch();
    const kept = keepRunning(part, watch);
    await kept.ready;
    (await life(1)).end('ended');
    (await life(2)).end('ended');
    const third = await life(3);
    clock.pass(timing.healthyAfter);
    third.end('ended');
    await life(4);
    await kept.stop();
    expect(pauses).toEqual([1, 2, 1]);
  });

  it('is given up when it ends again and again before it was ever ready', async () => {
    const { part, life, lives } = puppet(() => false);
    const kept = keepRunning(part, linesAndWatch().watch);
    for (let n = 1; n <= 3; n += 1) (await life(n)).end('ended with exit code 78');
    await expect(kept.ready).rejects.toThrow(
      'puppet ended 3 times before it was ready; the last time it ended with exit code 78. Its lines in the log say why.',
    );
    expect(lives).toHaveLength(3);
  });

  it('is given up at once when it says that a person has to do something first', async () => {
    const { part, life, lives } = puppet(() => false);
    const kept = keepRunning(part, linesAndWatch().watch);
    const failure = { message: 'Correct LEDGER_DATABASE_URL.', mayPass: false };
    (await life(1)).end('ended with exit code 1', failure);
    await expect(kept.ready).rejects.toMatchObject({ ...NOT_NOW, exitCode: 1 });
    expect(lives).toHaveLength(1);
  });

  it('is tried again when what it lacks may come, and says in the end what that is', async () => {
    const { part, life, lives } = puppet(() => false);
    const kept = keepRunning(part, linesAndWatch().watch);
    const failure = { message: 'Correct LEDGER_DATABASE_URL.', mayPass: true };
    for (let n = 1; n <= 2; n += 1) (await life(n)).end('ended with exit code 4', failure);
    await expect(kept.ready).rejects.toMatchObject({ ...NOT_NOW, exitCode: 4 });
    expect(lives).toHaveLength(2);
  });

  it('that was ready is started again whatever it says', async () => {
    const { part, life } = puppet();
    const kept = keepRunning(part, linesAndWatch().watch);
    await kept.ready;
    (await life(1)).end('ended with exit code 1', { message: 'x', mayPass: false });
    await life(2);
    await kept.stop();
  });

  it('is stopped and given up when whom it needs has not answered for long', async () => {
    const { clock, watch } = linesAndWatch();
    const { part, life } = puppet(undefined, () => {
      clock.pass(timing.absentMax / 2);
      return { ready: false, absent: 'Correct LEDGER_DATABASE_URL.' };
    });
    await expect(keepRunning(part, watch).ready).rejects.toMatchObject({ ...NOT_NOW, exitCode: 4 });
    expect((await life(1)).stopped).toBe(true);
  });

  it('counts a launch that fails as an end', async () => {
    const { part } = puppet();
    const launch = () => Promise.reject(new Error('no such file'));
    const kept = keepRunning({ ...part, launch }, linesAndWatch().watch);
    await expect(kept.ready).rejects.toThrow(/the last time it could not start: no such file/);
  });

  it('is ready only when it says so', async () => {
    let asked = 0;
    const { part } = puppet(() => (asked += 1) >= 5);
    const kept = keepRunning(part, linesAndWatch().watch);
    await kept.ready;
    expect(asked).toBe(5);
    await kept.stop();
  });

  it('is not started again after it was stopped, nor while it waits for its next start', async () => {
    const { part, life, lives } = puppet();
    const { watch } = linesAndWatch();
    const slow = { ...watch, timing: { ...timing, firstPause: 60_000, longestPause: 60_000 } };
    const kept = keepRunning(part, slow);
    await kept.ready;
    (await life(1)).end('ended');
    await kept.stop();
    expect(lives).toHaveLength(1);
  });

  it('is stopped even if the request comes while it is being launched', async () => {
    const { part, life } = puppet(() => false);
    const launching = keepRunning(part, linesAndWatch().watch);
    await launching.stop();
    await expect(launching.ready).rejects.toThrow('puppet was stopped before it was ready');
    expect((await life(1)).killed).toBe(false);
  });

  it('can be killed', async () => {
    const { part, life } = puppet();
    const kept = keepRunning(part, linesAndWatch().watch);
    await kept.ready;
    kept.kill();
    expect((await life(1)).killed).toBe(true);
  });
});

describe('the pause before a restart', () => {
  it.each([
    [1, 250],
    [2, 500],
    [6, 8_000],
    [7, 15_000],
    [1_000, 15_000],
  ])('after %d ends in a row is %d ms', (ends, ms) => {
    expect(pauseAfter(ends, RESTART_TIMING)).toBe(ms);
  });
});
