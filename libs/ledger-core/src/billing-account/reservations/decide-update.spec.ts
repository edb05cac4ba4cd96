import { ACCOUNT, AccountStory, D2S, rejectionOf } from '../../../../../test/support/account-story';
import {
  billingAccountId,
  type BillingAccountId,
  principalId,
  type RenewProperties,
  type ReservationChanges,
  subscriptionId,
} from '#ledger-core';

const OURS = subscriptionId('aaaaaaaa-0000-4000-8000-000000000002');
const THEIRS = subscriptionId('bbbbbbbb-0000-4000-8000-000000000001');
const NOBODYS = subscriptionId('cccccccc-0000-4000-8000-000000000001');
const ACCOUNTS = new Map<typeof OURS, BillingAccountId>([
  [OURS, ACCOUNT],
  [THEIRS, billingAccountId('fabrikam')],
]);

function bought(product = D2S) {
  const story = new AccountStory();
  const id = story.buy({ on: '2021-01-15', price: '3600', quantity: 2, product });
  const { orderId } = story.reservation(id);
  const ids = { orderId, reservationId: id };
  const commandOf = (changes: ReservationChanges) =>
    ({ type: 'UpdateReservation', ...ids, changes, accountOf: ACCOUNTS }) as const;
  const update = (changes: ReservationChanges, on = '2021-06-01') =>
    story.do(on, commandOf(changes));
  return { story, id, ids, update, commandOf };
}

describe('R-ACC-3: "scope and subscription may change at any time", without paper, charge or new term', () => {
  it.each<readonly [string, ReservationChanges]>([
    ['name', { displayName: 'Another' }],
    ['scope', { appliedScope: { type: 'Single', scopes: [`/subscriptions/${OURS}`] } }],
    ['subscription', { billingSubscriptionId: OURS }],
    ['flexibility', { instanceFlexibility: 'Off' }],
    ['renewal', { renew: true }],
    ['renew properties', { renewProperties: { quantity: 1, billingPlan: 'Monthly' } }],
    ['review', { reviewDateTime: '2022-01-01T00:00:00Z' }],
    ['all at once', { displayName: 'B', renew: true, billingSubscriptionId: OURS }],
  ])('%s', (_, changes) => {
    const { story, id, ids, update } = bought();
    const before = { ...story.reservation(id) };
    expect(update(changes)).toEqual({
      outcome: 'accepted',
      answer: { reservationId: id },
      events: [{ type: 'ReservationUpdated', data: { ...ids, changes, updatedOn: '2021-06-01' } }],
    });
    expect(story.reservation(id)).toEqual({ ...before, ...changes });
  });

  it.each([
    ['the day before it expires', '2024-01-14', undefined],
    ['the day it expires', '2024-01-15', 'ReservationNotActive'],
  ])('%s', (_, on, code) => {
    const decision = bought().update({ displayName: 'B' }, on);
    expect(decision.outcome === 'rejected' ? decision.rejection.code : undefined).toBe(code);
  });
});

describe('R-ACC-3: "another account’s is refused"', () => {
  it.each([
    ['of another account', THEIRS],
    ['of no account', NOBODYS],
  ])('a subscription %s', (_, named) => {
    const { story, id, update } = bought();
    const refusal = { code: 'SubscriptionNotOfAccount', subscriptionId: named };
    expect(rejectionOf(update({ displayName: 'B', billingSubscriptionId: named }))).toEqual(
      refusal,
    );
    expect(rejectionOf(update({ renewProperties: { billingSubscriptionId: named } }))).toEqual(
      refusal,
    );
    expect(story.reservation(id).displayName).toBe('A reservation');
  });

  it('one who is not Owner', () => {
    const { story, ids, commandOf } = bought();
    const bob = { id: principalId('bob'), roles: [] };
    expect(rejectionOf(story.preview('2021-06-01', commandOf({ displayName: 'B' }), bob))).toEqual({
      code: 'NotOwner',
      orderId: ids.orderId,
    });
  });
});

describe('R-ACC-3: a scope of the same billing account', () => {
  const single = (scope: string) => ({ type: 'Single', scopes: [scope] }) as const;
  const refusal = (scope: string) => ({ code: 'ScopeNotOfAccount', scope });

  it.each([
    ['a subscription', `/subscriptions/${OURS}`],
    ['a subscription in another case', `/SUBSCRIPTIONS/${OURS.toUpperCase()}`],
    ['a bare GUID', OURS],
    ['a resource group', `/subscriptions/${OURS}/resourceGroups/batch`],
  ])('%s', (_, scope) => {
    expect(bought().update({ appliedScope: single(scope) }).outcome).toBe('accepted');
  });

  it.each([
    ['a subscription of another account', `/subscriptions/${THEIRS}`],
    ['a resource group of another account', `/subscriptions/${THEIRS}/resourceGroups/${OURS}`],
    ['a subscription of no account', `/subscriptions/${NOBODYS}`],
    ['a subscription that merely begins like one', `/subscriptions/${OURS}0`],
    ['what is no subscription', '/providers/Microsoft.Storage/accounts/one'],
  ])('%s is refused, now and for the renewal', (_, scope) => {
    const appliedScope = single(scope);
    expect(rejectionOf(bought().update({ appliedScope }))).toEqual(refusal(scope));
    const renewing = { renew: true, renewProperties: { appliedScope } };
    expect(rejectionOf(bought().update(renewing))).toEqual(refusal(scope));
  });

  it('a management group is in no account: it is taken as it is given', () => {
    const appliedScope = { type: 'ManagementGroup', scopes: ['europe'] } as const;
    expect(bought().update({ appliedScope }).outcome).toBe('accepted');
  });
});

