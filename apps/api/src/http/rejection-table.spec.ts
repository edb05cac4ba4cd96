import {
  billingAccountId,
  Calendar,
  Money,
  prepaymentTermId,
  principalId,
  reservationId,
  reservationOrderId,
} from '#ledger-core';
import { answerOfRejection } from './rejection-table';

const RESERVATION = reservationId('22222222-aaaa-4bbb-8ccc-000000000001');
const ORDER = reservationOrderId('11111111-aaaa-4bbb-8ccc-000000000001');
const usd = (amount: string) => Money.money(Money.USD, amount);
const none = { returns: [], purchases: [], cancelledInstalmentsTotal: usd('0') };

describe('a refusal', () => {
  it('of an exchange that buys too little says by how much, and the two ways out', () => {
    const amounts = {
      ...none,
      refundTotal: usd('40'),
      remainingCommitmentTotal: usd('1800'),
      purchaseTotal: usd('1700'),
      netPayable: usd('-100'),
    };
    const answer = answerOfRejection({
      code: 'PurchaseTotalTooLow',
      required: usd('1800'),
      purchaseTotal: usd('1700'),
      shortBy: usd('100'),
      amounts,
    });
    expect(answer).toMatchObject({
      status: 400,
      azureCode: 'PurchaseTotalLessThanRefundTotal',
      rule: 'R-EXC-3',
    });
    expect(answer.detail).toBe(
      'The new purchases come to 1700.00 USD and must reach 1800.00 USD: 100.00 USD short. Return less, or buy more.',
    );
  });

  it('of prepayment terms that overlap names the other term and its days', () => {
    const answer = answerOfRejection({
      code: 'PrepaymentTermsOverlap',
      termId: prepaymentTermId('2022'),
      with: prepaymentTermId('2021'),
      from: Calendar.day('2021-01-01'),
      to: Calendar.day('2022-01-01'),
    });
    expect(answer).toMatchObject({ status: 400, rule: 'R-OUT-1' });
    expect(answer.detail).toContain('overlaps 2021, which lasts from 2021-01-01');
  });

  it.each([
    ['ProductsDiffer', 'only reservations that cover the same product become one'],
    ['TooFew', 'name two reservations or more'],
  ] as const)('of a merge because of %s says what would be accepted', (why, says) => {
    const answer = answerOfRejection({
      code: 'ReservationsNotMergeable',
      why,
      sources: [RESERVATION],
      sourcesMax: 100,
    });
    expect(answer.detail).toBe(`The reservations ${RESERVATION} cannot be merged: ${says}.`);
  });

  it('of a swap names the twin if there is one', () => {
    const refused = {
      code: 'NoSuchTwin',
      reservationId: RESERVATION,
      skuName: 'Standard_D2s_v3',
    } as const;
    expect(answerOfRejection(refused).detail).toContain('has no premium-storage twin');
    const named = answerOfRejection({ ...refused, accepted: 'Standard_F2s' });
    expect(named.detail).toContain('can be swapped to Standard_F2s only');
  });

  it.each([
    [{ code: 'LastOwner', orderId: ORDER, owner: principalId('alice@contoso.example') }, 409],
    [{ code: 'CustomerMayNotBuy' }, 403],
    [{ code: 'NotOwner', orderId: ORDER }, 403],
    [{ code: 'ReservationOrderExists', orderId: ORDER }, 409],
    [{ code: 'ReservationNotActive', reservationId: RESERVATION, state: 'Expired' }, 409],
    [{ code: 'ReservationStillActive', reservationId: RESERVATION }, 409],
    [
      {
        code: 'TransferTargetUnsuitable',
        toBillingAccountId: billingAccountId('fabrikam'),
        why: 'Currency',
      },
      400,
    ],
  ] as const)('%j is a %s', (rejection, status) => {
    expect(answerOfRejection(rejection).status).toBe(status);
  });
});
