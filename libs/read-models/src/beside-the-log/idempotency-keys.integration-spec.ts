import { randomUUID } from 'node:crypto';
import { type DataSource } from 'typeorm';
import { principalId, tenantId } from '#ledger-core';
import {
  type CallersKey,
  type Claim,
  claimKey,
  giveKeyBack,
  type KeyedRequest,
  keyStanding,
  leaveKey,
  openReadModels,
  spendKey,
  takeKeyOver,
} from '#read-models';
import { migratedDatabase } from '../../../../test/support/recorded-story';

const LEASE_SECONDS = 60;
const ALICE = {
  tenant: tenantId('contoso.example'),
  principal: principalId('alice@contoso.example'),
};
const REQUEST: KeyedRequest = { method: 'POST', path: '/a', bodyHash: 'h1' };
const ANSWER = {
  status: 201,
  headers: { 'x-ledger-position': '7' },
  body: '{"b":"\\u0000 \\ud800","a":1.50}',
};

describe('the key of a caller', () => {
  let url: string;
  let tables: DataSource;
  let count = 0;

  beforeAll(async () => {
    ({ url, dataSource: tables } = await migratedDatabase());
  });
  afterAll(() => tables.destroy());

  function freshKey(): CallersKey {
    count += 1;
    return { ...ALICE, key: `key-${count}` };
  }
  function claimOf(key: CallersKey, request = REQUEST): Claim {
    return { key, request, id: randomUUID() };
  }
  async function claimed(key = freshKey(), request = REQUEST): Promise<Claim> {
    const claim = claimOf(key, request);
    expect(await claimKey(tables, claim)).toBe(true);
    return claim;
  }
  const standing = (key: CallersKey) => keyStanding(tables, key, LEASE_SECONDS);

  it('names nothing until it is claimed, and then the request under way until it is answered', async () => {
    const key = freshKey();
    expect(await standing(key)).toBe(undefined);
    const claim = await claimed(key);
    expect(await standing(key)).toEqual({ request: REQUEST, state: 'underWay', claim: claim.id });
    expect(await spendKey(tables, claim, ANSWER)).toBe(true);
    expect(await standing(key)).toEqual({ request: REQUEST, state: 'answered', answer: ANSWER });
  });

  it.each([1, 2, 3])('is claimed by one of twenty at once, round %d', async () => {
    const others = await Promise.all([1, 2].map(() => openReadModels(url)));
    const key = freshKey();
    const sources = [tables, ...others];
    const claims = Array.from({ length: 20 }, () => claimOf(key));
    const got = await Promise.all(
      claims.map((claim, index) => claimKey(sources[index % sources.length] ?? tables, claim)),
    );
    expect(got.filter(Boolean)).toHaveLength(1);
    const winner = claims[got.indexOf(true)];
    expect(await standing(key)).toMatchObject({ state: 'underWay', claim: winner?.id });
    await Promise.all(others.map((each) => each.destroy()));
  });

  it('is another key for another principal, and for the same name in another tenant', async () => {
    const { key } = freshKey();
    await claimed({ ...ALICE, key });
    await claimed({ ...ALICE, principal: principalId('bob@contoso.example'), key });
    await claimed({ ...ALICE, tenant: tenantId('fabrikam.example'), key });
    await claimed({ ...ALICE, tenant: undefined, key });
    expect(await claimKey(tables, claimOf({ ...ALICE, key }))).toBe(false);
  });

  it('is left as soon as the lease of its claim is over, by the clock of the database', async () => {
    const { key, id } = await claimed();
    await tables.query(
      `update idempotency_key set claimed_at = now() - interval '30 seconds' where key = $1`,
      [key.key],
    );
    expect(await standing(key)).toMatchObject({ state: 'underWay' });
    await tables.query(
      `update idempotency_key set claimed_at = now() - interval '60 seconds' where key = $1`,
      [key.key],
    );
    expect(await standing(key)).toEqual({ request: REQUEST, state: 'left', claim: id });
  });

  it('is taken over by one of many, from the claim they saw and for the same request alone', async () => {
    const { key, id } = await claimed();
    const other = claimOf(key, { ...REQUEST, bodyHash: 'h2' });
    expect(await takeKeyOver(tables, other, id)).toBe(false);
    expect(await takeKeyOver(tables, claimOf(key), randomUUID())).toBe(false);
    const takers = Array.from({ length: 20 }, () => claimOf(key));
    const took = await Promise.all(takers.map((claim) => takeKeyOver(tables, claim, id)));
    expect(took.filter(Boolean)).toHaveLength(1);
    const winner = takers[took.indexOf(true)];
    expect(await standing(key)).toMatchObject({ state: 'underWay', claim: winner?.id });
  });

  it('is given back by whoever holds the claim, and by nobody else', async () => {
    const first = await claimed();
    const second = claimOf(first.key);
    expect(await takeKeyOver(tables, second, first.id)).toBe(true);
    await giveKeyBack(tables, first);
    expect(await standing(first.key)).toMatchObject({ claim: second.id });
    await giveKeyBack(tables, second);
    expect(await standing(first.key)).toBe(undefined);
  });

  it('is left to its request when the end is not known, and can be taken over at once', async () => {
    const claim = await claimed();
    await leaveKey(tables, claim);
    expect(await standing(claim.key)).toEqual({ request: REQUEST, state: 'left', claim: null });
    expect(await takeKeyOver(tables, claimOf(claim.key), null)).toBe(true);
  });

  it('stands for the answer that was given first, and is given back no more', async () => {
    const first = await claimed();
    const second = claimOf(first.key);
    expect(await takeKeyOver(tables, second, first.id)).toBe(true);
    expect(await spendKey(tables, first, ANSWER)).toBe(true);
    expect(await spendKey(tables, second, { ...ANSWER, status: 200 })).toBe(false);
    expect(await takeKeyOver(tables, claimOf(first.key), null)).toBe(false);
    await giveKeyBack(tables, second);
    await leaveKey(tables, second);
    expect(await standing(first.key)).toMatchObject({ state: 'answered', answer: ANSWER });
  });

  it('is spent on an accepted request although another who sent it was refused, but not once it names another', async () => {
    const first = await claimed();
    const second = claimOf(first.key);
    await takeKeyOver(tables, second, first.id);
    await giveKeyBack(tables, second);
    expect(await spendKey(tables, first, ANSWER)).toBe(true);
    expect(await standing(first.key)).toMatchObject({ state: 'answered' });

    const early = await claimed();
    await giveKeyBack(tables, early);
    const other = await claimed(early.key, { ...REQUEST, path: '/b' });
    expect(await spendKey(tables, early, ANSWER)).toBe(false);
    expect(await standing(early.key)).toMatchObject({ state: 'underWay', claim: other.id });
  });
});
