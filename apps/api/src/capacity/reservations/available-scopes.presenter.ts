/** Azure's AvailableScopeProperties. */
export type AvailableScopesBody = Readonly<{
  properties: Readonly<{ scopes: readonly Readonly<{ scope: string; valid: boolean }>[] }>;
}>;

/** Each scope as it was asked for, in the order asked. */
export function presentScopes(
  asked: readonly string[],
  available: ReadonlySet<string>,
): AvailableScopesBody {
  return { properties: { scopes: asked.map((scope) => ({ scope, valid: available.has(scope) })) } };
}
