import { type BillingAccountId, billingAccountId } from '#ledger-core';
import { newRound, Patience } from './run-round';

const round = (...held: BillingAccountId[]) => ({ ...newRound(), held: new Set(held) });
const [contoso, fabrikam] = [billingAccountId('contoso'), billingAccountId('fabrikam')];

test('the patience of a run ends after so many rounds in a row in which nothing moves', () => {
  const patience = new Patience(2);
  const rounds = [
    [round(contoso, fabrikam), 0],
    [round(contoso, fabrikam), 0],
    [round(contoso), 0],
    [round(contoso), 0],
    [round(contoso), 1],
    [round(contoso), 0],
    [round(contoso), 0],
  ] as const;
  expect(rounds.map(([each, appends]) => patience.isOver(each, appends))).toEqual([
    ...[false, false, false, false, false, false, true],
  ]);
});
