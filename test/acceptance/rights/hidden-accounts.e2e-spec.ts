import { z } from 'zod';
import { ADMIN, type As, AUDITOR } from '../../support/ledger-system';
import { agentOf, NORTHWIND, TAILSPIN } from './principals';
import { beginWorld, type World } from './world';

const START_MS_MAX = 90_000;
const MANY_MS_MAX = 90_000;
const MANY = 205;
const PAGE = 100;
const FAR_AHEAD = '999999999';
/** One that is there, one that is opened later, and one that never is: what is said of them has one length. */
const [THERE, LATE, NOWHERE] = ['quorum', 'unseen', 'tandem'] as const;

const particulars = (id: string) => ({
  ...{ id, agreementType: 'MicrosoftCustomerAgreement', currency: 'USD' },
  ...{ displayName: id, payment: { method: 'invoice' } },
});

const listed = z.object({
  value: z.array(z.looseObject({ id: z.string() })),
  nextCursor: z.string().exactOptional(),
});

describe('accounts that are not the caller’s', () => {
  let world: World;
  const AGENT = agentOf(NORTHWIND);
  const STRANGER: As = { principal: 'bob@contoso.example' };
  const asks = (as: As, path: string, headers = {}) =>
    world.system.ledger(as).get(`/billingAccounts${path}`, headers);
  /** What is answered, but for what differs with every request and the account’s name. */
  const told = async (as: As, account: string, under: string, headers = {}) => {
    const answer = await asks(as, `/${account}${under}`, headers);
    const { 'x-ms-request-id': request, date, ...rest } = answer.headers;
    const text = JSON.stringify({ status: answer.status, headers: rest, body: answer.body });
    expect([typeof request, typeof date]).toEqual(['string', 'string']);
    return text.replaceAll(String(request), 'REQUEST').replaceAll(account, 'ACCOUNT');
  };

  beforeAll(async () => {
    world = await beginWorld();
    await world.system.ledger(ADMIN).post('/billingAccounts', particulars(THERE));
  }, START_MS_MAX);
  afterAll(() => world.system.stop());

  const UNDER = [
    ['', 404],
    ['/refundCap', 404],
    ['/refundCap?on=2021-02-01', 404],
    ['/prepaymentCredits', 404],
    ['/retainedCredit', 404],
    ['/cardRefunds', 404],
    ['/supportRequests', 404],
    ['/documents', 404],
    ['/documents/contoso-000001', 404],
    ['/documents/contoso-000001?revision=2', 404],
    ['/documents/contoso-999999', 404],
    ['/documents/poem', 400],
    ['/documents?kind=Poem', 400],
    ['/documents?cursor=made-up', 400],
    ['/refundCap?on=today', 400],
    ['/cardRefunds?on=2021-02-01', 400],
    ['?on=2021-02-01', 400],
  ] as const;

  it.each(UNDER)(
    'are to an agent as those that are not there: GET account%s is %d',
    async (under, status) => {
      const there = await told(AGENT, THERE, under);
      expect(there).toBe(await told(AGENT, NOWHERE, under));
      expect(there).toContain(`"status":${status}`);
      // What an agent may not do is no advice to it.
      expect(there).not.toContain('POST');
      const early = { 'x-ledger-after': '0' };
      expect(await told(AGENT, THERE, under, early)).toBe(await told(AGENT, NOWHERE, under, early));
    },
  );

  it('are so too when the tables are not where the caller or the log is', async () => {
    const late = { 'x-ledger-after': FAR_AHEAD };
    const [there, nowhere] = await Promise.all(
      [THERE, NOWHERE].map((account) => told(AGENT, account, '/refundCap', late)),
    );
    expect(there).toBe(nowhere);
    expect(there).toContain('"status":503');
    await world.system.pauseProjection();
    const opening = world.system.ledger(ADMIN).post('/billingAccounts', particulars(LATE));
    // Another principal sees that it is opened, and not read yet.
    while ((await asks(AUDITOR, `/${LATE}`)).status !== 503);
    const behind = await Promise.all(
      [THERE, LATE, NOWHERE].map((account) => told(AGENT, account, '')),
    );
    world.system.resumeProjection();
    expect(new Set(behind).size).toBe(1);
    expect(behind[0]).toContain('"status":503');
    expect((await opening).status).toBe(201);
    expect(await told(AGENT, LATE, '')).toBe(await told(AGENT, NOWHERE, ''));
  });

  it('are refused to whoever has no role before anything is looked up', async () => {
    for (const [under] of UNDER) {
      const there = await told(STRANGER, THERE, under);
      expect(there).toBe(await told(STRANGER, NOWHERE, under));
      expect(there).toContain('"status":403');
    }
  });

  it('show nothing to an agent who asks for their own customer’s', async () => {
    expect((await asks(AGENT, '/customer')).status).toBe(200);
    expect((await asks(agentOf(TAILSPIN), '/customer')).status).toBe(404);
    const paper = await asks(AGENT, '/customer/documents/contoso-000001');
    expect(paper).toMatchObject({ status: 404, body: { code: 'DocumentUnknown' } });
  });

  it('stand in no list: each sees what they may read, and nobody without a role', async () => {
    const ids = async (as: As) => listed.parse((await asks(as, '')).body).value.map(({ id }) => id);
    expect(await ids(ADMIN)).toEqual(['contoso', 'customer', 'open', THERE, LATE]);
    expect(await ids(AUDITOR)).toEqual(await ids(ADMIN));
    expect(await ids(AGENT)).toEqual(['customer']);
    expect(await ids(agentOf(TAILSPIN))).toEqual([]);
    expect((await asks(STRANGER, '')).status).toBe(403);
  });

  it('of the list are told with their particulars, without what they pay with', async () => {
    expect((await asks(AGENT, '')).body).toEqual({
      value: [
        {
          ...{ id: 'customer', agreementType: 'MicrosoftPartnerAgreement', currency: 'USD' },
          ...{ displayName: 'Account customer', paymentTermDays: 30, openedOn: '2021-01-15' },
          ...{ tenantId: 'c0000000-0000-4000-8000-000000000003', partnerId: NORTHWIND },
          ...{ customerMayBuy: true, payment: { method: 'invoice' } },
        },
      ],
    });
  });

  it('of a list are refused when the question is not understood', async () => {
    const field = async (query: string) => {
      const { status, body } = await asks(AGENT, query);
      return [status, z.looseObject({ field: z.string() }).parse(body).field];
    };
    for (const made of ['made-up', '', 'n1', 'contoso', 'Y29udG9zbw'])
      expect(await field(`?cursor=${made}`)).toEqual([400, 'cursor']);
    expect(await field('?cursor=a&cursor=b')).toEqual([400, 'cursor']);
    expect(await field('?take=-1')).toEqual([400, 'take']);
    expect(await field('?partnerId=x')).toEqual([400, 'partnerId']);
  });

  // 205 more: of the partner's 206 the first page has 100, the second 100, the third 6; what is opened behind a page
  // already read is not read any more, what is opened before it is.
  it(
    'are read page by page, while accounts are opened before and behind',
    async () => {
      const opens = async (id: string) => {
        const answer = await world.system.ledger(ADMIN).post('/billingAccounts', {
          ...particulars(id),
          ...{ agreementType: 'MicrosoftPartnerAgreement', partnerId: NORTHWIND },
        });
        expect(answer.status).toBe(201);
      };
      const names = Array.from({ length: MANY }, (_, n) => `d${String(n).padStart(3, '0')}`);
      for (const name of names) await opens(name);
      const page = async (cursor?: string) =>
        listed.parse((await asks(AGENT, cursor === undefined ? '' : `?cursor=${cursor}`)).body);
      const first = await page();
      await opens('a-behind');
      await opens('d099-ahead');
      const second = await page(first.nextCursor);
      const third = await page(second.nextCursor);
      expect([first, second].map(({ value }) => value.length)).toEqual([PAGE, PAGE]);
      expect(third.nextCursor).toBe(undefined);
      const read = [first, second, third].flatMap(({ value }) => value.map(({ id }) => id));
      expect(new Set(read)).toEqual(new Set(['customer', ...names, 'd099-ahead']));
      expect(read).toHaveLength(MANY + 2);
    },
    MANY_MS_MAX,
  );
});
