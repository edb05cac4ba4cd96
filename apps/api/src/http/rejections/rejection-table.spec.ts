import {
  billingAccountId,
  Calendar,
  Money,
  prepaymentTermId,
  principalId,
  reservationId,
  reservationOrderId,
} from '#ledger-core';
import {
  CODES_BEYOND_THE_ENUMERATION,
  isEnumerated,
  isKnownToClients,
} from '../../../../../test/support/conformance/error-codes';
import { answerOfRejection, REJECTION_TABLE } from './rejection-table';

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

  it('of a merge or split of many says how many, and of none that there are none', () => {
    const merge = (count: number) =>
      answerOfRejection({
        code: 'ReservationsNotMergeable',
        why: count === 0 ? 'TooFew' : 'TooMany',
        sources: Array<typeof RESERVATION>(count).fill(RESERVATION),
        sourcesMax: 100,
      }).detail;
    expect(merge(101)).toBe(
      'These 101 reservations cannot be merged: name fewer reservations at a time, at most 100.',
    );
    expect(merge(0)).toBe('An empty list cannot be merged: name two reservations or more.');
    const split = (quantities: readonly number[]) =>
      answerOfRejection({
        code: 'InvalidSplit',
        reservationId: RESERVATION,
        quantities,
        quantity: 3,
        partsMax: 100,
      }).detail;
    const accepted = '2 to 100 whole numbers from 1 that sum to 3 can.';
    expect(split([])).toBe(
      `The reservation ${RESERVATION} cannot be split into no parts; ${accepted}`,
    );
    expect(split(Array<number>(101).fill(1))).toContain(`split into these 101 parts; ${accepted}`);
    expect(split([1, 1])).toContain(`split into 1, 1; ${accepted}`);
  });

  it.each([
    ['quantity', 'properties.reservationToReturn.quantity', 'what the session calculated'],
    ['returnReason', 'properties.returnReason', 'The session was used with another'],
  ])('of a return whose %s differs names %s as it is sent', (field, sent, said) => {
    const answer = answerOfRejection({
      code: 'SessionRequestDiffers',
      sessionId: RESERVATION,
      field,
    });
    expect(answer.field).toBe(sent);
    expect(answer.detail).toContain(sent);
    expect(answer.detail).toContain(said);
  });

  it.each([
    ['Quote', 'call CalculateRefund or CalculateExchange'],
    ['Refund', 'return with it, or call CalculateExchange'],
    ['Exchange', 'exchange with it, or call CalculateRefund'],
  ] as const)('of a session of another kind says what a %s is for', (kind, said) => {
    const answer = answerOfRejection({
      code: 'SessionOfAnotherKind',
      sessionId: RESERVATION,
      kind,
    });
    expect(answer.detail).toContain(said);
  });

  it('of what is over names what it went on as, at most ten of them', () => {
    const over = { code: 'ReservationNotActive', reservationId: RESERVATION } as const;
    expect(answerOfRejection({ ...over, state: 'Expired' }).detail).not.toContain('goes on');
    const parts = Array.from({ length: 12 }, (_, n) =>
      reservationId(`00000000-0000-4000-8000-0000000000${String(n + 10)}`),
    );
    const of = (count: number) =>
      answerOfRejection({ ...over, state: 'Cancelled', successors: parts.slice(0, count) }).detail;
    expect(of(1)).toContain(`goes on in the same order as ${parts[0] ?? ''}.`);
    expect(of(2)).toContain(`goes on in the same order as ${parts[0] ?? ''}, ${parts[1] ?? ''}.`);
    expect(of(12)).toContain(`${parts[9] ?? ''} and 2 more.`);
    expect(of(12)).not.toContain(parts[10]);
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

const ROWS = Object.entries(REJECTION_TABLE).map(
  ([code, { status, azureCode }]) => [code, status, azureCode] as const,
);

/** What clients of Azure do depends on the status: they send 503 again, and nothing else of these. */
const STATUSES: Readonly<Record<string, readonly number[]>> = {
  AuthorizationFailed: [403],
  ReservationOrderNotFound: [404],
  ReservationIdNotInReservationOrder: [404],
  OperationCannotBePerformedInCurrentState: [409],
  ReservationOrderIdAlreadyExists: [409],
  BillingTransientError: [503],
  // Rows that only /ledger/v1 can meet have Azure's code for form's sake.
  BadRequest: [400, 404, 409, 413],
  InvalidSubscriptionId: [400, 409],
  InvalidReservationId: [400, 404],
};

describe('the table of rejections', () => {
  it.each(ROWS)('answers %s (%d) with a code that clients know: %s', (_, status, azureCode) => {
    expect(isKnownToClients(azureCode)).toBe(true);
    expect(STATUSES[azureCode] ?? [400]).toContain(status);
  });

  it('has no code beyond the enumeration that is in it after all, or that nothing sends', () => {
    const frontDoor = ['MissingApiVersionParameter', 'InvalidResourceType'];
    // Elsewhere the same refusal is a state that does not allow it (409).
    const exchangesAlone = ['ReservationNotActive'];
    const sent = [...frontDoor, ...exchangesAlone, ...ROWS.map(([, , azureCode]) => azureCode)];
    const beyond = Object.keys(CODES_BEYOND_THE_ENUMERATION);
    expect(beyond.filter((code) => isEnumerated(code) || !sent.includes(code))).toEqual([]);
  });
});
