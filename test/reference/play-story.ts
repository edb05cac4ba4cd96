import { type OpenAPIObject } from '@nestjs/swagger';
import { type Answer } from '../support/https-json';
import { type LedgerSystem } from '../support/ledger-system';
import { operationsOf, type Placed } from './operations';
import { type PlayedStep, type StoryStep, WHO } from './story-step';

type Request = Pick<PlayedStep, 'path' | 'query' | 'url' | 'body'>;

/** Plays the story from its first step to its last. @throws naming the step that was answered otherwise than it says. */
export async function playStory(
  system: LedgerSystem,
  document: OpenAPIObject,
  story: readonly StoryStep[],
): Promise<readonly PlayedStep[]> {
  const places = new Map(
    operationsOf(document).map((placed) => [placed.operation.operationId, placed]),
  );
  const told = new Map<string, string>();
  const played: PlayedStep[] = [];
  let position: string | undefined;
  for (const step of story) {
    const placed = places.get(step.operation);
    if (placed === undefined) throw new Error(`The reference has no operation ${step.operation}`);
    const request = requestOf(step, placed, (name) => tellable(told, name, step));
    // Whoever reads wants to see what was written before.
    const after = position === undefined || placed.verb !== 'get' ? {} : afterHeader(position);
    const answer = await system
      .ledger(WHO[step.as])
      .send(placed.verb.toUpperCase(), request.url, request.body, after);
    assertAsTold(step, request, answer);
    position = textOf(answer.headers['x-ledger-position']) ?? position;
    for (const [name, text] of remembered(step, answer)) told.set(name, text);
    played.push(playedStep(step, placed, request, answer));
  }
  return played;
}

function remembered(step: StoryStep, answer: Answer): readonly (readonly [string, string])[] {
  const { remember = {}, rememberFromAddress = {} } = step;
  const texts = Object.entries(remember).map(
    ([name, where]) => [name, textAt(answer.body, where, step)] as const,
  );
  const addressed = Object.entries(rememberFromAddress).map(
    ([name, header]) => [name, lastPartOf(answer, header, step)] as const,
  );
  return [...texts, ...addressed];
}

function playedStep(
  step: StoryStep,
  { pattern, verb: method }: Placed,
  { path, query, url, body }: Request,
  { status, headers, body: answer }: Answer,
): PlayedStep {
  const contentType = (textOf(headers['content-type']) ?? '').replace(/;.*$/, '');
  return { step, method, pattern, path, query, url, body, status, contentType, answer };
}

function afterHeader(position: string): Readonly<Record<string, string>> {
  return { 'x-ledger-after': position };
}

function requestOf(step: StoryStep, { pattern }: Placed, told: (name: string) => string): Request {
  const path = step.path?.(told) ?? {};
  const query = step.query?.(told) ?? {};
  const place = pattern.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = path[name];
    if (value === undefined) throw new Error(`${step.operation}: the step leaves out {${name}}`);
    return encodeURIComponent(value);
  });
  // `$` may stand in a query as it is, and is read more easily.
  const search = new URLSearchParams(query).toString().replaceAll('%24', '$');
  return {
    path,
    query,
    body: step.body?.(told),
    url: search === '' ? place : `${place}?${search}`,
  };
}

function assertAsTold(step: StoryStep, request: Readonly<{ url: string }>, answer: Answer): void {
  if (answer.status === step.status) return;
  const answered = `${String(answer.status)} ${JSON.stringify(answer.body)}`;
  throw new Error(`${step.operation} (${step.title}) ${request.url} was answered ${answered}`);
}

function tellable(told: ReadonlyMap<string, string>, name: string, step: StoryStep): string {
  const text = told.get(name);
  if (text === undefined) throw new Error(`${step.operation}: nothing has told '${name}' before`);
  return text;
}

function textAt(answer: unknown, where: string, step: StoryStep): string {
  const found = where
    .split('.')
    .reduce<unknown>(
      (from, key) =>
        typeof from === 'object' && from !== null
          ? new Map<string, unknown>(Object.entries(from)).get(key)
          : undefined,
      answer,
    );
  if (typeof found === 'string') return found;
  throw new Error(`${step.operation}: no text at ${where} of ${JSON.stringify(answer)}`);
}

function lastPartOf({ headers }: Answer, header: string, step: StoryStep): string {
  const found = /\/([^/?]+)(\?.*)?$/.exec(textOf(headers[header]) ?? '')?.[1];
  if (found !== undefined) return found;
  throw new Error(`${step.operation}: no address in the header ${header}`);
}

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
