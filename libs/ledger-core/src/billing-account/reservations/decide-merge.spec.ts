import { AccountStory, rejectionOf, usd } from '../../../../../test/support/account-story';
import { Calendar, prepaymentTermId, type ReservationId, SELF_SERVICE_2021_04 } from '#ledger-core';

/** 100.00 a month and unit for three years from 15 January 2021, as parts of the quantities named. */
function inParts(quantities: readonly number[], renew = false) {
  const story = new AccountStory();
  const quantity = quantities.reduce((sum, part) => sum + part, 0);
  const id = story.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly', quantity, renew });
  return { story, parts: story.split('2021-01-20', id, quantities) };
}

function merged(story: AccountStory): ReservationId {
  const last = story.facts('ReservationsMerged').at(-1);
  if (last === undefined) throw new Error('Nothing was merged');
  return last.destination.reservationId;
}

const lastReturn = (story: AccountStory) => story.facts('ReservationReturned').at(-1);

describe('R-RET-2: what was split is merged', () => {
  it('shares of one charge come together again', () => {
    const { story, parts } = inParts([1, 1, 3]);
    story.merge('2021-01-21', parts);
    const [purchase] = story.facts('ChargeMade');
    expect(story.reservation(merged(story))).toMatchObject({
      quantity: 5,
      status: 'Active',
      purchasedOn: '2021-01-15',
      expiresOn: '2024-01-15',
      nextDueOn: '2021-02-15',
      chargedInstalments: 1,
      shares: [{ chargeId: purchase?.chargeId, quantity: 5 }],
      cameFrom: parts,
    });
    expect(parts.map((part) => story.reservation(part).status)).toEqual([
      'Cancelled',
      'Cancelled',
      'Cancelled',
    ]);
  });

  it.each([
    ['in their order', [0, 1]],
    ['in the other order', [1, 0]],
  ])('R-OUT-0: of two charges the oldest stands first, named %s', (_, order) => {
    const { story, parts } = inParts([1, 3]);
    story.through('2021-02-15');
    story.merge(
      '2021-02-20',
      order.flatMap((index) => parts[index] ?? []),
    );
    const [, one, three] = story.facts('ChargeMade');
    expect(story.reservation(merged(story)).shares).toEqual([
      { chargeId: one?.chargeId, quantity: 1 },
      { chargeId: three?.chargeId, quantity: 3 },
    ]);
  });

  it('no charge and no paper; the next instalment is one again', () => {
    const { story, parts } = inParts([1, 3]);
    story.merge('2021-02-20', parts);
    expect(story.facts('InvoiceIssued')).toHaveLength(3);
    story.through('2021-03-15');
    expect(story.facts('ChargeMade').slice(3)).toMatchObject([
      { reservationId: merged(story), quantity: 4, amount: usd('400.00'), instalment: 3 },
    ]);
  });

  it('the first source gives its name and scope; R-PUR-6: `renew` only if all had it', () => {
    const { story, parts } = inParts([1, 3], true);
    const [first, second] = parts;
    if (first === undefined || second === undefined) throw new Error('Nothing was split');
    const { orderId } = story.reservation(first);
    const update = (reservationId: ReservationId, changes: object) =>
      story.do('2021-01-21', {
        type: 'UpdateReservation',
        orderId,
        reservationId,
        changes,
        accountOf: new Map(),
      });
    update(first, { displayName: 'One', instanceFlexibility: 'Off' });
    update(second, { displayName: 'Three', renewProperties: { quantity: 7 } });
    story.merge('2021-01-22', [second, first]);
    const both = merged(story);
    expect(story.reservation(both)).toMatchObject({
      displayName: 'Three',
      instanceFlexibility: 'On',
      renew: true,
      renewProperties: undefined,
    });
    const [again, other] = story.split('2021-01-23', both, [1, 3]);
    if (again === undefined || other === undefined) throw new Error('Nothing was split');
    update(other, { renew: false });
    story.merge('2021-01-24', [again, other]);
    expect(story.reservation(merged(story)).renew).toBe(false);
  });
});

