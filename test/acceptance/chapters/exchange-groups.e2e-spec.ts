import {
  beginChapter,
  type Chapter,
  CHAPTER_START_MS_MAX,
  dayIs,
  opensAccount,
  usd,
} from './chapter';
import { papers } from './papers';
import {
  buys,
  calculatesExchange,
  exchanges,
  exchangesWith,
  type Held,
  type Wanted,
} from './trading';

const SINGLE = { type: 'SqlDatabases', sku: 'SQLDB_Single' };
const POOL = { type: 'SqlDatabases', sku: 'SQLDB_Pool' };
const MANAGED = { type: 'SqlDatabases', sku: 'SQLMI' };
const COSMOS = { type: 'CosmosDb', sku: 'CosmosDB_100RU' };
const HOST = { type: 'DedicatedHost', sku: 'Esv3_Type1' };
const AVS = { type: 'AVS', sku: 'AV36' };

/** R-EXC-1: only what is of one group goes for each other. */
describe('what is exchanged for what', () => {
  let chapter: Chapter;
  let machine: Held;
  let single: Held;
  let pair: Held;
  let cosmos: Held;
  const isRefused = async (returns: readonly Held[], wanted: readonly Wanted[], groups: string) => {
    const said = await calculatesExchange(chapter, {
      returns,
      buys: wanted.map((each) => ({ account: 'contoso', ...each })),
    });
    expect(said.policyResult?.policyErrors).toEqual([
      {
        code: 'ReservationTypesNotExchangeable',
        message: `What is returned and what is bought must be of one group; these are of ${groups}. Exchange each group by itself.`,
      },
    ]);
    await expect(exchangesWith(chapter, said.sessionId)).rejects.toMatchObject({
      statusCode: 400,
      code: 'ReservationTypesNotExchangeable',
    });
  };
  const forOne = async (held: Held, wanted: Wanted) => {
    const { calculated, bought } = await exchanges(chapter, {
      returns: [held],
      buys: [{ account: 'contoso', ...wanted }],
    });
    const [got] = bought;
    if (got === undefined) throw new Error('Nothing was bought');
    return { got, back: calculated.refundsTotal };
  };
  beforeAll(async () => {
    chapter = await beginChapter('2021-01-15');
    await opensAccount(chapter, 'contoso');
    machine = await buys(chapter, 'contoso');
    single = await buys(chapter, 'contoso', SINGLE);
    pair = await buys(chapter, 'contoso', SINGLE);
    cosmos = await buys(chapter, 'contoso', COSMOS);
    await dayIs(chapter, '2021-03-29');
  }, CHAPTER_START_MS_MAX);
  afterAll(() => chapter.system.stop());

  it('a virtual machine is not exchanged for a SQL database', () =>
    isRefused([machine], [MANAGED], 'Compute, Sql'));

  it('Cosmos DB is not exchanged for a SQL database, nor the other way', async () => {
    await isRefused([cosmos], [MANAGED], 'CosmosDb, Sql');
    await isRefused([single], [COSMOS], 'Sql, CosmosDb');
  });

  it('nor is a part of several', () =>
    isRefused([machine, single], [{ sku: 'Standard_A2' }], 'Compute, Sql'));

  it('a refused exchange leaves no paper', async () => {
    expect(await papers(chapter, 'contoso')).toHaveLength(4);
  });

  // 365.00 less a fifth is 292.00; from the second exchange on all of what was paid the same day: 730.00, then 1,460.00.
  it('virtual machines, dedicated hosts and VMware solutions go for each other', async () => {
    const host = await forOne(machine, HOST);
    expect(host.back).toEqual(usd(292));
    const vmware = await forOne(host.got, AVS);
    expect(vmware.back).toEqual(usd(730));
    const back = await forOne(vmware.got, { sku: 'Standard_A2', quantity: 2 });
    expect(back.back).toEqual(usd(1_460));
  });

  // 292.00 of a single database, then 438.00 of the pool, then 730.00 of the managed instance.
  it('single databases, elastic pools and managed instances go for each other', async () => {
    const pool = await forOne(single, POOL);
    expect(pool.back).toEqual(usd(292));
    const managed = await forOne(pool.got, MANAGED);
    expect(managed.back).toEqual(usd(438));
    const back = await forOne(managed.got, { ...SINGLE, quantity: 2 });
    expect(back.back).toEqual(usd(730));
  });

  // 292.00, against 438.00 + 730.00.
  it('one SQL form goes for several others at once', async () => {
    const { calculated } = await exchanges(chapter, {
      returns: [pair],
      buys: [
        { account: 'contoso', ...POOL },
        { account: 'contoso', ...MANAGED },
      ],
    });
    expect(calculated).toMatchObject({ refundsTotal: usd(292), purchasesTotal: usd(1_168) });
  });

  // 730.00 less a fifth: 584.00.
  it('Cosmos DB goes for Cosmos DB', async () => {
    expect((await forOne(cosmos, COSMOS)).back).toEqual(usd(584));
  });
});
