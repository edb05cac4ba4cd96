import { type ReservationResponse } from '@azure/arm-reservations';
import { CHAPTER_START_MS_MAX, dayIs } from './chapters/chapter';
import { ALICE, BOB, CAPACITY, codeOf, idOf, nameOf, Owner, VERSION } from './changing-owner';

const shown = (each: Pick<ReservationResponse, 'properties'> | undefined) => [
  each?.properties?.quantity,
  each?.properties?.provisioningState,
];

/** What a reservation was split from, or into. */
function relatedTo(each: ReservationResponse | undefined): readonly string[] {
  const { splitSource, splitDestinations = [] } = each?.properties?.splitProperties ?? {};
  const ids = splitSource === undefined ? splitDestinations : [splitSource];
  return ids.map((id) => idOf({ id }));
}

describe('what an Owner makes of reservations', () => {
  let owner: Owner;

  beforeAll(async () => {
    owner = await Owner.begin('2021-01-15');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => owner.chapter.system.stop());

  it('R-RET-2: splits one in two and names what it was and what it became', async () => {
    const of = await owner.buys();
    const [one, three, whole] = await owner.splits(of, [1, 3]);
    expect([one, three, whole].map(shown)).toEqual([
      [1, 'Succeeded'],
      [3, 'Succeeded'],
      [4, 'Cancelled'],
    ]);
    // The client asks at the Location, and is answered with reservations.
    expect(one?.type).toBe('Microsoft.Capacity/reservationOrders/reservations');
    expect(relatedTo(one)).toEqual([of.reservation]);
    expect(whole?.properties?.extendedStatusInfo).toMatchObject({ statusCode: 'Split' });
    expect(relatedTo(whole)).toEqual([one, three].map(idOf));
    const { reservations = [] } = await owner.client.reservationOrder.get(of.order);
    expect(reservations).toHaveLength(3);
  });

  it('answers at the Location of a split and of a merge what was answered at once', async () => {
    const of = await owner.buys();
    const ledger = owner.chapter.system.ledger(ALICE);
    const path = `${CAPACITY}/RESERVATIONORDERS/${of.order.toUpperCase()}`;
    const properties = { quantities: [2, 2], reservationId: of.reservation.toUpperCase() };
    const split = await ledger.send('POST', `${path}/split?${VERSION}`, { properties });
    expect(split).toMatchObject({
      status: 200,
      body: [{ type: expect.stringMatching(/revisions$/) as string }, {}, {}],
    });
    const at = (location: unknown) => String(location).replace(owner.chapter.system.url, '');
    const parts = split.body as readonly ReservationResponse[];
    expect(at(split.headers['location'])).toMatch(
      new RegExp(
        `${CAPACITY}/reservationorders/${of.order}/splitoperationresults/${of.reservation}_\\d+\\?`,
      ),
    );
    const result = await ledger.send('GET', at(split.headers['location']));
    expect(result).toMatchObject({
      status: 200,
      body: parts.map((each) => ({
        name: `${of.order}/${idOf(each)}`,
        etag: each.etag,
        type: 'Microsoft.Capacity/reservationOrders/reservations',
      })),
    });
    const sources = parts.slice(0, 2).map(idOf);
    const merge = await ledger.send('POST', `${path}/merge?${VERSION}`, {
      properties: { sources },
    });
    const merged = await ledger.send('GET', at(merge.headers['location']));
    expect(at(merge.headers['location'])).toContain(`/mergeoperationresults/${sources[0] ?? ''}_`);
    expect((merged.body as readonly ReservationResponse[]).map(idOf)).toEqual(
      (merge.body as readonly ReservationResponse[]).map(idOf),
    );
    const wrong = at(merge.headers['location']).replace('mergeop', 'splitop');
    expect((await ledger.send('GET', wrong)).status).toBe(404);
    const stranger = owner.chapter.system.ledger(BOB);
    expect((await stranger.send('GET', at(merge.headers['location']))).status).toBe(403);
  });

  it('R-RET-2: splits in three, returns a part of a part, and merges what is left', async () => {
    const of = await owner.buys();
    const [one, two] = await owner.splits(of, [1, 2, 1]);
    // Bought today: the whole of what one unit cost comes back.
    expect(await owner.returns({ ...of, reservation: idOf(two) }, 1)).toBe(365);
    const left = await owner.active(of);
    expect(left.map(shown)).toEqual(left.map(() => [1, 'Succeeded']));
    expect(left).toHaveLength(3);
    const merged = await owner.merges(of, left.map(idOf));
    expect(merged.map(shown)).toEqual([...left.map(() => [1, 'Cancelled']), [3, 'Succeeded']]);
    const { mergeSources = [] } = merged.at(-1)?.properties?.mergeProperties ?? {};
    expect(mergeSources.map((id) => idOf({ id }))).toEqual(left.map(idOf));
    expect(merged[0]?.properties).toMatchObject({ extendedStatusInfo: { statusCode: 'Merged' } });
    const whole = { ...of, reservation: idOf(merged.at(-1)) };
    expect((await owner.revisions(whole)).map(shown)).toEqual([[3, 'Succeeded']]);
    expect(await codeOf(owner.merges(of, [idOf(two), idOf(one)]))).toBe(
      '409 OperationCannotBePerformedInCurrentState',
    );
  });

  it('refuses quantities that do not fit, and a reservation of another order', async () => {
    const [of, other] = [await owner.buys(), await owner.buys()];
    expect(await codeOf(owner.splits(of, [1, 2]))).toBe('400 BadRequest');
    expect(await codeOf(owner.splits(of, [0, 4]))).toBe('400 BadRequest');
    expect(await codeOf(owner.splits(of, [4]))).toBe('400 BadRequest');
    expect(await codeOf(owner.merges(of, [of.reservation]))).toBe('400 BadRequest');
    expect(await codeOf(owner.merges(of, [of.reservation, other.reservation]))).toBe(
      '404 ReservationIdNotInReservationOrder',
    );
    expect(await codeOf(owner.splits({ ...other, order: of.order }, [1, 3]))).toBe(
      '404 ReservationIdNotInReservationOrder',
    );
  });

  it('R-EXC-6: merges no twin with what it was swapped from', async () => {
    const of = await owner.buys({ sku: { name: 'Standard_F1' } });
    const [one, three] = await owner.splits(of, [1, 3]);
    const [left, right] = [idOf(one), idOf(three)];
    const swap = `/ledger/v1/reservationOrders/${of.order}/reservations/${left}/swap`;
    const swapped = await owner.chapter.system
      .ledger(ALICE)
      .send('POST', swap, { armSkuName: 'Standard_F1s' });
    expect(swapped.status).toBe(200);
    expect(await codeOf(owner.merges(of, [left, right]))).toBe('400 BadRequest');
    expect(await codeOf(owner.updates({ ...of, reservation: left }, { name: 'Twin' }))).toBe(
      'accepted',
    );
  });

  it('archives what is over only, and shows it again', async () => {
    const of = await owner.buys({ quantity: 1 });
    const { order, reservation } = of;
    const refused = '409 OperationCannotBePerformedInCurrentState';
    expect(await codeOf(owner.client.reservation.archive(order, reservation))).toBe(refused);
    await owner.returns(of, 1);
    await owner.client.reservation.archive(order, reservation);
    expect((await owner.reads(of)).properties).toMatchObject({ archived: true });
    await owner.client.reservation.unarchive(order, reservation);
    expect((await owner.reads(of)).properties).toMatchObject({ archived: false });
    const raw = await owner.chapter.system
      .ledger(ALICE)
      .send('POST', `${nameOf(of)}/ARCHIVE?${VERSION}`);
    expect([raw.status, raw.body]).toEqual([200, '']);
  });

  it('keeps what each change left, the newest first', async () => {
    const of = await owner.buys();
    await owner.updates(of, { name: 'Batch 2' });
    await owner.updates(of, { renew: true });
    const [one] = await owner.splits(of, [1, 3]);
    const part = { ...of, reservation: idOf(one) };
    await owner.updates(part, { name: 'Part' });
    const told = ({ properties }: ReservationResponse) => [
      properties?.displayName,
      properties?.renew,
      properties?.quantity,
      properties?.provisioningState,
    ];
    const whole = await owner.revisions(of);
    // Bought, and charged.
    expect(whole.map(told)).toEqual([
      ['Batch 2', true, 4, 'Cancelled'],
      ['Batch 2', true, 4, 'Succeeded'],
      ['Batch 2', false, 4, 'Succeeded'],
      ['Batch', false, 4, 'Succeeded'],
      ['Batch', false, 4, 'Succeeded'],
    ]);
    expect((await owner.revisions(part)).map(told)).toEqual([
      ['Part', true, 1, 'Succeeded'],
      ['Batch 2', true, 1, 'Succeeded'],
    ]);
    const [newest] = whole;
    const { etag } = await owner.reads(of);
    expect(newest).toMatchObject({ name: String(etag), etag });
    expect(newest?.id).toBe(
      `/providers/microsoft.capacity/reservationOrders/${of.order}/reservations/${of.reservation}/revisions/${String(etag)}`,
    );
  });

  it('carries out once what its client sends twice with one id', async () => {
    const of = await owner.buys();
    const ledger = owner.chapter.system.ledger(ALICE);
    const send = (headers: Readonly<Record<string, string>>, name: string) =>
      ledger.send('PATCH', `${nameOf(of)}?${VERSION}`, { properties: { name } }, headers);
    const first = await send({ 'x-ms-client-request-id': 'one' }, 'B');
    const second = await send({ 'x-ms-client-request-id': 'one' }, 'B');
    expect(second.body).toEqual(first.body);
    const keyed = { 'idempotency-key': 'one' };
    expect((await send(keyed, 'C')).status).toBe(200);
    expect((await send(keyed, 'D')).status).toBe(409);
    expect((await owner.reads(of)).properties).toMatchObject({ displayName: 'C' });
  });

  it('R-RET-2: merges no parts whose last charges were paid in different ways', async () => {
    const of = await owner.buys(
      { sku: { name: 'Standard_A2' }, billingPlan: 'Monthly', quantity: 2 },
      'adatum',
    );
    const [one, two] = await owner.splits(of, [1, 1]);
    // 100.00 of the prepayment is left for the two instalments of 15 February.
    await dayIs(owner.chapter, '2021-02-15');
    expect(await codeOf(owner.merges(of, [idOf(one), idOf(two)]))).toBe('400 BadRequest');
  });
});
