import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';

type Described = Readonly<{
  summary: string;
  description?: string;
  status: number;
  answers: string;
  refusals?: Readonly<Record<number, string>>;
}>;

function documented({ summary, description, status, answers, refusals }: Described) {
  return [
    ApiBearerAuth(),
    ApiOperation({ summary, ...(description === undefined ? {} : { description }) }),
    ApiResponse({ status, description: answers }),
    ApiResponse({ status: 400, description: 'Input that does not fit; `field` names it.' }),
    ApiResponse({ status: 401, description: 'No access token, or one that does not hold.' }),
    ApiResponse({ status: 403, description: 'The role of the token does not allow it.' }),
    ...Object.entries(refusals ?? {}).map(([code, text]) =>
      ApiResponse({ status: Number(code), description: text }),
    ),
  ];
}

/** What the reference page says of a command. */
export function CommandDocs(
  described: Described & Readonly<{ keyCountsFor?: string }>,
): MethodDecorator & ClassDecorator {
  const key = ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: `Chosen by the caller; it counts for ${described.keyCountsFor ?? 'the request'}. There the same key with the same body answers the first result with \`Idempotency-Replayed: true\`, and with another body 409. Elsewhere the same key is another request.`,
  });
  return applyDecorators(
    ...documented(described),
    ...(described.keyCountsFor === undefined ? [] : [key]),
  );
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
