import { PLAIN } from '../presentation/styling';
import { breaksText } from './breaks.text';

const BREAK = { stream: 'billingAccount-1', revision: 3n, why: 'it is not JSON' };

describe('the breaks of a log', () => {
  it('are not spoken of where there is none', () => {
    expect(breaksText('Head', { chained: 9, others: 0, broken: 0, breaks: [] }, PLAIN)).toEqual([]);
  });

  it('are named, and those that are not are counted', () => {
    const chains = { chained: 2_000, others: 0, broken: 1_235, breaks: [BREAK] };
    expect(breaksText('Head', chains, PLAIN)).toEqual([
      ...['', 'Head', '  billingAccount-1, event 3: it is not JSON', '  and 1,234 streams more'],
    ]);
  });
});
