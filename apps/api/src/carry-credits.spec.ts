import { z } from 'zod';
import { type Carried } from '#application';
import { billingAccountId } from '#ledger-core';
import { createLogger } from '#platform';
import { carryCredits } from './carry-credits';

const line = z.object({ msg: z.string() });
const NOTHING: Carried = { arrived: 0, position: 0n, waiting: [] };
const WAITING: Carried = {
  ...NOTHING,
  waiting: [
    {
      transferId: '11111111-1111-4111-8111-111111111111',
      toBillingAccountId: billingAccountId('csp'),
      why: 'The account is parked',
    },
  ],
};

/** Looks as often as there are answers, and is told to stop with the last. */
async function looking(answers: readonly (Carried | Error)[]) {
  const stop = new AbortController();
  const said: string[] = [];
  const logger = createLogger('carry-credits', 'info', {
    write: (text: string) => said.push(line.parse(JSON.parse(text)).msg),
  });
  const left = [...answers];
  const credits = {
    carryAll: () => {
      const next = left.shift() ?? NOTHING;
      if (left.length === 0) stop.abort();
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
  };
  await carryCredits({ credits, logger, pauseMilliseconds: 1 }, stop.signal);
  return { left, said };
}

test('credit is looked for again and again, and what arrived is said', async () => {
  const { left, said } = await looking([NOTHING, { ...NOTHING, arrived: 1 }, NOTHING]);
  expect(left).toEqual([]);
  expect(said).toEqual(['retained credit carried to another account']);
});

test('what keeps credit under way is said once, and again when it has been gone', async () => {
  const { said } = await looking([WAITING, WAITING, NOTHING, WAITING]);
  const waiting = 'retained credit cannot be received; trying again';
  expect(said).toEqual([waiting, waiting]);
});

test('a look that fails is said and does not end the looking', async () => {
  const lost = new Error('no database');
  const { left, said } = await looking([lost, lost, { ...NOTHING, arrived: 1 }]);
  expect(left).toEqual([]);
  expect(said).toEqual([
    'looking for carried credit failed',
    'retained credit carried to another account',
  ]);
});
