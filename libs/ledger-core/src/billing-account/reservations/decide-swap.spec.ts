import { AccountStory, D2S, rejectionOf, usd } from '../../../../../test/support/account-story';
import { principalId, type ReservationId } from '#ledger-core';

const F1 = { ...D2S, skuName: 'Standard_F1', term: 'P1Y' as const };

/** 365.00 a unit for the 365 days from 15 January 2021. */
function withF1(quantity = 1, renew = false) {
  const story = new AccountStory();
  const id = story.buy({ on: '2021-01-15', price: '365', quantity, product: F1, renew });
  return { story, id };
}

const swapCommand = (story: AccountStory, id: ReservationId, to: string, twin?: string) => ({
  type: 'SwapReservation' as const,
  orderId: story.reservation(id).orderId,
  reservationId: id,
  toSkuName: to,
  ...(twin !== undefined && { twinSkuName: twin }),
});
const swapped = (story: AccountStory, on: string, id: ReservationId) =>
  story.do(on, swapCommand(story, id, 'Standard_F1s', 'Standard_F1s'));

describe('R-EXC-6: a swap to the premium-storage twin', () => {
  it('is written as the catalogue spells it', () => {
    const { story, id } = withF1();
    story.do('2021-02-01', swapCommand(story, id, 'standard_f1S', 'Standard_F1s'));
    expect(story.reservation(id).product.skuName).toBe('Standard_F1s');
  });

  it('R-AMT-2: what was bought is what a refund compares, after any number of swaps', () => {
    const { story, id } = withF1();
    swapped(story, '2021-02-01', id);
    expect(story.reservation(id)).toMatchObject({
      product: { skuName: 'Standard_F1s' },
      boughtProduct: F1,
    });
    story.do('2021-02-02', swapCommand(story, id, 'Standard_F1', 'Standard_F1'));
    expect(story.reservation(id).boughtProduct).toEqual(F1);
    // F1 is listed at 182.50 on 26 March, after 70 days: 0.50 a day.
    story.refund(id, { on: '2021-03-26', listed: '182.50' });
    expect(story.facts('ReservationReturned')).toMatchObject([{ refund: usd('147.50') }]);
  });

  it('the parts of a split are swapped one by one, and keep what was bought', () => {
    const { story, id } = withF1(3);
    const [first, second] = story.split('2021-02-01', id, [1, 2]);
    if (first === undefined || second === undefined) throw new Error('Nothing was split');
    swapped(story, '2021-02-02', second);
    const skus = [first, second].map((part) => story.reservation(part).product.skuName);
    expect(skus).toEqual(['Standard_F1', 'Standard_F1s']);
    story.refund(second, { on: '2021-02-04', quantity: 1 });
    const sibling = story.facts('ReservationReturned').at(-1)?.sibling;
    if (sibling === undefined) throw new Error('No sibling');
    expect(story.reservation(sibling.reservationId)).toMatchObject({
      product: { skuName: 'Standard_F1s' },
      boughtProduct: F1,
    });
  });

  it('a renewal buys the SKU that is covered on the day', () => {
    const { story, id } = withF1(1, true);
    swapped(story, '2021-02-01', id);
    const asked: string[] = [];
    const before = story.renewalPrice;
    story.renewalPrice = (reservation) => {
      asked.push(reservation.product.skuName);
      return before(reservation);
    };
    story.through('2022-01-15');
    expect(asked).toEqual(['Standard_F1s']);
    expect(story.facts('ReservationPurchased').at(-1)).toMatchObject({
      purchaseOf: 'Renewal',
      product: { ...F1, skuName: 'Standard_F1s' },
    });
  });

  it('the five days and the charge are untouched: all comes back on the fifth day', () => {
    const { story, id } = withF1();
    swapped(story, '2021-01-18', id);
    story.refund(id, { on: '2021-01-20' });
    expect(story.facts('ReservationReturned')).toMatchObject([{ refund: usd('365.00') }]);
  });
});

describe('what speaks against a swap', () => {
  it.each([
    ['to anything, where there is no twin', 'Standard_F1s', undefined],
    ['to another than the twin', 'Standard_F2s', 'Standard_F1s'],
    ['to the SKU it has', 'Standard_F1', 'Standard_F1s'],
  ])('%s', (_, skuName, twin) => {
    const { story, id } = withF1();
    const decision = story.do('2021-02-01', swapCommand(story, id, skuName, twin));
    expect(rejectionOf(decision)).toEqual({
      code: 'NoSuchTwin',
      reservationId: id,
      skuName,
      ...(twin !== undefined && { accepted: twin }),
    });
  });

  it.each([
    ['the day before it expires', '2022-01-14', undefined],
    ['the day it expires', '2022-01-15', 'ReservationNotActive'],
  ])('%s', (_, on, code) => {
    const { story, id } = withF1();
    const decision = swapped(story, on, id);
    expect(decision.outcome === 'rejected' ? decision.rejection.code : undefined).toBe(code);
  });

  it('one who is not Owner', () => {
    const { story, id } = withF1();
    const bob = { id: principalId('bob'), roles: ['Ledger.Admin'] };
    const command = swapCommand(story, id, 'Standard_F1s', 'Standard_F1s');
    expect(rejectionOf(story.preview('2021-02-01', command, bob)).code).toBe('NotOwner');
  });
});
