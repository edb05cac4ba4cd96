import { type KeyStanding } from '#read-models';
import { reusedFor } from './idempotency-reuse';

const FIRST = { method: 'POST', path: '/ledger/v1/clock', bodyHash: 'h1' };
const ANSWERED: KeyStanding = {
  request: FIRST,
  state: 'answered',
  answer: { status: 200, headers: {}, body: null },
};

describe('an Idempotency-Key that names another request', () => {
  it.each([
    [{ bodyHash: 'h2' }, 'was used for POST /ledger/v1/clock with another body; a new request'],
    [{ path: '/ledger/v1/dailyRuns' }, 'was used for POST /ledger/v1/clock; a new request'],
    [{ method: 'PUT' }, 'was used for POST /ledger/v1/clock; a new request'],
  ])('is refused, saying what it was used for: %j', (other, said) => {
    const { answered } = reusedFor(ANSWERED, { ...FIRST, ...other });
    expect(answered).toMatchObject({ status: 409, code: 'KeyReused', field: 'Idempotency-Key' });
    expect(answered.detail).toContain(said);
  });

  it.each(['underWay', 'left'] as const)('whose request is %s says how it can end', (state) => {
    const found = { request: FIRST, state, claim: 'somebody' };
    const { answered } = reusedFor(found, { ...FIRST, path: '/ledger/v1/dailyRuns' });
    expect(answered).toMatchObject({ status: 409, code: 'KeyReused' });
    expect(answered.detail).toContain(
      'names POST /ledger/v1/clock, a request whose end is not known; send that again as it was',
    );
  });
});
