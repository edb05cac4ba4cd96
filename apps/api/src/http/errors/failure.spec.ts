import { answerOfFailure } from './failure';

const request = {
  method: 'POST',
  url: '/ledger/v1/billingAccounts',
  id: 'r-1',
  headers: {},
  query: {},
};

function coded(code: string): Error {
  return Object.assign(new Error('said by the database'), { code });
}

describe('a database that cannot be reached at the moment', () => {
  it.each([
    ['a refused connection', coded('ECONNREFUSED')],
    ['a server that was stopped', coded('57P01')],
    ['a server that was killed under a statement', new Error('Connection terminated unexpectedly')],
    ['no connection in time', new Error('Connection terminated due to connection timeout')],
    ['a pool that gave up', new Error('timeout exceeded when trying to connect')],
    [
      'a connection lost within a transaction',
      new Error(
        'Database connection provided by a query runner was already released, cannot continue to use its querying methods anymore.',
      ),
    ],
  ])('is said as %s, and answered 503 so that clients send it again', (_, error) => {
    expect(answerOfFailure(error, request, [])).toMatchObject({
      status: 503,
      code: 'LedgerUnavailable',
      retryAfterSeconds: 1,
    });
  });

  it('is not what a bug is taken for', () => {
    expect(answerOfFailure(new TypeError('x is undefined'), request, [])).toBeUndefined();
    expect(answerOfFailure(coded('23505'), request, [])).toBeUndefined();
  });
});