describe('R-OUT-0: a return takes the oldest charge first, and each share goes its own way', () => {
  /** Five bought, one returned, the rest split in 1 and 3, billed by themselves in February, and merged. */
  function acrossTwoCharges() {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly', quantity: 5 });
    story.refund(id, { on: '2021-01-17', quantity: 1 });
    const sibling = lastReturn(story)?.sibling?.reservationId;
    if (sibling === undefined) throw new Error('No sibling');
    const parts = story.split('2021-01-20', sibling, [1, 3]);
    story.merge('2021-02-20', parts);
    return { story, id: merged(story) };
  }
  // 1: the purchase. 2: its replacement, less one. 3 and 4: the instalments of 1 and 3 units.

  it.each([
    // On 1 March 14 of 28 days are used: 50.00 a unit comes back.
    [1, ['3: 1 back, 50.00'], ['5 for 3: 50.00'], [3]],
    [2, ['3: 1 back, 50.00', '4: 1 back, 50.00'], ['5 for 3: 50.00', '6 for 4: 250.00'], [2]],
    [4, ['3: 1 back, 50.00', '4: 3 back, 150.00'], ['5 for 3: 50.00', '6 for 4: 150.00'], []],
  ])('%d returned', (quantity, shares, papers, left) => {
    const { story, id } = acrossTwoCharges();
    const billed = new Map(
      story
        .facts('ChargeMade')
        .map(({ chargeId, paidBy }) => [chargeId, 'invoice' in paidBy ? paidBy.invoice : '']),
    );
    story.refund(id, { on: '2021-03-01', quantity });
    const back = lastReturn(story);
    expect(
      back?.shares.map(
        (share) =>
          `${billed.get(share.chargeId)?.slice(-1) ?? ''}: ${share.quantity} back, ${share.refund.amount}`,
      ),
    ).toEqual(shares);
    const issued = story.facts('InvoiceIssued').slice(4);
    expect(
      issued.map(
        ({ number, carries, total }) =>
          `${number.slice(-1)} for ${carries.map((each) => each.slice(-1)).join()}: ${total.amount}`,
      ),
    ).toEqual(papers);
    expect(back?.sibling?.shares.map((share) => share.quantity) ?? []).toEqual(left);
  });

  it('the rest is charged together on the next due day, and no share of a charge is lost', () => {
    const { story, id } = acrossTwoCharges();
    story.refund(id, { on: '2021-03-01', quantity: 2 });
    story.through('2021-03-15');
    expect(story.facts('ChargeMade').at(-1)).toMatchObject({
      quantity: 2,
      amount: usd('200.00'),
      instalment: 3,
    });
    expect(story.state.charges.size).toBe(1);
  });
});

describe('R-RET-2: "only reservations whose last charges were paid by the same method"', () => {
  it('prepayment and overage do not go together; overage and overage do', () => {
    const term = (name: string, from: string, to: string, amount: string) => ({
      termId: prepaymentTermId(name),
      from: Calendar.day(from),
      to: Calendar.day(to),
      amount: usd(amount),
    });
    // January's 400.00 and February's first 100.00 are covered; the other 300.00 are not.
    const story = new AccountStory(SELF_SERVICE_2021_04, undefined, {
      agreementType: 'EnterpriseAgreement',
      payment: { method: 'prepayment', terms: [term('t', '2021-01-01', '2022-01-01', '550')] },
    });
    const id = story.buy({ on: '2021-01-15', price: '3600', plan: 'Monthly', quantity: 4 });
    const parts = story.split('2021-01-20', id, [1, 3]);
    const refused = {
      code: 'ReservationsNotMergeable',
      sourcesMax: 100,
      why: 'PaymentMethodsDiffer',
      sources: parts,
    };
    expect(rejectionOf(story.merge('2021-02-20', parts))).toEqual(refused);
    expect(rejectionOf(story.merge('2021-03-14', parts))).toEqual(refused);
    expect(story.merge('2021-03-15', parts).outcome).toBe('accepted');
  });
});

