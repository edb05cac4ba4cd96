import { doneOf } from '../errors/outcome-answer';
import { isUnspentBy } from './idempotency-end';
import { answerOfBug, answerOfFailure } from '../errors/failure';
import { notProjectedYet, Refusal } from '../errors/refusal';
import { REJECTION_TABLE } from '../rejections/rejection-table';

function answeredTo(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.answered;
  }
  throw new Error('Nothing was refused');
}

const UNSAID = { position: undefined };

describe('an Idempotency-Key', () => {
  it.each(Object.entries(REJECTION_TABLE).map(([code, { status }]) => [code, status] as const))(
    'is unspent by the rejection %s (%d): nothing was written',
    (code, status) => {
      expect(isUnspentBy({ status, code, detail: '' }, UNSAID)).toBe(true);
    },
  );

  it('is unspent by an account that is busy or parked: nothing was written', () => {
    const busy = answeredTo(() => doneOf({ outcome: 'busy', retryAfterSeconds: 1 }));
    const parked = answeredTo(() => doneOf({ outcome: 'parked', reason: 'a broken chain' }));
    expect([busy, parked].map((each) => isUnspentBy(each, UNSAID))).toEqual([true, true]);
  });

  it('goes on naming its request while the end is not known', () => {
    const request = { id: '1', method: 'POST', url: '/ledger/v1/clock', headers: {}, query: {} };
    const unanswered = answeredTo(() =>
      doneOf({ outcome: 'unavailable', reason: 'no answer', retryAfterSeconds: 1 }),
    );
    const cutOff = answerOfFailure(new Error('Connection terminated'), request, []);
    const { answered: unread } = notProjectedYet('later');
    const open = [unanswered, cutOff ?? answerOfBug('1'), unread, answerOfBug('1')];
    expect(open.map(({ status }) => status)).toEqual([503, 503, 503, 500]);
    expect(open.map((each) => isUnspentBy(each, UNSAID))).toEqual([false, false, false, false]);
  });

  it('goes on naming a command that has said its position, whatever its answer then is', () => {
    const gone = { status: 404, code: 'ReservationUnknown', detail: '' };
    expect(isUnspentBy(gone, UNSAID)).toBe(true);
    expect(isUnspentBy(gone, { position: '7' })).toBe(false);
  });
});
