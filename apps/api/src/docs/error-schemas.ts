import { type OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const text = (description: string) => ({ type: 'string', description }) as const;

/** The two shapes of errors, as `problem.presenter.ts` writes them. */
export const ERROR_SCHEMAS: Schemas = {
  Problem: {
    type: 'object',
    description: 'Why a request was refused (RFC 9457). Nothing has changed.',
    required: ['type', 'title', 'status', 'code', 'detail', 'instance'],
    additionalProperties: false,
    properties: {
      type: text('A URN made of the code.'),
      title: text('The HTTP status in words.'),
      status: { type: 'integer', description: 'The HTTP status.' },
      code: text('What kind of refusal it is, for programs.'),
      detail: text('What is wrong, and what would be accepted.'),
      instance: text('The request, as the log of the ledger names it.'),
      field: text('The field of the request to change, as it is written there.'),
      rule: text('The rule that refuses it, such as R-CAP-1: /docs/policy-rules says each.'),
    },
  },
  CapacityError: {
    type: 'object',
    description: 'Why Microsoft.Capacity refused a request, in the shape of its clients.',
    required: ['error'],
    additionalProperties: false,
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message'],
        additionalProperties: false,
        properties: {
          code: text('A code that the clients of Azure know.'),
          message: text('What is wrong, and what would be accepted.'),
          target: text('The parameter meant.'),
        },
      },
    },
  },
};

export type ErrorShape = Readonly<{ contentType: string; schema: Readonly<{ $ref: string }> }>;

export const PROBLEM: ErrorShape = {
  contentType: 'application/problem+json',
  schema: { $ref: '#/components/schemas/Problem' },
};
export const CAPACITY_ERROR: ErrorShape = {
  contentType: 'application/json',
  schema: { $ref: '#/components/schemas/CapacityError' },
};
