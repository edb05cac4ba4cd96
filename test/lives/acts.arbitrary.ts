import fc from 'fast-check';
import { type Product, type ResourceType, type Term } from '#ledger-core';
import { among, decimals, percent } from './chances';
import {
  type Act,
  type BuyPlan,
  type ExchangePlan,
  type Pick,
  type PricePlan,
  type RenewAs,
  type ReturnPlan,
} from './life';

/** Tiny, uneven, finer than the cent, ordinary, large, and such as lie on the edges of the cap. */
const listed = fc.oneof(
  { weight: 2, arbitrary: decimals(1, 70) },
  { weight: 1, arbitrary: decimals(0, 9_999, 4) },
  { weight: 2, arbitrary: decimals(1_000, 9_999_999, 3) },
  { weight: 6, arbitrary: decimals(10_000, 500_000) },
  { weight: 5, arbitrary: decimals(500_000, 6_000_000) },
  { weight: 1, arbitrary: fc.constantFrom('50000', '25000', '12500.00', '25000.01', '3600') },
);
const price: fc.Arbitrary<PricePlan> = fc.oneof(
  { weight: 17, arbitrary: fc.record({ listed }) },
  { weight: 2, arbitrary: fc.record({ offCap: fc.constantFrom(-1, 0, 1) }) },
  { weight: 1, arbitrary: fc.record({ ofPrepaid: fc.integer({ min: 15, max: 35 }) }) },
);

const REGIONS = ['westeurope', 'northeurope'] as const;
const SKUS: Readonly<Partial<Record<ResourceType, readonly string[]>>> = {
  VirtualMachines: ['Standard_D2s_v3', 'Standard_F1', 'Standard_F1s', 'Standard_B1ls'],
  DedicatedHost: ['DSv3_Type1'],
  AVS: ['av36'],
  SqlDatabases: ['SQLDB_GP_Compute_Gen5', 'SQLMI_GP_Compute_Gen5'],
  CosmosDb: ['CosmosDB_100'],
  Databricks: ['DBCU_25000'],
  SuseLinux: ['SLES_1_2_vCPU'],
};
const term: fc.Arbitrary<Term> = among([6, 'P1Y'], [4, 'P3Y'], [1, 'P5Y']);
const resourceType: fc.Arbitrary<ResourceType> = among(
  [20, 'VirtualMachines'],
  [2, 'DedicatedHost'],
  [1, 'AVS'],
  [3, 'SqlDatabases'],
  [2, 'CosmosDb'],
  [1, 'Databricks'],
  [1, 'SuseLinux'],
);
const product: fc.Arbitrary<Product> = fc
  .record({ resourceType, sku: fc.nat(3), region: fc.constantFrom(...REGIONS), term })
  .map(({ sku, ...rest }) => {
    const skus = SKUS[rest.resourceType] ?? [];
    return { ...rest, skuName: skus[sku % skus.length] ?? 'Standard_D2s_v3' };
  });

const renewAs: fc.Arbitrary<RenewAs> = among(
  [40, 'same'],
  [10, 'more'],
  [10, 'other'],
  [5, 'lastTime'],
  [5, 'upfrontOnly'],
  [5, 'nothing'],
  [1, 'refused'],
);
const plan = among([1, 'Upfront' as const], [1, 'Monthly' as const]);
const bought = {
  product,
  plan,
  quantity: among([4, 1], [3, 2], [3, 3], [2, 4], [2, 7], [1, 40]),
  price,
  foreignList: among([20, 'no' as const], [4, 'rate' as const], [1, 'noRate' as const]),
  renew: percent(40),
  renewAs,
} satisfies { [Member in keyof BuyPlan]: fc.Arbitrary<BuyPlan[Member]> };

const pick: fc.Arbitrary<Pick> = fc.record({
  among: among(
    [24, 'active' as const],
    [1, 'all' as const],
    [11, 'newest' as const],
    [4, 'merged' as const],
  ),
  index: fc.nat(40),
});
const given = {
  pick,
  quantity: among([12, 0], [12, 1], [8, 2], [4, 3], [2, 6], [1, 39]),
  used: percent(40),
  listedPercent: among([4, 100], [2, 50], [2, 93], [1, 99], [1, 101], [2, 130], [2, 0]),
} satisfies { [Member in keyof ReturnPlan]: fc.Arbitrary<ReturnPlan[Member]> };
const session = among(
  [30, 'none' as const],
  [16, 'fresh' as const],
  [1, 'changed' as const],
  [1, 'expired' as const],
  [1, 'ofAnother' as const],
);

