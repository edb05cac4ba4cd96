import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import SwaggerParser from '@apidevtools/swagger-parser';
import { type OpenAPIObject } from '@nestjs/swagger';
import { whoMayCall } from '../../apps/api/src/docs/who-may';
import { call } from '../support/https-json';
import { type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { buildReference, fileTextOf, STORY_BEGINS } from './build-reference';
import { operationsOf } from './operations';

const FILE = join(__dirname, '../../docs/openapi.json');
const IS_WRITING = process.env['WRITE_REFERENCE'] === 'yes';
const OPEN = /^\/(health|metrics)(\/|$)/;

let system: LedgerSystem;
let built: OpenAPIObject;

beforeAll(async () => {
  system = await startLedgerSystem({ testClock: STORY_BEGINS, isJudged: !IS_WRITING });
  built = await buildReference(system);
  if (IS_WRITING) await writeFile(FILE, fileTextOf(built));
});
afterAll(() => system.stop());

describe('the reference of the API', () => {
  test('docs/openapi.json is what the code says, with the story as its examples; `npm run reference` writes it', async () => {
    expect(JSON.parse(await readFile(FILE, 'utf8'))).toEqual(JSON.parse(fileTextOf(built)));
  });

  test('is served at /docs', async () => {
    const page = await call({ method: 'GET', url: `${system.url}/docs`, ca: system.ca });
    expect(page.status).toBe(200);
    expect(page.body).toContain('<title>Reservation ledger</title>');
    const served = await call({ method: 'GET', url: `${system.url}/docs-json`, ca: system.ca });
    expect(served.body).toEqual(JSON.parse(await readFile(FILE, 'utf8')));
  });

  test('is a valid OpenAPI document', async () => {
    await expect(SwaggerParser.validate(FILE)).resolves.toBeDefined();
  });

  test('tells of every operation what it does, with words for whoever reads it first', () => {
    const untold = operationsOf(built).filter(
      ({ operation: { summary, description, tags } }) =>
        [summary, description].some((text) => text === undefined || text.length < 15) ||
        tags === undefined,
    );
    expect(untold.map(({ operation }) => operation.operationId)).toEqual([]);
  });

  test('says of every operation who may call it', () => {
    const unsaid = operationsOf(built).filter(({ pattern, operation }) => {
      const who = whoMayCall(operation);
      return !OPEN.test(pattern) && !(who !== undefined && operation.description?.endsWith(who));
    });
    expect(unsaid.map(({ operation }) => operation.operationId)).toEqual([]);
  });

  test('has an example of every operation, of its request and of its answer', () => {
    const lacking = operationsOf(built).flatMap(({ pattern, operation }) =>
      OPEN.test(pattern) ? [] : lacks(operation),
    );
    expect(lacking).toEqual([]);
  });
});

type Operation = ReturnType<typeof operationsOf>[number]['operation'];

function lacks(operation: Operation): readonly string[] {
  const id = String(operation.operationId);
  const { parameters = [], requestBody, responses } = operation;
  const answers = Object.entries(responses).filter(([code]) => Number(code) < 400);
  return [
    ...parameters.flatMap((each) =>
      '$ref' in each || each.in !== 'path' || hasOwnExample(each) ? [] : [`${id}: {${each.name}}`],
    ),
    ...(requestBody === undefined || hasExample(requestBody) ? [] : [`${id}: body`]),
    ...(answers.some(
      ([, answer]) => answer === undefined || !hasContent(answer) || hasExample(answer),
    )
      ? []
      : [`${id}: answer`]),
  ];
}

function hasOwnExample({ example, examples }: Readonly<{ example?: unknown; examples?: unknown }>) {
  return example !== undefined || examples !== undefined;
}

function hasContent(holder: object): boolean {
  return 'content' in holder;
}

function hasExample(holder: object): boolean {
  return 'content' in holder && JSON.stringify(holder.content).includes('"examples":{');
}
