import {
  AccountStory,
  ALICE,
  D2S,
  expectAccepted,
  rejectionOf,
} from '../../../../../test/support/account-story';
import {
  type BillingCommand,
  Calendar,
  type Decision,
  type OpenBillingAccount,
  type Principal,
  principalId,
  tenantId,
} from '#ledger-core';

const CONTOSO = tenantId('contoso-tenant');
const FABRIKAM = tenantId('fabrikam-tenant');
const LITWARE = tenantId('litware-tenant');
const BOB = principalId('bob');
const ON = '2021-02-01';
const REFUSED_FOREIGNER = 'PrincipalOfAnotherTenant';

const of = (tenant: typeof CONTOSO, id = ALICE.id, roles: readonly string[] = []): Principal => ({
  ...{ id, tenantId: tenant, roles },
});
const agentOf = (tenant: typeof CONTOSO, name = 'pat') =>
  of(tenant, principalId(name), ['Partner.AdminAgent']);
const PAT = agentOf(LITWARE);

type Opening = Partial<OpenBillingAccount>;
const OPEN_TO_ALL: Opening = {};
const OF_CONTOSO: Opening = { tenantId: CONTOSO };
const OF_LITWARE: Opening = {
  ...OF_CONTOSO,
  agreementType: 'MicrosoftPartnerAgreement',
  partnerId: LITWARE,
};

function codeOf(decision: Decision): string {
  return decision.outcome === 'accepted' ? 'accepted' : decision.rejection.code;
}

/** An order of one reservation, of four units, that a principal bought. */
function boughtBy(buyer: Principal, opening: Opening) {
  const story = new AccountStory(undefined, undefined, opening);
  const buy = (by: Principal, on = '2021-01-15'): Decision => {
    const quote = { principal: by.id, expiresAt: Calendar.instant('2100-01-01T00:00:00Z') };
    const product = { ...D2S, skuName: 'Standard_D2_v3', term: 'P1Y' as const };
    const asked = { on, price: '365', quantity: 4, product, renew: true };
    return story.do(on, { ...story.purchaseCommand(asked), quote }, { principal: by });
  };
  expectAccepted(buy(buyer));
  const [first] = story.facts('ReservationPurchased');
  if (first === undefined) throw new Error('Nothing was bought');
  const { orderId, reservationId: id } = first;
  const add = (owner: typeof BOB, by = buyer) =>
    story.do(ON, { type: 'AddOwner', orderId, owner }, { principal: by });
  const remove = (owner: typeof BOB, by: Principal) =>
    story.do(ON, { type: 'RemoveOwner', orderId, owner }, { principal: by });
  const move = (tenant: typeof CONTOSO, by: Principal) =>
    story.do(ON, { type: 'ChangeDirectory', orderId, tenantId: tenant }, { principal: by });
  const exchange = (by: Principal, returned = [id]) => {
    const [returns, purchases] = [
      returned.map((each) => story.toReturn(each)),
      [{ price: '9999' }],
    ];
    const lines = { returns, purchases: purchases.map((each) => story.toBuy(each)) };
    const { accountOf } = story;
    return story.do(ON, { type: 'ExchangeReservations', accountOf, ...lines }, { principal: by });
  };
  const returning = (by: Principal) =>
    codeOf(story.preview(ON, story.refundCommand(id, { on: ON, quantity: 1 }), by));
  const owned = () => story.facts('ReservationPurchased').at(-1);
  return { story, orderId, id, buy, add, remove, move, exchange, returning, owned };
}

