import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sleep } from '#platform';
import {
  type CallersKey,
  type Claim,
  claimKey,
  giveKeyBack,
  type KeyedAnswer,
  type KeyedRequest,
  type KeyStanding,
  keyStanding,
  leaveKey,
  spendKey,
  takeKeyOver,
} from '#read-models';
import { reusedFor } from './idempotency-reuse';
import { Refusal } from '../errors/refusal';

/** A claim without an answer counts as under way so long; then whoever made it is taken for gone. */
const LEASE_SECONDS = 5;
/** Between two looks for the answer of a request under way: doubled from the first to the longest. */
const PAUSE_FIRST_MILLISECONDS = 20;
const PAUSE_LONGEST_MILLISECONDS = 250;
/** These pauses are longer than the lease together: only a claim that others take over again and again is still under way then. */
const LOOKS_WHILE_UNDER_WAY = 26;
const LOOKS_MAX = 40;
const RETRY_AFTER_SECONDS = 1;

/** What a caller's key comes to: the request is to be carried out, or was. */
export type KeyTurn =
  /** `isFirst` unless somebody else carried it out before, to an end that is not known. */
  | Readonly<{ kind: 'carryOut'; claim: Claim; isFirst: boolean }>
  | Readonly<{ kind: 'answered'; answer: KeyedAnswer }>;

type Unanswered = Exclude<KeyStanding, { state: 'answered' }>;

/** Callers' keys, claimed before their request is carried out and spent on what it came to (ADR 0013). */
@Injectable()
export class IdempotencyKeys {
  constructor(private readonly tables: DataSource) {}

  /**
   * Claims a key, or waits for the answer of the request that it names.
   * @throws Refusal 409 for a key that names another request.
   */
  async turnOf(key: CallersKey, request: KeyedRequest): Promise<KeyTurn> {
    const claim: Claim = { key, request, id: randomUUID() };
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      if (await claimKey(this.tables, claim)) return { kind: 'carryOut', claim, isFirst: true };
      const found = await keyStanding(this.tables, key, LEASE_SECONDS);
      if (found === undefined) continue;
      if (!isSame(found.request, request)) throw reusedFor(found, request);
      if (found.state === 'answered') return { kind: 'answered', answer: found.answer };
      if (await this.#takesOver(claim, found, look))
        return { kind: 'carryOut', claim, isFirst: false };
    }
    throw contested();
  }

  /** What was left is taken over at once; for what is under way the answer is waited for first. */
  async #takesOver(claim: Claim, found: Unanswered, look: number): Promise<boolean> {
    if (found.state === 'left' || look >= LOOKS_WHILE_UNDER_WAY)
      return takeKeyOver(this.tables, claim, found.claim);
    await sleep(pauseAfter(look));
    return false;
  }

  /** Spends the key. @returns the answer that it stands for now: another's, if that was given first. */
  async spend(claim: Claim, answer: KeyedAnswer): Promise<KeyedAnswer> {
    if (await spendKey(this.tables, claim, answer)) return answer;
    const found = await keyStanding(this.tables, claim.key, LEASE_SECONDS);
    return isFirstAnswer(found, claim) ? found.answer : answer;
  }

  /** The key names nothing: nothing came of its request. */
  giveBack(claim: Claim): Promise<void> {
    return giveKeyBack(this.tables, claim);
  }

  /** The key goes on naming its request, for it may have been carried out. */
  leave(claim: Claim): Promise<void> {
    return leaveKey(this.tables, claim);
  }
}

function isFirstAnswer(
  found: KeyStanding | undefined,
  { request }: Claim,
): found is Extract<KeyStanding, { state: 'answered' }> {
  return found?.state === 'answered' && isSame(found.request, request);
}

function isSame(one: KeyedRequest, other: KeyedRequest): boolean {
  return one.method === other.method && one.path === other.path && one.bodyHash === other.bodyHash;
}

function pauseAfter(look: number): number {
  return Math.min(PAUSE_FIRST_MILLISECONDS * 2 ** look, PAUSE_LONGEST_MILLISECONDS);
}

function contested(): Refusal {
  return new Refusal({
    status: 503,
    code: 'IdempotencyKeyContested',
    azureCode: 'BillingTransientError',
    detail:
      'Many requests with this Idempotency-Key came at once and none has an answer yet; send the same request again.',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
