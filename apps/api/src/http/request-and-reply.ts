/** What this app looks at in a request, whatever server carries it. */
export interface HttpRequest {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly query: unknown;
  /** As it was parsed; undefined of an empty one. */
  readonly body?: unknown;
}

/** What this app does to a reply. */
export interface HttpReply {
  code(status: number): HttpReply;
  header(name: string, value: string): HttpReply;
  send(body: unknown): unknown;
  getHeader(name: string): string | number | readonly string[] | undefined;
  readonly statusCode: number;
  readonly sent: boolean;
}

/** The two shapes of answers: Azure's own, and the ledger's. */
export type Surface = 'azure' | 'ledger';

/** Everything of Azure's providers speaks as Azure does; all else is the ledger's own. */
export function surfaceOf(url: string): Surface {
  return /^\/(providers|subscriptions)(\/|\?|$)/i.test(url) ? 'azure' : 'ledger';
}

/** The path of a URL, without what is asked of it and without a slash at its end. */
export function pathOf(url: string): string {
  return url.replace(/[?#].*$/, '').replace(/(.)\/$/, '$1');
}

/** A header that has one value; of several the first. */
export function headerOf(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}
