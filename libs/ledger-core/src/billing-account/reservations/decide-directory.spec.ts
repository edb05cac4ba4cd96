import { AccountStory, ALICE, D2S, rejectionOf } from '../../../../../test/support/account-story';
import { type Principal, principalId, tenantId } from '#ledger-core';

const CONTOSO = tenantId('contoso-tenant');
const FABRIKAM = tenantId('fabrikam-tenant');
const ADATUM = tenantId('adatum-tenant');
const BOB = principalId('bob@contoso.example');
const ON = '2021-02-01';

const alice = (tenant?: typeof CONTOSO): Principal => ({
  ...ALICE,
  ...(tenant !== undefined && { tenantId: tenant }),
});

function bought(account: Readonly<{ tenantId?: typeof CONTOSO }> = { tenantId: CONTOSO }) {
  const story = new AccountStory(undefined, undefined, account);
  const product = { ...D2S, term: 'P1Y' as const };
  const buyer = alice(account.tenantId);
  const id = story.buy({ on: '2021-01-15', price: '365', product, renew: true });
  const { orderId } = story.reservation(id);
  const moved = (tenant: typeof CONTOSO, by: Principal = buyer) =>
    story.do(ON, { type: 'ChangeDirectory', orderId, tenantId: tenant }, { principal: by });
  const renamed = (by: Principal, displayName = 'Another') => {
    const changes = { displayName };
    const of = { orderId, reservationId: id, changes, accountOf: new Map() };
    return story.do(ON, { type: 'UpdateReservation', ...of }, { principal: by });
  };
  const added = (owner: typeof BOB, by: Principal = buyer) =>
    story.do(ON, { type: 'AddOwner', orderId, owner }, { principal: by });
  const exchanged = (returns: readonly (typeof id)[], price: string, by: Principal) => {
    const command = {
      ...({ type: 'ExchangeReservations', accountOf: story.accountOf } as const),
      returns: returns.map((each) => story.toReturn(each)),
      purchases: [story.toBuy({ price, quantity: 1 })],
    };
    return story.do('2021-02-02', command, { principal: by });
  };
  const named = { reservationId: id, displayName: 'A reservation' };
  return { story, id, orderId, named, moved, renamed, added, exchanged };
}

describe('R-ACC-1: an Owner moves an order to another directory', () => {
  it('and is its only Owner there', () => {
    const { story, orderId, named, moved, added } = bought();
    added(BOB);
    expect(moved(FABRIKAM)).toEqual({
      outcome: 'accepted',
      answer: { orderId, tenantId: FABRIKAM, reservations: [named] },
      events: [
        {
          type: 'OrderDirectoryChanged',
          data: {
            ...{ orderId, tenantId: FABRIKAM },
            ...{ owners: [ALICE.id], formerOwners: [BOB], changedOn: ON },
          },
        },
      ],
    });
    expect(story.state.orders.get(orderId)).toMatchObject({
      owners: [ALICE.id],
      tenantId: FABRIKAM,
    });
  });

  it('then nobody of the directory it left may do anything with it, and the new one may', () => {
    const { moved, renamed } = bought();
    moved(FABRIKAM);
    expect(rejectionOf(renamed(alice(CONTOSO))).code).toBe('PrincipalOfAnotherTenant');
    expect(rejectionOf(renamed(alice())).code).toBe('PrincipalOfAnotherTenant');
    expect(renamed(alice(FABRIKAM)).outcome).toBe('accepted');
  });

  it('of an account that is open to all: the order is open to its directory alone', () => {
    const { moved, renamed } = bought({});
    expect(renamed(alice(ADATUM), 'One').outcome).toBe('accepted');
    expect(moved(FABRIKAM, alice(ADATUM)).outcome).toBe('accepted');
    expect(rejectionOf(renamed(alice(ADATUM), 'Two')).code).toBe('PrincipalOfAnotherTenant');
    expect(renamed(alice(FABRIKAM), 'Two').outcome).toBe('accepted');
  });

  it('and on, and back', () => {
    const { story, orderId, moved } = bought();
    moved(FABRIKAM);
    expect(moved(CONTOSO, alice(FABRIKAM))).toMatchObject({
      events: [{ data: { owners: [ALICE.id] } }],
    });
    expect(story.state.orders.get(orderId)?.tenantId).toBe(CONTOSO);
  });

  it.each([
    ['it has of its own', FABRIKAM],
    ['of the account', CONTOSO],
  ])('to the directory %s: nothing happens', (_, tenant) => {
    const { orderId, named, moved, story, added } = bought();
    if (tenant === FABRIKAM) moved(FABRIKAM);
    added(BOB, alice(tenant));
    const before = { ...story.state.orders.get(orderId) };
    expect(moved(tenant, alice(tenant))).toEqual({
      outcome: 'accepted',
      answer: { orderId, tenantId: tenant, reservations: [named] },
      events: [],
    });
    expect(story.state.orders.get(orderId)).toEqual(before);
  });

  it.each<readonly [string, Principal, string]>([
    ['one who is no Owner', { ...alice(CONTOSO), id: BOB }, 'NotOwner'],
    ['a namesake in another directory', alice(FABRIKAM), 'PrincipalOfAnotherTenant'],
  ])('%s may not', (_, by, code) => {
    expect(rejectionOf(bought().moved(FABRIKAM, by)).code).toBe(code);
  });
});

