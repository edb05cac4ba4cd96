import { pathOf } from '../request-and-reply';

/** A route as it was registered, such as GET /ledger/v1/billingAccounts/:account. */
export type KnownRoute = Readonly<{ method: string; url: string }>;

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.toLowerCase().split('/');
  const given = path.toLowerCase().split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) =>
      part.startsWith(':') ? given[index] !== '' : part === given[index],
    )
  );
}

/** The verbs that a path takes: none when there is nothing at that path. */
export function verbsOf(routes: readonly KnownRoute[], url: string): readonly string[] {
  const path = pathOf(url);
  const verbs = routes.filter((route) => matches(route.url, path)).map(({ method }) => method);
  return [...new Set(verbs)].sort();
}