describe('an update that changes nothing is refused, and says so', () => {
  const scope = {
    type: 'Single',
    scopes: [`/subscriptions/${OURS}/resourceGroups/Batch`],
  } as const;
  const upper = { ...scope, scopes: scope.scopes.map((each) => each.toUpperCase()) };
  const renewProperties = { quantity: 1, product: D2S };
  const set = { renew: true, renewProperties, appliedScope: scope, displayName: 'Batch' } as const;

  it.each<readonly [string, ReservationChanges, string | undefined]>([
    ['nothing given', {}, 'ReservationUnchanged'],
    ['one value it has', { renew: true }, 'ReservationUnchanged'],
    ['one value it has not', { renew: false }, undefined],
    ['values it has', { renew: true, displayName: 'Batch' }, 'ReservationUnchanged'],
    ['one it has and one it has not', { renew: true, displayName: 'batch' }, undefined],
    ['one it never had', { reviewDateTime: '2022-01-01T00:00:00Z' }, undefined],
    ['its scope', { appliedScope: scope }, 'AppliedScopeUnchanged'],
    ['its scope in another case', { appliedScope: upper }, 'AppliedScopeUnchanged'],
    ['its scope and its name', { appliedScope: scope, renew: true }, 'ReservationUnchanged'],
    ['its scope and another name', { appliedScope: scope, displayName: 'B' }, undefined],
    [
      'its name and another scope',
      { ...set, appliedScope: { ...scope, type: 'Shared' } },
      undefined,
    ],
    [
      'its renew properties in another order',
      { renewProperties: { product: { ...D2S }, quantity: 1 } },
      'ReservationUnchanged',
    ],
    ['a renew property more', { renewProperties: { ...renewProperties, renew: true } }, undefined],
    ['a renew property less', { renewProperties: { quantity: 1 } }, undefined],
    [
      'another renewed product',
      { renewProperties: { quantity: 1, product: { ...D2S, term: 'P1Y' } } },
      undefined,
    ],
  ])('%s', (_, changes, code) => {
    const { update } = bought();
    expect(update(set).outcome).toBe('accepted');
    const decision = update(changes);
    expect(decision.outcome === 'rejected' ? decision.rejection.code : undefined).toBe(code);
  });
});

describe('R-PUR-6: what is to be bought at expiry must be something that is sold', () => {
  const upfrontOnly = { ...D2S, resourceType: 'RedHat' as const };
  const quantity = { field: 'quantity', accepted: 'a whole number, 1 or more' };

  it.each<readonly [string, RenewProperties, object | undefined]>([
    ['one', { quantity: 1 }, undefined],
    ['none', { quantity: 0 }, quantity],
    ['fewer than none', { quantity: -1 }, quantity],
    ['one and a half', { quantity: 1.5 }, quantity],
    ['by the month', { billingPlan: 'Monthly' }, undefined],
    [
      'by the month, what is sold upfront only',
      { billingPlan: 'Monthly', product: upfrontOnly },
      { field: 'billingPlan', accepted: 'Upfront' },
    ],
    [
      'upfront, what is sold upfront only',
      { billingPlan: 'Upfront', product: upfrontOnly },
      undefined,
    ],
  ])('%s', (_, renewProperties, refusal) => {
    const { update } = bought();
    const decision = update({ renew: true, renewProperties });
    expect(decision.outcome === 'rejected' ? decision.rejection : undefined).toEqual(
      refusal && { code: 'InvalidRenewal', ...refusal },
    );
  });

  it('the product it has decides where no other is named', () => {
    const { update } = bought(upfrontOnly);
    expect(rejectionOf(update({ renewProperties: { billingPlan: 'Monthly' } }))).toEqual({
      code: 'InvalidRenewal',
      field: 'billingPlan',
      accepted: 'Upfront',
    });
  });
});

describe('what is over is archived, and shown again', () => {
  const archive = (of: ReturnType<typeof bought>, on: string, archived: boolean) =>
    of.story.do(on, { type: 'ArchiveReservation', ...of.ids, archived });

  it.each([
    ['the day before it expires', '2024-01-14', 'ReservationStillActive'],
    ['the day it expires', '2024-01-15', undefined],
  ])('%s', (_, on, code) => {
    const of = bought();
    const decision = archive(of, on, true);
    expect(decision.outcome === 'rejected' ? decision.rejection : undefined).toEqual(
      code && { code, reservationId: of.id },
    );
    expect(of.story.reservation(of.id).archived).toBe(code === undefined);
  });

  it('a returned one at once; and back', () => {
    const of = bought();
    of.story.refund(of.id, { on: '2021-01-16' });
    expect(archive(of, '2021-01-16', true)).toMatchObject({
      events: [{ type: 'ReservationArchived', data: { ...of.ids, on: '2021-01-16' } }],
    });
    expect(archive(of, '2021-01-17', false)).toMatchObject({
      events: [{ type: 'ReservationUnarchived', data: { ...of.ids, on: '2021-01-17' } }],
    });
    expect(of.story.reservation(of.id)).toMatchObject({ archived: false, status: 'Cancelled' });
  });

  it('the sibling of a partial return is active, and its archived half does not hide it', () => {
    const of = bought();
    of.story.refund(of.id, { on: '2021-01-16', quantity: 1 });
    archive(of, '2021-01-16', true);
    const sibling = of.story.facts('ReservationReturned')[0]?.sibling;
    if (sibling === undefined) throw new Error('No sibling');
    expect(of.story.reservation(sibling.reservationId)).toMatchObject({
      archived: false,
      status: 'Active',
    });
  });
});
