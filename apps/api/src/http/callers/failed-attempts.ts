import { createHash } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type ApiConfiguration } from '#platform';
import { Refusal } from '../errors/refusal';

const MILLISECONDS_PER_SECOND = 1_000;

/** Addresses share 65,536 counters, so that no number of addresses takes more memory than those. */
function counterOf(address: string): number {
  return createHash('sha256').update(address).digest().readUInt16BE();
}

/** Counts the requests of each address that did not say who calls. A caller with a good token never gets here. */
export class FailedAttempts {
  readonly #limiter: RateLimiterMemory;

  constructor(private readonly bounds: ApiConfiguration['unauthenticated']) {
    this.#limiter = new RateLimiterMemory({ points: bounds.max, duration: bounds.seconds });
  }

  /** @throws Refusal 429 for what an address sends above its bound, until the window is over. */
  async count(address: string): Promise<void> {
    const { consumedPoints, msBeforeNext } = await this.#limiter.penalty(counterOf(address));
    if (consumedPoints <= this.bounds.max) return;
    throw new Refusal({
      status: 429,
      code: 'UnauthenticatedRequestsThrottled',
      detail: `This address sent more than ${this.bounds.max} requests without a good access token in ${this.bounds.seconds} seconds. Send one with a good token, which is answered at any time, or wait.`,
      retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / MILLISECONDS_PER_SECOND)),
    });
  }
}
