import { Agent, request } from 'node:https';
import { issueToken, sleep, SystemMachineClock } from '#platform';
import { type Chance } from './chance';
import { ReferenceAnswers } from '../support/conformance/reference-answers';
import { type Product } from './product';

/** One request: sent again, it is the same in every byte. */
export type Asked = Readonly<{
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}>;

export type Answered = Readonly<{
  status: number;
  body: unknown;
  position: string | undefined;
  /** When the attempt that was answered set out. */
  sentAt: number;
  /** How many attempts before it had no answer, or one that says to try again. */
  retries: number;
}>;

type Reply = Readonly<{ status: number; position: string | undefined; text: string }>;

const ANSWER_MS_MAX = 15_000;
/** Longer than the system may take to be ready again: who gives up before has found a fault. */
const PATIENCE_MS = 120_000;
const PAUSE_MS_MIN = 50;
const PAUSE_MS_MAX = 1_000;
/** What Azure's clients send again: see `retriable` of the official pipeline. */
const TRY_AGAIN = [408, 429, 500, 502, 503, 504];
const TOKEN_MS = 1_200_000;

/** A caller that sends what got no answer again, the same bytes, as Azure's clients do but more patiently. */
export class PersistentCaller {
  readonly #agent: Agent;
  readonly #tokens = new Map<string, Readonly<{ token: string; until: number }>>();
  readonly #clock = new SystemMachineClock();
  /** All that was answered, held against the reference of the API. */
  readonly answers = new ReferenceAnswers();
  /** How often each reason to try again was met. */
  readonly reasons = new Map<string, number>();

  constructor(private readonly product: Product) {
    this.#agent = new Agent({ keepAlive: true, ca: product.ca });
  }

  /** @throws when no answer is had although the same request was sent again and again. */
  async send(principal: string, asked: Asked, chance: Chance): Promise<Answered> {
    const until = performance.now() + PATIENCE_MS;
    let pause = PAUSE_MS_MIN;
    for (let retries = 0; ; retries += 1) {
      const sentAt = performance.now();
      const reply = await this.#once(principal, asked);
      if (typeof reply !== 'string' && !TRY_AGAIN.includes(reply.status))
        return { ...reply, body: parsed(reply.text), sentAt, retries };
      const reason = typeof reply === 'string' ? reply : reasonIn(reply);
      this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
      if (performance.now() > until)
        throw new Error(`${asked.method} ${asked.path} had no answer in the end: ${reason}`);
      await sleep(chance.between(1, pause));
      pause = Math.min(pause * 2, PAUSE_MS_MAX);
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  async #once(principal: string, { method, path, body, headers }: Asked): Promise<Reply | string> {
    const authorization = `Bearer ${await this.#tokenOf(principal)}`;
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const type = payload === undefined ? {} : { 'content-type': 'application/json' };
    const url = `${this.product.url}${path}`;
    return new Promise((done) => {
      const sent = request(
        url,
        {
          ...{ method, agent: this.#agent, timeout: ANSWER_MS_MAX },
          headers: { authorization, ...type, ...headers },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          response.on('error', (error) => {
            done(error.message);
          });
          response.on('end', () => {
            const { statusCode: status = 0, headers: answered } = response;
            this.answers.see({ method, url, status, headers: answered, text, sent: payload ?? '' });
            const position = answered['x-ledger-position'];
            done({ status, position: position?.toString(), text });
          });
        },
      );
      sent.once('timeout', () => sent.destroy(new Error(`no answer in ${ANSWER_MS_MAX} ms`)));
      sent.once('error', (error) => {
        done('code' in error ? String(error.code) : error.message);
      });
      sent.end(payload);
    });
  }

  async #tokenOf(principal: string): Promise<string> {
    const kept = this.#tokens.get(principal);
    if (kept !== undefined && kept.until > performance.now()) return kept.token;
    const roles = ['Ledger.Admin'];
    const token = await issueToken(this.product.directory, { principal, roles }, this.#clock);
    this.#tokens.set(principal, { token, until: performance.now() + TOKEN_MS });
    return token;
  }
}

function reasonIn({ status, text }: Reply): string {
  const code = /"code":"([^"]+)"/.exec(text)?.[1] ?? 'no code';
  return `${status} ${code}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
