import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LiveValidator } from 'oav';
import { z } from 'zod';

const SHARED = join(__dirname, '../../../../shared/azure-examples');
const SPECIFICATION = join(
  SHARED,
  'specs/reservations/Microsoft.Capacity/stable/2022-11-01/reservations.json',
);
const HOST = 'https://management.azure.com';
/** Laid out as in the specification's repository, which its references count on. */
const LAYOUT = 'specification/reservations/resource-manager/Microsoft.Capacity/stable/2022-11-01';

/** Where the recorded conversations of the real service lie, beside this project; undefined where they do not. */
export function recordingsDirectory(): string | undefined {
  const directory = join(SHARED, 'recorded');
  return existsSync(directory) ? directory : undefined;
}

/** What two references of the specification lead to, outside of it: resources have an id, a name and a type. */
const REFERRED_TO = {
  'common-types/resource-management/v1/types.json': {
    systemData: { type: 'object', additionalProperties: true },
  },
  'common-types/resource-management/v4/types.json': {
    ProxyResource: {
      type: 'object',
      properties: { id: { type: 'string' }, name: { type: 'string' }, type: { type: 'string' } },
    },
  },
};

const specificationText = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({}))),
});

/** The examples are other files, and no answer is compared with them. */
function withoutExamples(text: string): string {
  const specification = specificationText.parse(JSON.parse(text));
  for (const operations of Object.values(specification.paths))
    for (const operation of Object.values(operations)) delete operation['x-ms-examples'];
  return JSON.stringify(specification);
}

async function layOut(directory: string, specification: string): Promise<void> {
  const files = Object.entries(REFERRED_TO).map(([path, definitions]) => {
    const frame = { swagger: '2.0', info: { title: path, version: '1' }, paths: {}, definitions };
    return [`specification/${path}`, JSON.stringify(frame)] as const;
  });
  for (const [path, text] of [
    ...files,
    [`${LAYOUT}/reservations.json`, withoutExamples(specification)] as const,
  ]) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
}

async function validatorOf(specification: string): Promise<LiveValidator> {
  const directory = await mkdtemp(join(tmpdir(), 'capacity-specification-'));
  const complaints: string[] = [];
  try {
    await layOut(directory, specification);
    const validator = new LiveValidator(
      {
        directory,
        swaggerPathsPattern: [`${LAYOUT}/reservations.json`],
        loadValidatorInBackground: false,
        loadValidatorInInitialize: true,
        isArmCall: true,
      },
      (message, level) => {
        if (level === 'error') complaints.push(message);
      },
    );
    await validator.initialize();
    if (complaints.length > 0) throw new Error(`The specification: ${complaints.join('\n')}`);
    return validator;
  } finally {
    await rm(directory, { recursive: true });
  }
}

let validator: Promise<LiveValidator | undefined> | undefined;

/** Azure's own validator of live answers, made once a test file; undefined where the specification is not beside this project. */
export async function specificationValidator(): Promise<LiveValidator | undefined> {
  validator ??= existsSync(SPECIFICATION)
    ? readFile(SPECIFICATION, 'utf8').then(validatorOf)
    : saidToBeAbsent();
  return validator;
}

function saidToBeAbsent(): Promise<undefined> {
  process.stderr.write(
    'The specification of Microsoft.Capacity is not beside this project: answers are held against our own bodies alone.\n',
  );
  return Promise.resolve(undefined);
}

type SpecifiedAnswer = Readonly<{
  method: string;
  path: string;
  status: number;
  headers: Readonly<Record<string, string>>;
  body: unknown;
}>;

export type SpecificationDifference = Readonly<{ operation: string; at: string; what: string }>;

function hasMembers(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null;
}

/** In what an answer differs from the specification; undefined for a path that it does not have. */
export async function differencesFromSpecification(
  known: LiveValidator,
  { method, path, status, headers, body }: SpecifiedAnswer,
): Promise<readonly SpecificationDifference[] | undefined> {
  const copy: unknown = structuredClone(body);
  const { errors, operationInfo, runtimeException } = await known.validateLiveResponse(
    {
      statusCode: String(status),
      headers: { ...headers },
      ...(hasMembers(copy) ? { body: copy } : {}),
    },
    { method, url: `${HOST}${path}?api-version=2022-11-01` },
  );
  if (runtimeException?.code.startsWith('OPERATION_NOT_FOUND') === true) return undefined;
  if (runtimeException !== undefined) throw new Error(runtimeException.message);
  return errors.map(({ code, message, pathsInPayload }) => ({
    operation: operationInfo.operationId,
    at: pathsInPayload.join(', '),
    what: `${code}: ${message}`,
  }));
}
