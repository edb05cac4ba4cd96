import { billingAccountId, Calendar, decideLink, subscriptionId } from '#ledger-core';

const on = Calendar.day('2021-03-20');
const earlier = Calendar.day('2021-01-15');
const [contoso, csp, third] = ['contoso', 'csp', 'third'].map(billingAccountId);
const id = subscriptionId('aaaaaaaa-0000-4000-8000-000000000001');
if (contoso === undefined || csp === undefined || third === undefined) throw new Error('No ids');

const linked = (account: typeof contoso, linkedOn = on) => ({
  outcome: 'accepted',
  events: [
    {
      type: 'SubscriptionLinked',
      data: { subscriptionId: id, billingAccountId: account, displayName: 'Main', linkedOn },
    },
  ],
});
const refused = {
  outcome: 'rejected',
  rejection: { code: 'SubscriptionOfAnotherAccount', subscriptionId: id },
};

describe('a subscription belongs to exactly one account', () => {
  it.each([
    ['one that is new, to any account', undefined, undefined, contoso, linked(contoso)],
    [
      'again to its own, as under another name, since the first day',
      ...([contoso, undefined, contoso, linked(contoso, earlier)] as const),
    ],
    ['to another account', contoso, undefined, third, refused],
    ['R-RET-4: to the account that its own has moved to', contoso, csp, csp, linked(csp)],
    ['R-RET-4: to the account that has moved', contoso, csp, contoso, refused],
    ['R-RET-4: to a third account', contoso, csp, third, refused],
  ])('linked %s', (_, linkedTo, transferredTo, billingAccountId, decision) => {
    const command = {
      type: 'LinkSubscription',
      ...{ subscriptionId: id, billingAccountId, displayName: 'Main' },
      ...(transferredTo === undefined ? {} : { transferredTo }),
    } as const;
    const state = linkedTo === undefined ? {} : { linked: { to: linkedTo, on: earlier } };
    expect(decideLink(command, state, on)).toEqual(decision);
  });
});
