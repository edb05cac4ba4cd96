import { CHAPTER_START_MS_MAX, subscriptionOf } from './chapters/chapter';
import {
  ALICE,
  BOB,
  type Bought,
  CAPACITY,
  codeOf,
  nameOf,
  Owner,
  TENANT,
  VERSION,
} from './changing-owner';

const NOBODY = 'abababab-612d-4bcd-a849-c2542a68be77';

/** The bare ids of what an exchange bought. */
function boughtBy(
  line: Readonly<{ reservationOrderId?: string; reservationId?: string }> | undefined,
): Bought {
  const last = (id = ''): string => id.split('/').at(-1) ?? '';
  return { order: last(line?.reservationOrderId), reservation: last(line?.reservationId) };
}

describe('what an Owner changes of a reservation', () => {
  let owner: Owner;

  beforeAll(async () => {
    owner = await Owner.begin('2021-01-15');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => owner.chapter.system.stop());

  it('updates every field, one by one and only those given', async () => {
    const of = await owner.buys();
    const ours = `/subscriptions/${subscriptionOf('contoso')}`;
    const before = await owner.reads(of);
    const reviewDateTime = new Date('2021-06-01T08:00:00.000Z');
    const steps: readonly (readonly [object, object])[] = [
      [{ name: 'Batch 2' }, { displayName: 'Batch 2' }],
      [{ instanceFlexibility: 'Off' }, { instanceFlexibility: 'Off' }],
      [{ renew: true }, { renew: true, userFriendlyRenewState: 'On' }],
      [{ reviewDateTime }, { reviewDateTime }],
      [
        { appliedScopeType: 'Single', appliedScopes: [subscriptionOf('contoso').toUpperCase()] },
        {
          appliedScopeType: 'Single',
          appliedScopeProperties: { subscriptionId: ours, displayName: 'Production' },
        },
      ],
      [
        {
          appliedScopeType: 'Single',
          appliedScopeProperties: { resourceGroupId: `${ours}/resourceGroups/night` },
        },
        { userFriendlyAppliedScopeType: 'ResourceGroup' },
      ],
      [
        {
          appliedScopeType: 'ManagementGroup',
          appliedScopeProperties: {
            tenantId: TENANT,
            managementGroupId: '/providers/Microsoft.Management/managementGroups/europe',
          },
        },
        { appliedScopeType: 'ManagementGroup' },
      ],
      [{ appliedScopeType: 'Shared' }, { appliedScopeType: 'Shared' }],
    ];
    for (const [patch, shown] of steps) {
      const answered = await owner.updates(of, patch);
      expect(answered.properties).toMatchObject(shown);
      expect(answered.etag).toBeGreaterThan(before.etag ?? 0);
    }
    const { quantity, expiryDate, purchaseDate, billingPlan } = before.properties ?? {};
    expect((await owner.reads(of)).properties).toMatchObject({
      ...{ quantity, expiryDate, purchaseDate, billingPlan },
      ...{ displayName: 'Batch 2', instanceFlexibility: 'Off', renew: true, reviewDateTime },
    });
  });

  it('bought for a scope and a review shows both, in a purchase and in an exchange', async () => {
    const ours = subscriptionOf('contoso');
    const theirs = subscriptionOf('fabrikam');
    const single = (scope: string) => ({ appliedScopeType: 'Single', appliedScopes: [scope] });
    const reviewDateTime = new Date('2021-06-01T08:00:00.000Z');
    const of = await owner.buys({ ...single(ours), reviewDateTime });
    const shown = { reviewDateTime, appliedScopes: [`/subscriptions/${ours}`] };
    expect((await owner.reads(of)).properties).toMatchObject(shown);
    for (const scope of [theirs, `/subscriptions/${theirs}/resourceGroups/day`, NOBODY])
      expect(await codeOf(owner.buys(single(scope)))).toBe(
        '400 AppliedScopesNotAssociatedWithCommerceAccount',
      );
    const exchange = async (scope: string) => {
      const { properties } = await owner.client.calculateExchange.beginPostAndWait({
        properties: {
          reservationsToExchange: [{ reservationId: nameOf(of), quantity: 4 }],
          reservationsToPurchase: [
            { ...owner.asks({ ...single(scope), quantity: 5, reviewDateTime }) },
          ],
        },
      });
      const sessionId = properties?.sessionId ?? '';
      return owner.client.exchange.beginPostAndWait({ properties: { sessionId } });
    };
    expect(await codeOf(exchange(theirs))).toBe(
      '400 AppliedScopesNotAssociatedWithCommerceAccount',
    );
    const { properties } = await exchange(ours);
    const [bought] = properties?.reservationsToPurchase ?? [];
    expect((await owner.reads(boughtBy(bought))).properties).toMatchObject(shown);
  });

  it('refuses who is no Owner before it says what is sold', async () => {
    const of = await owner.buys();
    const bob = owner.chapter.system.client(BOB);
    const renewProperties = { purchaseProperties: { sku: { name: 'Standard_None' } } };
    expect(
      await codeOf(
        bob.reservation.beginUpdateAndWait(of.order, of.reservation, { renewProperties }),
      ),
    ).toBe('403 AuthorizationFailed');
  });

  it('a path that names two orders is a reservation of none: read, changed, archived or swapped', async () => {
    const [of, other] = [await owner.buys(), await owner.buys()];
    const ledger = owner.chapter.system.ledger(ALICE);
    const named = encodeURIComponent(nameOf(other));
    const path = `${CAPACITY}/reservationOrders/${of.order}/reservations/${named}`;
    for (const [method, below, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { properties: { name: 'B' } }],
      ['POST', '/archive', undefined],
      ['GET', '/revisions', undefined],
    ] as const)
      expect(await ledger.send(method, `${path}${below}?${VERSION}`, body)).toMatchObject({
        status: 404,
        body: { error: { code: 'ReservationIdNotInReservationOrder' } },
      });
    const swap = `/reservationOrders/${of.order}/reservations/${named}/swap`;
    expect((await ledger.post(swap, { armSkuName: 'Standard_None' })).status).toBe(404);
  });

  it('R-PUR-6: what is to be bought at expiry is what the price list sells', async () => {
    const of = await owner.buys();
    const renewal = (more: object) => ({
      renew: true,
      renewProperties: {
        purchaseProperties: {
          sku: { name: 'standard_e2' },
          location: 'WestUS',
          reservedResourceType: 'VirtualMachines',
          billingScopeId: subscriptionOf('contoso'),
          term: 'P3Y',
          billingPlan: 'Monthly',
          quantity: 5,
          displayName: 'Next',
          appliedScopeType: 'Shared',
          ...more,
        },
      },
    });
    expect(await codeOf(owner.updates(of, renewal({ sku: { name: 'Standard_None' } })))).toMatch(
      /^40/,
    );
    expect(await codeOf(owner.updates(of, renewal({ term: 'P5Y' })))).toBe(
      '400 UnsupportedReservationTerm',
    );
    expect(await codeOf(owner.updates(of, renewal({ reservedResourceType: 'CosmosDb' })))).toBe(
      '400 BadRequest',
    );
    expect(
      await codeOf(owner.updates(of, renewal({ billingScopeId: subscriptionOf('fabrikam') }))),
    ).toBe('400 InvalidSubscriptionId');
    expect((await owner.updates(of, renewal({}))).properties?.renew).toBe(true);
    expect((await owner.reads(of)).properties).not.toHaveProperty('renewProperties');
    expect((await owner.reads(of, 'renewProperties')).properties).toMatchObject({
      renewProperties: {
        purchaseProperties: {
          sku: { name: 'Standard_E2' },
          location: 'westus',
          billingScopeId: `/subscriptions/${subscriptionOf('contoso')}`,
          ...{ term: 'P3Y', billingPlan: 'Monthly', quantity: 5, displayName: 'Next' },
        },
      },
    });
  });

  it('refuses an update of nothing, to what it is, and to the scope of another account', async () => {
    const of = await owner.buys();
    const bob = owner.chapter.system.client(BOB);
    const theirs = `/subscriptions/${subscriptionOf('fabrikam')}`;
    const single = (scope: string) => ({ appliedScopeType: 'Single', appliedScopes: [scope] });
    expect(await codeOf(owner.updates(of, {}))).toBe('400 BadRequest');
    expect(await codeOf(owner.updates(of, { renew: false }))).toBe('400 PatchValuesSameAsExisting');
    expect(await codeOf(owner.updates(of, { appliedScopeType: 'Shared' }))).toBe(
      '400 AppliedScopesSameAsExisting',
    );
    for (const scope of [theirs, `${theirs}/resourceGroups/day`])
      expect(await codeOf(owner.updates(of, single(scope)))).toBe(
        '400 AppliedScopesNotAssociatedWithCommerceAccount',
      );
    expect(await codeOf(owner.updates(of, { appliedScopeType: 'Single' }))).toBe(
      '400 MissingAppliedScopesForSingle',
    );
    const two = { appliedScopeType: 'Single', appliedScopes: [theirs, subscriptionOf('contoso')] };
    expect(await codeOf(owner.updates(of, two))).toBe('400 InvalidSingleAppliedScopesCount');
    expect(
      await codeOf(bob.reservation.beginUpdateAndWait(of.order, of.reservation, { name: 'B' })),
    ).toBe('403 AuthorizationFailed');
  });

  it('R-ACC-3: says of each scope whether it is one of the account', async () => {
    const { order, reservation } = await owner.buys();
    const ours = subscriptionOf('contoso');
    const scopes = [
      [`/subscriptions/${ours}`, true],
      [ours.toUpperCase(), true],
      [`/subscriptions/${ours}/resourceGroups/night`, true],
      [`/subscriptions/${subscriptionOf('fabrikam')}`, false],
      [`/subscriptions/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`, false],
      ['somewhere', false],
    ] as const;
    const asked = scopes.map(([scope]) => scope);
    const answered = await owner.client.reservation.beginAvailableScopesAndWait(
      order,
      reservation,
      {
        properties: { scopes: asked },
      },
    );
    expect(answered.properties?.scopes).toEqual(scopes.map(([scope, valid]) => ({ scope, valid })));
    const many = { properties: { scopes: Array.from({ length: 101 }, () => ours) } };
    expect(
      await codeOf(owner.client.reservation.beginAvailableScopesAndWait(order, reservation, many)),
    ).toBe('400 BadRequest');
  });
});
