import { type OpenAPIObject } from '@nestjs/swagger';
import { type SeenAnswer } from './azure-answers';
import { Reference } from './reference';
import { ReferenceAnswers } from './reference-answers';

const ORIGIN = 'https://localhost:8443';
const object = (properties: object) =>
  ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  }) as const;
const json = (schema: object) => ({ 'application/json': { schema } });

const DOCUMENT: OpenAPIObject = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/ledger/things/{thing}': {
      put: {
        parameters: [{ name: 'on', in: 'query', schema: { type: 'string' } }],
        requestBody: { content: json(object({ size: { type: 'integer' } })) },
        responses: {
          200: {
            description: 'The thing.',
            content: json(object({ day: { $ref: '#/components/schemas/Day' } })),
          },
          400: { description: 'Bad.', content: json(object({ why: { type: 'string' } })) },
          204: { description: 'Nothing.' },
        },
      },
    },
    '/ledger/things/current': {
      put: { responses: { 200: { description: 'All.', content: json({ type: 'array' }) } } },
    },
  },
  components: { schemas: { Day: { type: 'string', format: 'date' } } },
};

const GOOD: SeenAnswer = {
  method: 'PUT',
  url: `${ORIGIN}/ledger/things/a%2Fb?on=today`,
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  text: '{"day":"2021-01-15"}',
  sent: '{"size":1}',
};

function judged(...seen: readonly SeenAnswer[]): ReferenceAnswers {
  const answers = new ReferenceAnswers(new Reference(DOCUMENT));
  for (const each of seen) answers.see(each);
  return answers;
}

test('what is as the reference says passes, whatever the case of its path', () => {
  const answers = judged(GOOD, { ...GOOD, url: `${ORIGIN}/Ledger/Things/b/` });
  expect(() => {
    answers.check();
  }).not.toThrow();
  expect(answers.judged).toBe(2);
});

test.each<[string, Partial<SeenAnswer>, RegExp]>([
  ['a member more', { text: '{"day":"2021-01-15","more":1}' }, /additional properties/],
  ['a member less', { text: '{}' }, /required property 'day'/],
  ['a text of another format', { text: '{"day":"15 January"}' }, /\/day must match format "date"/],
  ['no JSON', { text: 'day' }, /must be object/],
  [
    'another content type',
    { headers: { 'content-type': 'text/plain' } },
    /content type text\/plain/,
  ],
  ['a status that is not named', { status: 409 }, /does not name/],
  ['a body where there is none', { status: 204 }, /a body where the reference has none/],
  ['another shape of error', { status: 400, text: '{}' }, /required property 'why'/],
  [
    'an accepted body that the reference forbids',
    { sent: '{"size":"1"}' },
    /accepted: \/size must be integer/,
  ],
  ['an accepted request without the body it needs', { sent: '' }, /accepted: /],
  [
    'an accepted parameter that is not named',
    { url: `${ORIGIN}/ledger/things/a?off=1` },
    /the parameter off/,
  ],
  ['an operation that is not named', { method: 'POST' }, /an operation that the reference lacks/],
  [
    'the operation of a path that is written out',
    { url: `${ORIGIN}/ledger/things/current` },
    /must be array/,
  ],
])('%s is found', (_, difference, message) => {
  expect(() => {
    judged({ ...GOOD, ...difference }).check();
  }).toThrow(message);
});

test('what is refused may have been asked in any way, and an unknown path is refused before any operation', () => {
  const answers = judged(
    {
      ...GOOD,
      status: 400,
      text: '{"why":"so"}',
      sent: '{"size":"1"}',
      url: `${ORIGIN}/ledger/things/a?x=1`,
    },
    { ...GOOD, method: 'GET', url: `${ORIGIN}/nothing`, status: 404 },
  );
  expect(() => {
    answers.check();
  }).not.toThrow();
});
