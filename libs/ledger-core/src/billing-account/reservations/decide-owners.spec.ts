import { AccountStory, ALICE, D2S, rejectionOf } from '../../../../../test/support/account-story';
import { type Principal, principalId } from '#ledger-core';

const BOB: Principal = { id: principalId('bob@contoso.example'), roles: [] };
const CAROL: Principal = { id: principalId('carol@contoso.example'), roles: ['Ledger.Admin'] };

function bought() {
  const story = new AccountStory();
  const product = { ...D2S, term: 'P1Y' as const };
  const id = story.buy({ on: '2021-01-15', price: '365', product, renew: true });
  const { orderId } = story.reservation(id);
  const change = (type: 'AddOwner' | 'RemoveOwner', of: Principal = BOB, by: Principal = ALICE) =>
    story.do('2021-02-01', { type, orderId, owner: of.id }, { principal: by });
  return { story, orderId, change };
}

describe('R-ACC-1: Owners add and remove owners', () => {
  it('the buyer is the first; whoever is added comes after', () => {
    const { story, orderId, change } = bought();
    expect(change('AddOwner')).toEqual({
      outcome: 'accepted',
      answer: { owners: [ALICE.id, BOB.id] },
      events: [
        {
          type: 'OwnerAdded',
          data: { orderId, principal: BOB.id, owners: [ALICE.id, BOB.id], on: '2021-02-01' },
        },
      ],
    });
    expect(story.state.orders.get(orderId)?.owners).toEqual([ALICE.id, BOB.id]);
  });

  it('one who is Owner already stays so, and nothing happens', () => {
    const { change } = bought();
    expect(change('AddOwner', ALICE)).toEqual({
      outcome: 'accepted',
      answer: { owners: [ALICE.id] },
      events: [],
    });
  });

  it('one who was added may add and remove, the buyer too', () => {
    const { story, orderId, change } = bought();
    change('AddOwner');
    expect(change('RemoveOwner', ALICE, BOB)).toMatchObject({
      outcome: 'accepted',
      answer: { owners: [BOB.id] },
      events: [{ type: 'OwnerRemoved', data: { principal: ALICE.id, owners: [BOB.id] } }],
    });
    expect(rejectionOf(change('AddOwner', ALICE, ALICE)).code).toBe('NotOwner');
    expect(story.state.orders.get(orderId)?.owners).toEqual([BOB.id]);
  });

  it('an Owner removes itself as long as another stays', () => {
    const { change } = bought();
    change('AddOwner');
    expect(change('RemoveOwner', ALICE, ALICE).outcome).toBe('accepted');
  });

  it('R-PUR-6: the owners of a renewal are those of the old order', () => {
    const { story, change } = bought();
    change('AddOwner');
    story.through('2022-01-15');
    expect(story.facts('ReservationPurchased').at(-1)).toMatchObject({
      purchaseOf: 'Renewal',
      owners: [ALICE.id, BOB.id],
    });
  });
});

describe('what speaks against it', () => {
  it('the last Owner cannot be removed', () => {
    const { orderId, change } = bought();
    expect(rejectionOf(change('RemoveOwner', ALICE))).toEqual({
      code: 'LastOwner',
      orderId,
      owner: ALICE.id,
    });
  });

  it('nor the last of two, once the other is gone', () => {
    const { orderId, change } = bought();
    change('AddOwner');
    change('RemoveOwner', ALICE, BOB);
    expect(rejectionOf(change('RemoveOwner', BOB, BOB))).toEqual({
      code: 'LastOwner',
      orderId,
      owner: BOB.id,
    });
  });

  it('one who is not Owner cannot be removed', () => {
    const { orderId, change } = bought();
    expect(rejectionOf(change('RemoveOwner'))).toEqual({
      code: 'OwnerUnknown',
      orderId,
      owner: BOB.id,
    });
  });

  it.each(['AddOwner', 'RemoveOwner'] as const)('%s by another than an Owner', (type) => {
    const { orderId, change } = bought();
    expect(rejectionOf(change(type, ALICE, CAROL))).toEqual({ code: 'NotOwner', orderId });
  });
});