describe('what comes of an order that was moved stays in its directory', () => {
  it('R-PUR-6: its renewal, with the same Owner', () => {
    const { story, moved, renamed } = bought();
    moved(FABRIKAM);
    story.through('2022-01-15');
    const [, renewal] = story.facts('ReservationPurchased');
    expect(renewal).toMatchObject({ tenantId: FABRIKAM, owners: [ALICE.id] });
    const { orderId, reservationId } = renewal ?? {};
    if (orderId === undefined || reservationId === undefined) throw new Error('Not renewed');
    const of = { orderId, reservationId, changes: { renew: false }, accountOf: new Map() };
    const update = { type: 'UpdateReservation', ...of } as const;
    expect(rejectionOf(story.preview('2022-01-16', update, alice(CONTOSO))).code).toBe(
      'PrincipalOfAnotherTenant',
    );
    expect(story.preview('2022-01-16', update, alice(FABRIKAM)).outcome).toBe('accepted');
    expect(rejectionOf(renamed(alice(FABRIKAM))).code).toBe('ReservationNotActive');
  });

  it('R-EXC-4: what its Owner buys for it; one of the account’s directory may not exchange it', () => {
    const { story, id, moved, exchanged } = bought();
    moved(FABRIKAM);
    expect(rejectionOf(exchanged([id], '730', alice(CONTOSO))).code).toBe(
      'PrincipalOfAnotherTenant',
    );
    expect(exchanged([id], '730', alice(FABRIKAM)).outcome).toBe('accepted');
    expect(story.facts('ReservationPurchased').at(-1)).toMatchObject({
      ...{ purchaseOf: 'Exchange', tenantId: FABRIKAM, owners: [ALICE.id] },
    });
  });

  it('R-EXC-8: orders of two directories are not exchanged together', () => {
    const { story, id, moved, exchanged } = bought();
    const other = story.buy({ on: '2021-01-16', price: '365' });
    moved(FABRIKAM);
    for (const tenant of [CONTOSO, FABRIKAM])
      expect(rejectionOf(exchanged([other, id], '9000', alice(tenant))).code).toBe(
        'PrincipalOfAnotherTenant',
      );
  });

  it('what is bought otherwise is the account’s', () => {
    const { story, moved } = bought();
    moved(FABRIKAM);
    story.buy({ on: '2021-02-03', price: '100' });
    expect(story.facts('ReservationPurchased').at(-1)).not.toHaveProperty('tenantId');
  });
});