describe('what speaks against a merge', () => {
  it.each([
    ['none', 'TooFew', []],
    ['one', 'TooFew', [0]],
    ['one twice', 'NamedTwice', [0, 1, 0]],
  ] as const)('%s', (_, why, named) => {
    const { story, parts } = inParts([1, 3]);
    const sources = named.flatMap((index) => parts[index] ?? []);
    const { orderId } = story.reservation(parts[0] ?? merged(story));
    const decision = story.do('2021-01-21', { type: 'MergeReservations', orderId, sources });
    expect(rejectionOf(decision)).toEqual({
      code: 'ReservationsNotMergeable',
      why,
      sources,
      sourcesMax: 100,
    });
  });

  it('more than 100', () => {
    const story = new AccountStory();
    const id = story.buy({ on: '2021-01-15', price: '3600', quantity: 101 });
    const [last, ...parts] = story
      .split('2021-01-20', id, [2, ...Array.from({ length: 99 }, () => 1)])
      .toReversed();
    if (last === undefined) throw new Error('Nothing was split');
    const [first] = parts.slice(-1);
    if (first === undefined) throw new Error('Nothing was split');
    const halves = story.split('2021-01-20', first, [1, 1]);
    const all = [last, ...parts.slice(0, -1), ...halves];
    expect(all).toHaveLength(101);
    expect(rejectionOf(story.merge('2021-01-21', all))).toEqual({
      code: 'ReservationsNotMergeable',
      sourcesMax: 100,
      why: 'TooMany',
      sources: all,
    });
    expect(story.merge('2021-01-21', all.slice(1)).outcome).toBe('accepted');
    expect(story.reservation(merged(story)).quantity).toBe(100);
  });

  it('one of another order', () => {
    const { story, parts } = inParts([1, 3]);
    const other = story.buy({ on: '2021-01-20', price: '3600' });
    const [first] = parts;
    if (first === undefined) throw new Error('Nothing was split');
    expect(rejectionOf(story.merge('2021-01-21', [first, other]))).toEqual({
      code: 'ReservationNotInOrder',
      orderId: story.reservation(first).orderId,
      reservationId: other,
    });
  });

  it('one that is over', () => {
    const { story, parts } = inParts([1, 3]);
    const [first] = parts;
    if (first === undefined) throw new Error('Nothing was split');
    story.refund(first, { on: '2021-01-20' });
    expect(rejectionOf(story.merge('2021-01-21', parts))).toEqual({
      code: 'ReservationNotActive',
      reservationId: first,
      state: 'Cancelled',
    });
  });

  it('R-EXC-6: one that was swapped since, unless the others were too', () => {
    const { story, parts } = inParts([1, 3]);
    const swap = (reservationId: ReservationId, twinSkuName: string) =>
      story.do('2021-01-21', {
        type: 'SwapReservation',
        orderId: story.reservation(reservationId).orderId,
        reservationId,
        toSkuName: twinSkuName,
        twinSkuName,
      });
    const [first, second] = parts;
    if (first === undefined || second === undefined) throw new Error('Nothing was split');
    swap(first, 'Standard_D2_v3');
    expect(rejectionOf(story.merge('2021-01-21', parts))).toEqual({
      code: 'ReservationsNotMergeable',
      sourcesMax: 100,
      why: 'ProductsDiffer',
      sources: parts,
    });
    swap(second, 'STANDARD_D2_V3');
    expect(story.merge('2021-01-21', parts).outcome).toBe('accepted');
    expect(story.reservation(merged(story)).product.skuName).toBe('Standard_D2_v3');
  });
});
