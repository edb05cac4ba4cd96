import {
  alsoFabrikam,
  calculated,
  calculating,
  theirs,
  threeYears,
  worldToExchange,
} from '../../test/exchanging';
import { bought, day, mallory, subscription } from '../../test/ledger.world';

const single = (scope: string) => ({ appliedScopeType: 'Single', appliedScopes: [scope] }) as const;

describe('R-EXC-8: the lines of two accounts', () => {
  test.each([
    ['a scope of the first', 'USD', single(`/subscriptions/${subscription}`)],
    ['a scope of the other', 'USD', single(`/subscriptions/${theirs}`)],
    ['no rate into the currency of the other', 'EUR', {}],
  ])('and %s: what is said is that there are two', async (_, of, scope) => {
    const world = await worldToExchange();
    await alsoFabrikam(world, of);
    const on = day('2021-01-15');
    world.rates.rates.push({ from: 'USD', to: 'EUR', on, rate: '0.8', source: 'test' });
    const other = await bought(world, { billingSubscriptionId: theirs });
    world.rates.rates.length = 0;
    const returns = [world.order, other].map((each) => ({ ...each, quantity: 1 }));
    const request = { returns, purchases: [{ ...threeYears, ...scope }] };
    const code = 'ReservationsOfSeveralAccounts';
    expect((await calculated(world, request)).policyRefusals).toMatchObject([{ code }]);
  });

  test('are asked for in each: what is not theirs there is refused at once', async () => {
    const world = await worldToExchange();
    await alsoFabrikam(world);
    const other = await bought(world, { billingSubscriptionId: theirs });
    const returns = [world.order, other].map((each) => ({ ...each, quantity: 1 }));
    expect(await calculating(world, { returns }, mallory)).toMatchObject(rejectedAs('NotOwner'));
    const beyond = [returns[0], { ...other, quantity: 3 }].flatMap((line) => line ?? []);
    expect(await calculating(world, { returns: beyond })).toMatchObject(
      rejectedAs('InvalidRefundQuantity', { reservationId: other.reservationId }),
    );
  });
});

function rejectedAs(code: string, more: object = {}) {
  return { outcome: 'rejected', rejection: { code, ...more } };
}
