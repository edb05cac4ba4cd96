import { applyDecorators } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtension,
  ApiHeader,
  ApiOperation,
  ApiQuery,
  ApiResponse,
} from '@nestjs/swagger';
import { type ZodDto } from 'nestjs-zod';
import { CAPACITY_VERSIONS } from '../http/api-version';
import { CALLERS_EXTENSION } from './who-may';

/** What the reference page says of an operation. Every refusal beyond those that all operations share is named. */
export type Described = Readonly<{
  summary: string;
  description?: string;
  /** Who may call it, where no role says it: of `WHO_MAY`. */
  by?: string;
  status: number;
  /** What the answer is, in words. */
  answers: string;
  /** What the answer is, as a schema; left out for an answer without a body. */
  answer?: ZodDto;
  /** The headers that the answer has, and what each says. */
  headers?: Readonly<Record<string, string>>;
  /** What else it is answered when all is well, under other statuses. */
  also?: readonly Answer[];
  refusals?: Readonly<Record<number, string>>;
}>;

type Answer = Pick<Described, 'status' | 'answers' | 'answer' | 'headers'>;

function saidInHeader(description: string) {
  return { description, schema: { type: 'string' } as const };
}

/** Answers have no transforms: what is written is what their schema reads, and goes by its one name. */
function answered({ status, answers, answer, headers = {} }: Answer) {
  const said = Object.fromEntries(
    Object.entries(headers).map(([name, text]) => [name, saidInHeader(text)]),
  );
  return ApiResponse({
    status,
    description: answers,
    ...(Object.keys(headers).length === 0 ? {} : { headers: said }),
    ...(answer === undefined ? {} : { type: answer }),
  });
}

function documented({ summary, description, by, refusals, also = [], ...answer }: Described) {
  return [
    ApiBearerAuth(),
    ApiOperation({ summary, ...(description === undefined ? {} : { description }) }),
    ...(by === undefined ? [] : [ApiExtension(CALLERS_EXTENSION, by)]),
    ...[answer, ...also].map(answered),
    ...Object.entries(refusals ?? {}).map(([code, text]) =>
      ApiResponse({ status: Number(code), description: text }),
    ),
  ];
}

/** What the reference page says of a command. Its key is documented once for all of them. */
export function CommandDocs(described: Described): MethodDecorator & ClassDecorator {
  const key = ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Chosen by the caller, 1 to 255 printable ASCII characters without blanks: it names this request among those of its principal. The same key with the same path and body answers the first result again, with `Idempotency-Replayed: true`; with another path or body it is refused (409). Only what was accepted spends a key.',
  });
  return applyDecorators(...documented(described), key);
}

/** What the reference page says of a read. */
export function ReadDocs(described: Described): MethodDecorator & ClassDecorator {
  const after = ApiHeader({
    name: 'x-ledger-after',
    required: false,
    description:
      'The x-ledger-position of an earlier command: waits up to 2 s until it can be seen, then 503.',
  });
  return applyDecorators(...documented(described), after);
}

const OF_THE_VERSION: Readonly<Record<number, string>> = {
  400: '`MissingApiVersionParameter`: the call names no `api-version`.',
  404: '`InvalidResourceType`: the call names an `api-version` that is not spoken here.',
};

/** Its own refusals, and those that every call of Microsoft.Capacity may meet. */
function withVersions({ refusals = {}, ...described }: Described): Described {
  const every = Object.entries(OF_THE_VERSION).map(([code, text]) => {
    const own = refusals[Number(code)];
    return [code, own === undefined ? text : `${own} ${text}`] as const;
  });
  return { ...described, refusals: { ...refusals, ...Object.fromEntries(every) } };
}

const VERSION = ApiQuery({
  name: 'api-version',
  required: true,
  schema: { type: 'string', enum: [...CAPACITY_VERSIONS] },
  description: 'The version of Microsoft.Capacity that the caller speaks.',
});

/** What the reference page says of a command of Microsoft.Capacity: its errors are Azure's, and every call names the version it speaks. */
export function AzureCommandDocs(described: Described): MethodDecorator & ClassDecorator {
  return applyDecorators(CommandDocs(withVersions(described)), VERSION);
}

/** The same of what reads there. */
export function AzureReadDocs(described: Described): MethodDecorator & ClassDecorator {
  return applyDecorators(ReadDocs(withVersions(described)), VERSION);
}
