import { type BodyOf } from '../../http/body-of';
import { type availableScopesAnswer } from './available-scopes.answer';

export type AvailableScopesBody = BodyOf<typeof availableScopesAnswer>;

/** Each scope as it was asked for, in the order asked. */
export function presentScopes(
  asked: readonly string[],
  available: ReadonlySet<string>,
): AvailableScopesBody {
  return { properties: { scopes: asked.map((scope) => ({ scope, valid: available.has(scope) })) } };
}
