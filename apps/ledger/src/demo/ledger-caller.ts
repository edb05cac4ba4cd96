import { type Dispatcher } from 'undici';
import { CannotGoOn } from '../exit-codes';
import { problemText } from '../ledger-client/problem-text';

/** `/ledger/v1` of one principal. Answers the body of what was accepted, throws what was not. */
export interface LedgerCaller {
  /** Not before the last command of this caller can be read. */
  readonly get: (path: string) => Promise<unknown>;
  readonly send: (
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    body: unknown,
  ) => Promise<unknown>;
}

export interface LedgerAddress {
  readonly url: string;
  /** Trusts the authority of the ledger. */
  readonly dispatcher: Dispatcher;
  readonly token: string;
}

const BAD_REQUEST = 400;
const POSITION = 'x-ledger-position';

/** A caller of its own: what it reads is at least as new as what it wrote. */
export function ledgerCaller({ url, dispatcher, token }: LedgerAddress): LedgerCaller {
  let after: string | undefined;
  const call = async (method: Dispatcher.HttpMethod, path: string, body?: unknown) => {
    const answer = await dispatcher.request({
      ...{ origin: url, path: `/ledger/v1${path}`, method },
      headers: {
        authorization: `Bearer ${token}`,
        ...(after === undefined ? {} : { 'x-ledger-after': after }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= BAD_REQUEST)
      throw new CannotGoOn(`${method} ${path}: ${problemText(answer.statusCode, text)}`);
    const position = answer.headers[POSITION];
    if (typeof position === 'string') after = position;
    return JSON.parse(text) as unknown;
  };
  return { get: (path) => call('GET', path), send: call };
}
