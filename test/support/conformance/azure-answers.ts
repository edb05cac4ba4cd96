import { runningAnswer } from '../../../apps/api/src/capacity/operations/operation.answer';
import { differencesFromOwnBodies } from './expected-bodies';
import { knownDifference, type KnownDifference } from './known-differences';
import {
  differencesFromSpecification,
  type SpecificationDifference,
  specificationValidator,
} from './specification';

export type SeenAnswer = Readonly<{
  method: string;
  url: string;
  status: number;
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As it came. */
  text: string;
  /** The body that was sent, if one was. */
  sent?: string;
}>;

type Violation = Readonly<{ operation: string; path: string; differences: readonly string[] }>;

type Begun = Readonly<{ method: string; path: string }>;
type Judged = Begun & Readonly<{ status: number; body: unknown }>;

const AZURE = /^\/(providers|subscriptions)\//i;
const POLLED = /\/(operationResults|splitoperationresults|mergeoperationresults)\//i;
const ACCEPTED = 202;
const REFUSED_MIN = 400;
const UNIQUE_REPORTED_MAX = 20;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function differencesOfRunning(body: unknown): readonly string[] {
  return (runningAnswer.safeParse(body).error?.issues ?? []).map(({ message }) => message);
}

/** Every answer of an Azure path that one test system gave, judged by the specification and by our own bodies. */
export class AzureAnswers {
  readonly #judging: Promise<void>[] = [];
  readonly #violations: Violation[] = [];
  readonly #met = new Set<KnownDifference>();
  readonly #begun = new Map<string, Begun>();
  #judged = 0;

  /** Without a specification the own bodies alone are the measure. */
  constructor(private readonly specification = specificationValidator()) {}

  /** Takes note of an answer; judged in the background, so that no test waits. */
  see(answer: SeenAnswer): void {
    const { pathname: path } = new URL(answer.url);
    if (!AZURE.test(path)) return;
    this.#rememberBegun(answer, path);
    this.#judging.push(this.#judge(answer, path));
  }

  /** How many answers were judged, and by which reasons differences were let pass. */
  async summary(): Promise<Readonly<{ judged: number; met: readonly KnownDifference[] }>> {
    await Promise.all(this.#judging);
    return { judged: this.#judged, met: [...this.#met] };
  }

  /** @throws naming each operation, path and difference, unless every answer is as it should be. */
  async check(): Promise<void> {
    await Promise.all(this.#judging);
    const told = this.#violations.map(
      ({ operation, path, differences }) => `${operation} ${path}\n  ${differences.join('\n  ')}`,
    );
    const unique = [...new Set(told)].slice(0, UNIQUE_REPORTED_MAX);
    if (unique.length > 0)
      throw new Error(`Answers that Azure's clients would not know:\n${unique.join('\n')}`);
  }

  /** The result of an operation is what the operation itself would have answered. */
  #rememberBegun({ method, status, headers }: SeenAnswer, path: string): void {
    if (status >= REFUSED_MIN || POLLED.test(path)) return;
    for (const name of ['location', 'azure-asyncoperation']) {
      const to = headers[name];
      if (typeof to !== 'string') continue;
      this.#begun.set(new URL(to).pathname.toLowerCase(), { method, path });
    }
  }

  async #judge(answer: SeenAnswer, path: string): Promise<void> {
    const { method, status, headers, text } = answer;
    const body = text === '' ? '' : parsed(text);
    const polled = POLLED.test(path) && status < REFUSED_MIN;
    const begun = polled ? this.#begun.get(path.toLowerCase()) : undefined;
    const judged = { ...(begun ?? { method, path }), status, body };
    const differences =
      polled && status === ACCEPTED
        ? differencesOfRunning(body)
        : [...differencesFromOwnBodies(judged), ...(await this.#specified(judged, headers))];
    this.#judged += 1;
    if (differences.length > 0)
      this.#violations.push({ operation: `${method} ${String(status)}`, path, differences });
  }

  async #specified(judged: Judged, headers: SeenAnswer['headers']): Promise<readonly string[]> {
    const validator = await this.specification;
    if (validator === undefined) return [];
    const single = Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    );
    const found = await differencesFromSpecification(validator, {
      ...judged,
      headers: Object.fromEntries(single),
    });
    if (found === undefined)
      return judged.status < REFUSED_MIN ? ['an operation that the specification lacks'] : [];
    return found
      .filter((difference) => !this.#isKnown(difference))
      .map(({ operation, at, what }) => `${operation} ${at}: ${what}`);
  }

  #isKnown(difference: SpecificationDifference): boolean {
    const known = knownDifference(difference);
    if (known !== undefined) this.#met.add(known);
    return known !== undefined;
  }
}
