import {
  AccountStory,
  D2S,
  expectAccepted,
  type Purchase,
  rejectionOf,
} from '../../../../test/support/account-story';

/* SS, « Échanger un stockage non Premium contre un stockage Premium ». */

const F1 = { ...D2S, skuName: 'Standard_F1' };
const F1S = { ...D2S, skuName: 'Standard_F1s' };

function withF1(purchase: Partial<Purchase> = {}) {
  const story = new AccountStory();
  const id = story.buy({ on: '2021-01-15', price: '1095', quantity: 2, product: F1, ...purchase });
  const { orderId } = story.reservation(id);
  const swap = (on: string, toSkuName: string) =>
    story.do(on, {
      type: 'SwapReservation',
      orderId,
      reservationId: id,
      toSkuName,
      twinSkuName: toSkuName,
    });
  return { story, id, orderId, swap };
}

describe('SS « une machine virtuelle F1 contre une machine virtuelle F1s » (R-EXC-6)', () => {
  it('« ne réinitialise pas la période et ne crée pas de transaction »: one fact, and nothing else', () => {
    const { story, id, orderId, swap } = withF1();
    const before = story.reservation(id);
    const asItWas = { ...before };
    expect(swap('2021-06-01', 'Standard_F1s')).toEqual({
      outcome: 'accepted',
      answer: {
        ...{ reservationId: id, fromSkuName: 'Standard_F1', skuName: 'Standard_F1s' },
        ...{ swappedOn: '2021-06-01', expiresOn: '2024-01-15' },
      },
      events: [
        {
          type: 'ReservationSwapped',
          data: {
            orderId,
            reservationId: id,
            fromSkuName: 'Standard_F1',
            toSkuName: 'Standard_F1s',
            swappedOn: '2021-06-01',
          },
        },
      ],
    });
    expect(story.reservation(id)).toEqual({ ...asItWas, product: F1S });
  });

  it('and back again, any number of times', () => {
    const { story, id, swap } = withF1();
    expectAccepted(swap('2021-06-01', 'Standard_F1s'));
    expectAccepted(swap('2021-06-01', 'Standard_F1'));
    expect(story.reservation(id).product).toEqual(F1);
  });

  it('an exchange for nothing but the twin is refused, and names the swap', () => {
    const { story, id } = withF1();
    const returned = { ...story.toReturn(id), twinSkuName: 'Standard_F1s' };
    const buys = { price: '2000', quantity: 2, product: F1S };
    expect(rejectionOf(story.exchange('2021-06-01', [returned], [buys]))).toEqual({
      code: 'SwapInstead',
      reservationId: id,
      twinSkuName: 'Standard_F1s',
    });
  });

  it('nor in several lines that together make the whole', () => {
    const { story, id } = withF1();
    const returned = { ...story.toReturn(id), twinSkuName: 'Standard_F1s' };
    const one = { price: '2000', quantity: 1, product: F1S };
    expect(rejectionOf(story.exchange('2021-06-01', [returned], [one, one])).code).toBe(
      'SwapInstead',
    );
    const another = { ...one, product: { ...F1S, region: 'northeurope' } };
    expect(story.exchange('2021-06-01', [returned], [one, another]).outcome).toBe('accepted');
  });

  it('however it is spelt', () => {
    const { story, id } = withF1();
    const returned = { ...story.toReturn(id), twinSkuName: 'Standard_F1s' };
    const spelt = { ...F1S, skuName: 'standard_f1S', region: 'WestEurope' };
    const buys = { price: '2000', quantity: 2, product: spelt };
    expect(rejectionOf(story.exchange('2021-06-01', [returned], [buys])).code).toBe('SwapInstead');
  });
});

describe('SS « pour une taille, une série, une région ou une fréquence de paiement différentes » (R-EXC-6)', () => {
  const twin = { price: '2000', quantity: 2, product: F1S };

  it.each<readonly [string, readonly Omit<Purchase, 'on'>[]]>([
    ['a size', [{ ...twin, product: { ...F1S, skuName: 'Standard_F2s' } }]],
    ['a series', [{ ...twin, product: { ...F1S, skuName: 'Standard_F1s_v2' } }]],
    ['a region', [{ ...twin, product: { ...F1S, region: 'northeurope' } }]],
    ['a payment frequency', [{ ...twin, plan: 'Monthly' }]],
    ['a term', [{ ...twin, product: { ...F1S, term: 'P1Y' } }]],
    ['a quantity', [{ ...twin, quantity: 3 }]],
    ['the twin and something besides', [twin, { price: '1' }]],
  ])('« les conditions sont réinitialisées »: %s', (_, buys) => {
    const { story, id } = withF1();
    const returned = { ...story.toReturn(id), twinSkuName: 'Standard_F1s' };
    expectAccepted(story.exchange('2021-06-01', [returned], buys));
    const anew = story.facts('ReservationPurchased').slice(1);
    expect(anew).toHaveLength(buys.length);
    expect(anew.map(({ purchasedOn }) => purchasedOn)).toEqual(buys.map(() => '2021-06-01'));
    expect(story.facts('InvoiceIssued').at(-1)?.why).toBe('Exchange');
  });

  it('two returned for one twin are an exchange', () => {
    const { story, id } = withF1();
    const other = story.buy({ on: '2021-01-15', price: '1', product: F1 });
    const returns = [id, other].map((each) => ({
      ...story.toReturn(each),
      twinSkuName: 'Standard_F1s',
    }));
    expectAccepted(story.exchange('2021-06-01', returns, [{ ...twin, price: '3000' }]));
  });
});
