import { type OpenAPIObject } from '@nestjs/swagger';

export const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Verb = (typeof VERBS)[number];

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** An operation of a document, and where it is. */
export type Placed = Readonly<{ pattern: string; verb: Verb; operation: Operation }>;

/** All operations of a document, in its order. */
export function operationsOf(document: OpenAPIObject): readonly Placed[] {
  return Object.entries(document.paths).flatMap(([pattern, item]) =>
    VERBS.flatMap((verb) => {
      const operation = item[verb];
      return operation === undefined ? [] : [{ pattern, verb, operation }];
    }),
  );
}
