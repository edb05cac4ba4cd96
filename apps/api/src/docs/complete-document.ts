import { type OpenAPIObject } from '@nestjs/swagger';
import { surfaceOf } from '../http/request-and-reply';
import { CAPACITY_ERROR, ERROR_SCHEMAS, type ErrorShape, PROBLEM } from './error-schemas';
import { whoMayCall } from './who-may';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = Operation['responses'];

const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Verb = (typeof VERBS)[number];

const REFUSED_MIN = 400;

/** Open to everyone, and answered in shapes of their own. */
const OPEN = /^\/(health|metrics)(\/|$)/;

/** How any operation may be refused. */
const ALWAYS: Readonly<Record<number, string>> = {
  401: 'No access token, or one that does not hold; `WWW-Authenticate` says so.',
  403: 'The token is good, and its principal may not do this.',
  429: 'Too many calls without a good token from this address; `Retry-After` says when to come back.',
  500: 'A fault of the ledger; the log has it under the id of the request.',
  503: 'Not at the moment; `Retry-After` says when to send the same request again.',
};
const WITH_INPUT: Readonly<Record<number, string>> = {
  400: 'Input that does not fit: the error says which field, and what would be accepted.',
};
const WITH_BODY: Readonly<Record<number, string>> = {
  413: 'The body is larger than this path takes.',
  415: 'The body is not JSON, or does not say so.',
};
const WITH_KEY: Readonly<Record<number, string>> = {
  409: 'The `Idempotency-Key` was used for another request.',
};
type Headers = NonNullable<Extract<Responses[string], { description: string }>['headers']>;

const ANSWERED_BY_COMMANDS: Headers = {
  'x-ledger-position': {
    description: 'Where the log stands; send it as `x-ledger-after` to read what was written.',
    schema: { type: 'string' },
  },
  'Idempotency-Replayed': {
    description: '`true` when this is the first result of a request that was sent before.',
    schema: { type: 'string', enum: ['true'] },
  },
};

/**
 * The document with what holds of all operations: who may call each, how it may be refused, in which shape, and which
 * headers come back.
 */
export function completeDocument(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths))
    for (const verb of VERBS) {
      const operation = item[verb];
      if (operation === undefined || OPEN.test(path)) continue;
      operation.responses = responsesOf(path, verb, operation);
      operation.description = [operation.description, whoMayCall(operation)]
        .filter((text) => text !== undefined)
        .join(' ');
    }
  const schemas = { ...document.components?.schemas, ...ERROR_SCHEMAS };
  return { ...document, components: { ...document.components, schemas } };
}

function responsesOf(path: string, verb: Verb, operation: Operation): Responses {
  const shape = surfaceOf(path) === 'azure' ? CAPACITY_ERROR : PROBLEM;
  const refusals = { ...refusedAnywhere(path, verb, operation), ...textsOf(operation.responses) };
  const answers = Object.entries(operation.responses).filter(([code]) => !isRefusal(code));
  return {
    ...Object.fromEntries(answers.map(([code, answer]) => [code, answered(verb, answer)])),
    ...Object.fromEntries(
      Object.entries(refusals).map(([code, description]) => [code, refused(description, shape)]),
    ),
  };
}

function refusedAnywhere(path: string, verb: Verb, operation: Operation): Record<string, string> {
  const takesInput = (operation.parameters ?? []).length > 0 || operation.requestBody !== undefined;
  return {
    ...ALWAYS,
    ...(takesInput ? WITH_INPUT : {}),
    ...(operation.requestBody === undefined ? {} : WITH_BODY),
    ...(verb === 'get' ? {} : WITH_KEY),
    ...(path.includes('{') ? { 404: 'What the path names is not there.' } : {}),
  };
}

function textsOf(responses: Responses): Record<string, string> {
  return Object.fromEntries(
    Object.entries(responses).flatMap(([code, answer]) =>
      isRefusal(code) && answer !== undefined && 'description' in answer
        ? [[code, answer.description] as const]
        : [],
    ),
  );
}

function isRefusal(code: string): boolean {
  return Number(code) >= REFUSED_MIN;
}

function answered(verb: Verb, answer: Responses[string]): Responses[string] {
  if (verb === 'get' || answer === undefined || '$ref' in answer) return answer;
  return { ...answer, headers: { ...ANSWERED_BY_COMMANDS, ...answer.headers } };
}

function refused(description: string, { contentType, schema }: ErrorShape): Responses[string] {
  return { description, content: { [contentType]: { schema } } };
}