describe('R-ACC-1: an Owner of an account that names no tenant', () => {
  it('is the buyer of his tenant, and no namesake in another or in none', () => {
    const { owned, returning } = boughtBy(of(CONTOSO), OPEN_TO_ALL);
    expect(owned()).toMatchObject({
      owners: [ALICE.id],
      ownerTenants: [{ principal: ALICE.id, tenantId: CONTOSO }],
    });
    expect(returning(of(CONTOSO))).toBe('accepted');
    expect(returning(of(FABRIKAM))).toBe('NotOwner');
    expect(returning(ALICE)).toBe('NotOwner');
  });

  it('who was added may be of any tenant; the buyer who is added again stays who he was', () => {
    const { add, returning } = boughtBy(of(CONTOSO), OPEN_TO_ALL);
    add(BOB);
    add(ALICE.id);
    expect(returning(of(FABRIKAM, BOB))).toBe('accepted');
    expect(returning(of(CONTOSO, BOB))).toBe('accepted');
    expect(returning(of(FABRIKAM))).toBe('NotOwner');
  });

  it('who was removed and added again may be of any tenant', () => {
    const { story, orderId, add, remove, returning } = boughtBy(of(CONTOSO), OPEN_TO_ALL);
    add(BOB);
    remove(ALICE.id, of(FABRIKAM, BOB));
    expect(story.state.orders.get(orderId)?.ownerTenants).toEqual([]);
    add(ALICE.id, of(CONTOSO, BOB));
    expect(returning(of(FABRIKAM))).toBe('accepted');
  });

  it('R-PUR-6: is the same of a renewal', () => {
    const { story, add, owned } = boughtBy(of(CONTOSO), OPEN_TO_ALL);
    add(BOB);
    story.through('2022-01-15');
    expect(owned()).toMatchObject({
      purchaseOf: 'Renewal',
      owners: [ALICE.id, BOB],
      ownerTenants: [{ principal: ALICE.id, tenantId: CONTOSO }],
    });
  });

  it('R-EXC-4: is of what he buys in an exchange, in his own tenant', () => {
    const { add, exchange, owned } = boughtBy(of(CONTOSO), OPEN_TO_ALL);
    add(BOB);
    expect(codeOf(exchange(of(FABRIKAM)))).toBe('NotOwner');
    expect(codeOf(exchange(of(FABRIKAM, BOB)))).toBe('accepted');
    expect(owned()).toMatchObject({
      purchaseOf: 'Exchange',
      owners: [BOB],
      ownerTenants: [{ principal: BOB, tenantId: FABRIKAM }],
    });
  });

  it('who moves the order is Owner where it goes', () => {
    const { story, orderId, move, exchange, returning, owned } = boughtBy(of(CONTOSO), OPEN_TO_ALL);
    expect(codeOf(move(FABRIKAM, of(FABRIKAM)))).toBe('NotOwner');
    expectAccepted(move(FABRIKAM, of(CONTOSO)));
    expect(story.state.orders.get(orderId)?.ownerTenants).toEqual([]);
    expect(returning(of(FABRIKAM))).toBe('accepted');
    expect(returning(of(CONTOSO))).toBe(REFUSED_FOREIGNER);
    expectAccepted(exchange(of(FABRIKAM)));
    expect(owned()).toMatchObject({ tenantId: FABRIKAM, owners: [ALICE.id] });
    expect(owned()).not.toHaveProperty('ownerTenants');
  });
});

test('R-ACC-1: where one tenant alone deals with an order, its account says of which an Owner is', () => {
  const { owned, add, returning } = boughtBy(of(CONTOSO), OF_CONTOSO);
  expect(owned()).not.toHaveProperty('ownerTenants');
  add(BOB);
  expect(returning(of(CONTOSO))).toBe('accepted');
  expect(returning(of(FABRIKAM))).toBe(REFUSED_FOREIGNER);
  expect(returning(of(FABRIKAM, BOB))).toBe(REFUSED_FOREIGNER);
  const ofItsOwn = boughtBy(of(LITWARE), { ...OF_LITWARE, tenantId: LITWARE });
  expect(ofItsOwn.owned()).not.toHaveProperty('ownerTenants');
});

