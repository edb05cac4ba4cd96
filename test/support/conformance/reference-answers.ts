import { type Operation, type Placed } from '../../reference/operations';
import { type SeenAnswer } from './azure-answers';
import { Reference } from './reference';

/** The pages themselves are no operations. */
const PAGES = /^\/docs(-json|-yaml|\/|$)/;
/** Here unknown parameters are refused. Azure's paths let them pass, as the reference says. */
const HEARS_ALL = /^\/ledger\//i;
const NO_BODY = /^(\{\s*\})?$/;
const REFUSED_MIN = 400;
/** Said before anything is known of an operation: of the address, the connection, or by whoever asks too often. */
const BEFORE_ANY_OPERATION = new Set([400, 401, 404, 405, 408, 413, 414, 415, 429, 431, 503]);
/** Said by the transport, wherever the request was going. */
const OF_THE_TRANSPORT = new Set([408, 414, 431]);
const UNIQUE_REPORTED_MAX = 20;

/** Every request that one test system was sent, and its answer, judged by the committed reference of the API. */
export class ReferenceAnswers {
  readonly #violations = new Set<string>();
  #judged = 0;

  constructor(private readonly reference = Reference.read()) {}

  get judged(): number {
    return this.#judged;
  }

  see(answer: SeenAnswer): void {
    const { pathname: path } = new URL(answer.url);
    if (PAGES.test(path)) return;
    this.#judged += 1;
    const asked = `${answer.method} ${path} ${String(answer.status)}`;
    for (const difference of this.#differences(answer, path))
      this.#violations.add(`${asked}\n  ${difference}`);
  }

  /** Each request that was not as the reference says, and how. */
  get violations(): readonly string[] {
    return [...this.#violations];
  }

  /** @throws naming each request that was not as the reference says. */
  check(): void {
    const told = this.violations.slice(0, UNIQUE_REPORTED_MAX);
    if (told.length > 0)
      throw new Error(`Not as docs/openapi.json says (\`npm run reference\`):\n${told.join('\n')}`);
  }

  #differences(answer: SeenAnswer, path: string): readonly string[] {
    const { method, status } = answer;
    const placed = this.reference.operation(method, path);
    if (placed === undefined)
      return BEFORE_ANY_OPERATION.has(status) ? [] : ['an operation that the reference lacks'];
    return [
      ...this.#answered(answer, placed),
      ...(status < REFUSED_MIN ? this.#asked(answer, placed) : []),
    ];
  }

  #answered(
    { status, headers, text }: SeenAnswer,
    { pattern, verb, operation }: Placed,
  ): readonly string[] {
    const code = String(status);
    const response = operation.responses[code];
    if (response === undefined)
      return OF_THE_TRANSPORT.has(status) ? [] : ['a status that the reference does not name'];
    const content = contentOf(response);
    if (content === undefined) return text === '' ? [] : ['a body where the reference has none'];
    const type = String(headers['content-type']).replace(/;.*$/, '');
    if (!(type in content)) return [`the content type ${type}`];
    if (!type.endsWith('json')) return [];
    const place = ['paths', pattern, verb, 'responses', code, 'content', type, 'schema'];
    return this.reference.differences(place, parsed(text));
  }

  /** What was accepted must be what the reference says is accepted. */
  #asked({ url, sent = '' }: SeenAnswer, placed: Placed): readonly string[] {
    return [...unknownParameters(url, placed.operation), ...this.#sent(sent, placed)];
  }

  #sent(sent: string, { pattern, verb, operation }: Placed): readonly string[] {
    const content = contentOf(operation.requestBody);
    if (content === undefined)
      return NO_BODY.test(sent) ? [] : ['accepted a body where the reference has none'];
    const place = ['paths', pattern, verb, 'requestBody', 'content', 'application/json', 'schema'];
    return this.reference
      .differences(place, sent === '' ? undefined : parsed(sent))
      .map((difference) => `accepted: ${difference}`);
  }
}

function unknownParameters(url: string, { parameters = [] }: Operation): readonly string[] {
  if (!HEARS_ALL.test(new URL(url).pathname)) return [];
  const known = parameters.flatMap((each) =>
    'in' in each && each.in === 'query' ? [each.name.toLowerCase()] : [],
  );
  return [...new URL(url).searchParams.keys()]
    .filter((name) => !known.includes(name.toLowerCase()))
    .map((name) => `accepted the parameter ${name}, of which the reference does not know`);
}

function contentOf(holder: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof holder !== 'object' || holder === null || !('content' in holder)) return undefined;
  const { content } = holder;
  return typeof content === 'object' && content !== null ? { ...content } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
