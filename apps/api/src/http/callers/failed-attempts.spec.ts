import { FailedAttempts } from './failed-attempts';
import { Refusal } from '../errors/refusal';

const WINDOW_SECONDS = 60;
const HOME = '192.0.2.1';
const ELSEWHERE = '2001:db8::1';

async function answered(attempts: FailedAttempts, address: string): Promise<unknown> {
  return attempts.count(address).then(
    () => 'counted',
    (error: unknown) => (error instanceof Refusal ? error.answered : error),
  );
}

describe('requests without a good token', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2021-01-15T08:00:00Z') });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('are counted up to the bound, and throttled above it until the window is over', async () => {
    const attempts = new FailedAttempts({ max: 2, seconds: WINDOW_SECONDS });
    expect(await answered(attempts, HOME)).toBe('counted');
    jest.advanceTimersByTime(20_500);
    expect(await answered(attempts, HOME)).toBe('counted');
    expect(await answered(attempts, HOME)).toMatchObject({
      status: 429,
      code: 'UnauthenticatedRequestsThrottled',
      retryAfterSeconds: 40,
    });
    jest.advanceTimersByTime(39_500);
    expect(await answered(attempts, HOME)).toBe('counted');
  });

  it('of one address do not hold up another', async () => {
    const attempts = new FailedAttempts({ max: 1, seconds: WINDOW_SECONDS });
    await answered(attempts, HOME);
    expect(await answered(attempts, HOME)).toMatchObject({ status: 429 });
    expect(await answered(attempts, ELSEWHERE)).toBe('counted');
  });
});
