import { type OpenAPIObject } from '@nestjs/swagger';
import { operationsOf, type Operation } from './operations';
import { withSession } from './session';
import { type PlayedStep } from './story-step';

type Examples = Record<string, { summary: string; value: unknown }>;
type Content = Record<string, { examples?: Examples } | undefined>;

/** The document with the requests of a story, and what came back, as the examples of its operations. Unplayed operations have none. */
export function withExamples(
  document: OpenAPIObject,
  played: readonly PlayedStep[],
): OpenAPIObject {
  const told = structuredClone(document);
  for (const { pattern, verb, operation } of operationsOf(told)) {
    const own = played.filter((step) => step.pattern === pattern && step.method === verb);
    addParameters(operation, own);
    for (const { step, body, status, contentType, answer } of own) {
      const key = step.title;
      if (body !== undefined) addExample(operation.requestBody, 'application/json', key, body);
      if (answer !== '') addExample(operation.responses[String(status)], contentType, key, answer);
    }
  }
  return {
    ...told,
    info: { ...told.info, description: withSession(told.info.description, played) },
  };
}

/** Each parameter as the steps give it: one example when all of them give the same, else one of each that gives any. */
function addParameters(operation: Operation, own: readonly PlayedStep[]): void {
  for (const parameter of operation.parameters ?? []) {
    if ('$ref' in parameter || parameter.in === 'header') continue;
    const { name, in: place } = parameter;
    const values = own.map(({ path, query }) => (place === 'path' ? path[name] : query[name]));
    const given = own.flatMap(({ step: { title } }, index) => {
      const value = values[index];
      return value === undefined ? [] : [[title, { summary: title, value }] as const];
    });
    const isOne = new Set(values).size === 1;
    if (isOne && values[0] !== undefined) parameter.example = values[0];
    else if (given.length > 0) parameter.examples = Object.fromEntries(given);
  }
}

function addExample(holder: unknown, contentType: string, key: string, value: unknown): void {
  const content = contentOf(holder);
  const media = content?.[contentType];
  if (media === undefined) return;
  media.examples = { ...media.examples, [key]: { summary: key, value } };
}

function contentOf(holder: unknown): Content | undefined {
  if (typeof holder !== 'object' || holder === null || !('content' in holder)) return undefined;
  return holder.content as Content;
}