describe('R-ACC-2: an agent of the account’s partner', () => {
  it('buys for the customer and becomes Owner, in the partner’s tenant', () => {
    const { owned, returning } = boughtBy(PAT, OF_LITWARE);
    expect(owned()).toMatchObject({
      owners: [PAT.id],
      ownerTenants: [{ principal: PAT.id, tenantId: LITWARE }],
    });
    expect(returning(PAT)).toBe('accepted');
    expect(returning(agentOf(LITWARE, 'pam'))).toBe('NotOwner');
    expect(returning(of(CONTOSO, PAT.id))).toBe('NotOwner');
    expect(returning({ ...PAT, roles: [] })).toBe(REFUSED_FOREIGNER);
  });

  it.each([
    ['of another partner', agentOf(FABRIKAM)],
    ['by tenant, without a role', of(LITWARE, PAT.id)],
    ['of this one with another role', of(LITWARE, PAT.id, ['Ledger.Admin'])],
  ])('neither buys nor deals with orders: %s', (_, stranger) => {
    const { buy, add, returning, exchange } = boughtBy(of(CONTOSO), OF_LITWARE);
    add(stranger.id);
    expect(codeOf(buy(stranger))).toBe(REFUSED_FOREIGNER);
    expect(returning(stranger)).toBe(REFUSED_FOREIGNER);
    expect(codeOf(exchange(stranger))).toBe(REFUSED_FOREIGNER);
  });

  it('is no Owner of what the customer bought: return, exchange, swap, split and merge are the Owners’', () => {
    const { story, orderId, id, exchange, returning, owned } = boughtBy(of(CONTOSO), OF_LITWARE);
    // The customer's Owner is one of its tenant, not an agent of that name.
    expect(owned()?.ownerTenants).toEqual([{ principal: ALICE.id, tenantId: CONTOSO }]);
    const split = { orderId, reservationId: id, quantities: [1, 3] };
    const commands: readonly BillingCommand[] = [
      { type: 'SplitReservation', ...split },
      { type: 'MergeReservations', orderId, sources: [id] },
      { type: 'SwapReservation', orderId, reservationId: id, toSkuName: 'Standard_DS2_v3' },
      { type: 'AddOwner', orderId, owner: PAT.id },
      { type: 'ChangeDirectory', orderId, tenantId: LITWARE },
    ];
    for (const agent of [PAT, agentOf(LITWARE, ALICE.id)]) {
      expect(returning(agent)).toBe('NotOwner');
      expect(codeOf(exchange(agent))).toBe('NotOwner');
      for (const command of commands)
        expect([command.type, rejectionOf(story.preview(ON, command, agent)).code]).toEqual([
          command.type,
          'NotOwner',
        ]);
    }
  });

  it('who was added as Owner deals with the order as one', () => {
    const { story, orderId, id, add, returning, exchange, owned } = boughtBy(
      of(CONTOSO),
      OF_LITWARE,
    );
    expectAccepted(add(PAT.id));
    expect(returning(PAT)).toBe('accepted');
    const split = { type: 'SplitReservation', orderId, reservationId: id } as const;
    expectAccepted(story.preview(ON, { ...split, quantities: [1, 3] }, PAT));
    expectAccepted(exchange(PAT));
    expect(owned()?.ownerTenants).toEqual([{ principal: PAT.id, tenantId: LITWARE }]);
  });

  it('loses an order that is moved elsewhere, and deals with one in its own directory', () => {
    const { story, id, add, buy, move, exchange, returning, owned } = boughtBy(PAT, OF_LITWARE);
    add(ALICE.id);
    expectAccepted(move(LITWARE, PAT));
    expect(returning(PAT)).toBe('accepted');
    expect(returning(of(CONTOSO))).toBe(REFUSED_FOREIGNER);
    expectAccepted(buy(PAT, '2021-01-16'));
    const other = owned()?.reservationId;
    if (other === undefined) throw new Error('Nothing was bought');
    expectAccepted(exchange(PAT, [other, id]));
    expect(owned()).toMatchObject({ tenantId: LITWARE, owners: [PAT.id] });
    expect(story.facts('OrderDirectoryChanged')).toHaveLength(1);
    const elsewhere = boughtBy(PAT, OF_LITWARE);
    expectAccepted(elsewhere.move(FABRIKAM, PAT));
    expect(elsewhere.returning(PAT)).toBe(REFUSED_FOREIGNER);
  });
});

describe('R-PUR-3: a customer that may not buy', () => {
  const BARRED: Opening = { ...OF_LITWARE, customerMayBuy: false };

  it('has its partner’s agent buy, and returns what it was made Owner of', () => {
    const { buy, add, returning, exchange } = boughtBy(PAT, BARRED);
    add(ALICE.id);
    expect(codeOf(buy(of(CONTOSO)))).toBe('CustomerMayNotBuy');
    expect(codeOf(exchange(of(CONTOSO)))).toBe('CustomerMayNotBuy');
    expect(returning(of(CONTOSO))).toBe('accepted');
  });

  it('is everybody but the partner’s agents, where the account names the partner alone', () => {
    const { agreementType } = BARRED;
    const unnamed = { agreementType, partnerId: LITWARE, customerMayBuy: false } as Opening;
    const { buy } = boughtBy(PAT, unnamed);
    expect(codeOf(buy(of(CONTOSO)))).toBe('CustomerMayNotBuy');
    expect(codeOf(buy(of(LITWARE)))).toBe('CustomerMayNotBuy');
  });

  it('does not buy in the directory that it moves an order to either', () => {
    const { add, move, exchange } = boughtBy(PAT, BARRED);
    add(ALICE.id);
    expectAccepted(move(FABRIKAM, of(CONTOSO)));
    expect(codeOf(exchange(of(FABRIKAM)))).toBe('CustomerMayNotBuy');
  });
});