const exchange: fc.Arbitrary<ExchangePlan> = fc
  .record({
    kind: fc.constant('exchange' as const),
    returns: fc.oneof(
      { weight: 40, arbitrary: fc.array(fc.record(given), { minLength: 1, maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constant([]) },
    ),
    others: percent(5),
    twice: percent(4),
    purchases: fc.array(
      fc.record({
        like: among(
          [20, 'same' as const],
          [8, 'twin' as const],
          [12, 'group' as const],
          [1, 'any' as const],
        ),
        product,
        plan,
        quantity: among([3, 1], [2, 2], [1, 3], [1, 5]),
        renewAs,
      }),
      { minLength: 1, maxLength: 4 },
    ),
    nothingBought: percent(2),
    worthPercent: among([1, 20], [1, 80], [6, 100], [5, 110], [4, 160], [2, 300]),
    offRequired: among([12, 9], [1, -1], [2, 0], [1, 1]),
    session,
  })
  .map(({ offRequired, nothingBought, purchases, ...rest }) => ({
    ...rest,
    purchases: nothingBought ? [] : purchases,
    ...(offRequired !== 9 && { offRequired }),
  }));

/** One act of each kind. */
export const ACTS = {
  buy: fc.record({
    kind: fc.constant('buy' as const),
    fault: among(
      [120, 'none' as const],
      [1, 'expired' as const],
      [1, 'ofAnother' as const],
      [1, 'sameOrder' as const],
    ),
    ...bought,
    quantity: fc.oneof(
      { weight: 100, arbitrary: bought.quantity },
      { weight: 1, arbitrary: fc.constantFrom(0, 1.5) },
    ),
  }),
  refund: fc.record({
    kind: fc.constant('refund' as const),
    ...given,
    session,
    capRate: among([8, 'direct' as const], [4, 'inverse' as const], [1, 'none' as const]),
    askedBefore: among([6, 0], [1, 3], [1, 20]),
  }),
  exchange,
  split: fc.record({
    kind: fc.constant('split' as const),
    pick,
    cuts: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
    fault: percent(5),
  }),
  merge: fc.record({
    kind: fc.constant('merge' as const),
    index: fc.nat(20),
    count: fc.nat(3),
    apart: percent(60),
    fault: among(
      [24, 'none' as const],
      [1, 'one' as const],
      [1, 'twice' as const],
      [1, 'tooMany' as const],
      [2, 'inactive' as const],
    ),
  }),
  swap: fc.record({ kind: fc.constant('swap' as const), pick, wrong: percent(15) }),
  update: fc.record({
    kind: fc.constant('update' as const),
    pick,
    renew: percent(70),
    change: fc.oneof(
      { weight: 3, arbitrary: fc.constant('renew' as const) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          ...(['name', 'subscription', 'foreign', 'scope', 'shared', 'foreignScope'] as const),
        ),
      },
      { weight: 3, arbitrary: renewAs },
    ),
  }),
  archive: fc.record({
    kind: fc.constant('archive' as const),
    pick: fc.record({
      among: among([3, 'all' as const], [1, 'active' as const]),
      index: fc.nat(9),
    }),
    archived: percent(70),
  }),
  owner: fc.record({
    kind: fc.constant('owner' as const),
    index: fc.nat(20),
    add: percent(60),
    who: among([1, 'alice' as const], [3, 'bob' as const], [2, 'carol' as const]),
  }),
  directory: fc.record({
    kind: fc.constant('directory' as const),
    index: fc.nat(20),
    to: fc.constantFrom('contoso' as const, 'fabrikam' as const, 'adatum' as const),
  }),
  pay: fc.record({
    kind: fc.constant('pay' as const),
    which: among(
      [8, 'due' as const],
      [3, 'any' as const],
      [3, 'replaced' as const],
      [1, 'unknown' as const],
    ),
    index: fc.nat(40),
    amount: fc.oneof(
      {
        weight: 10,
        arbitrary: fc.record({
          of: fc.constant('due' as const),
          percent: among([4, 100], [2, 40], [1, 1], [1, 101], [2, 250]),
        }),
      },
      {
        weight: 4,
        arbitrary: fc.record({ of: fc.constant('plain' as const), amount: decimals(1, 3_000_000) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          of: fc.constant('fault' as const),
          why: fc.constantFrom('currency' as const, 'nothing' as const, 'tomorrow' as const),
        }),
      },
    ),
  }),
  card: fc.record({ kind: fc.constant('card' as const), card: fc.nat(3) }),
  support: fc.record({
    kind: fc.constant('support' as const),
    index: fc.nat(9),
    to: among(
      [8, 'next' as const],
      [5, 'decline' as const],
      [1, 'Closed' as const],
      [1, 'unknown' as const],
    ),
  }),
  prepay: fc.record({
    kind: fc.constant('prepay' as const),
    from: among([3, 0], [2, 30], [2, 200], [1, -20]),
    days: among([2, 365], [2, 90], [1, 1], [1, 30]),
    amount: fc.oneof(decimals(1_000, 900_000), decimals(1_000_000, 40_000_000)),
    fault: among(
      [12, 'none' as const],
      [1, 'exists' as const],
      [1, 'empty' as const],
      [1, 'nothing' as const],
      [1, 'currency' as const],
    ),
  }),
  transfer: fc.record({
    kind: fc.constant('transfer' as const),
    days: among([2, 0], [3, 45], [1, 3], [1, 200], [1, -1]),
    target: among(
      [8, 'partner' as const],
      [2, 'unknown' as const],
      [2, 'itself' as const],
      [2, 'agreement' as const],
      [2, 'currency' as const],
    ),
  }),
  receive: fc.record({
    kind: fc.constant('receive' as const),
    amount: decimals(1, 2_000_000),
    fault: among(
      [4, 'none' as const],
      [3, 'again' as const],
      [1, 'currency' as const],
      [1, 'nothing' as const],
    ),
  }),
  stray: fc.record({
    kind: fc.constant('stray' as const),
    order: among([1, 'unknown' as const], [1, 'other' as const]),
    pick,
  }),
  openAgain: fc.record({ kind: fc.constant('openAgain' as const) }),
  nothing: fc.record({ kind: fc.constant('nothing' as const) }),
} satisfies { [Kind in Act['kind']]: fc.Arbitrary<Extract<Act, { kind: Kind }>> };
