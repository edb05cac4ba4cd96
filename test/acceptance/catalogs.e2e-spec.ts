import { type Catalog } from '@azure/arm-reservations';
import { ADMIN, type LedgerSystem, startLedgerSystem } from '../support/ledger-system';
import { openAccount } from './opened-account';

const START_MS_MAX = 60_000;
const SUBSCRIPTION = 'c0c0c0c0-612d-4bcd-a849-c2542a68be01';
const UNKNOWN = 'c0c0c0c0-612d-4bcd-a849-c2542a68be02';
const TENANT = 'c0c0c0c0-612d-4bcd-a849-c2542a68be99';
const ALICE = { principal: 'alice@contoso.example', tenant: TENANT };
const STRANGER = { principal: 'alice@contoso.example', tenant: UNKNOWN };
const CATALOGS = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Capacity/catalogs`;
const MACHINES = { reservedResourceType: 'VirtualMachines', location: 'westus' };

describe('the catalogue', () => {
  let system: LedgerSystem;
  const listed = async (options: object, as = ALICE, subscription = SUBSCRIPTION) => {
    const found: Catalog[] = [];
    for await (const each of system.client(as).listCatalog(subscription, options)) found.push(each);
    return found;
  };
  const names = async (options: object) =>
    (await listed({ ...MACHINES, ...options })).map(({ name }) => name);
  const answered = (query: string) =>
    system.ledger(ALICE).send('GET', encodeURI(`${CATALOGS}?api-version=2022-11-01${query}`));

  beforeAll(async () => {
    system = await startLedgerSystem({ testClock: '2021-01-15T08:00:00.000Z' });
    await openAccount(system, 'contoso', SUBSCRIPTION, { tenantId: TENANT });
  }, START_MS_MAX);
  afterAll(() => system.stop());

  it('shows what can be bought with its price of today', async () => {
    const found = await listed(MACHINES);
    expect(found.map(({ name }) => name)).toEqual([
      ...['Standard_Huge', 'Standard_Hundred', 'Standard_Year'],
    ]);
    expect(found[2]).toMatchObject({
      resourceType: 'virtualMachines',
      terms: ['P1Y'],
      locations: ['westus'],
      billingPlans: { p1Y: ['Upfront', 'Monthly'] },
      msrp: { p1Y: { currencyCode: 'USD', amount: 365 } },
      restrictions: [],
    });
  });

  it('pages, and counts all', async () => {
    expect(await names({ take: 1 })).toHaveLength(3);
    const { body } = await answered(
      '&reservedResourceType=virtualmachines&location=WestUS&$take=2',
    );
    expect(body).toMatchObject({
      totalItems: 3,
      nextLink: `${system.url}${CATALOGS}?api-version=2022-11-01&reservedResourceType=virtualmachines&location=WestUS&%24take=2&%24skip=2`,
    });
    expect(await names({ skip: 2 })).toEqual(['Standard_Year']);
    expect(await names({ filter: "(term eq 'P3Y')" })).toEqual(['Standard_Hundred']);
  });

  it('needs no location for what is sold alike everywhere', async () => {
    const [bricks] = await listed({ reservedResourceType: 'Databricks' });
    expect(bricks).toMatchObject({ name: 'Standard_Bricks', billingPlans: { p1Y: ['Upfront'] } });
  });

  it.each([
    ['', 'BadRequest', 'VirtualMachines, SqlDatabases'],
    ['&reservedResourceType=Poem', 'BadRequest', 'VirtualMachines, SqlDatabases'],
    ['&reservedResourceType=VirtualMachines', 'InvalidLocationId', 'is needed'],
    [
      '&reservedResourceType=VirtualMachines&location=atlantis',
      'InvalidLocationId',
      "'atlantis' is no region",
    ],
    ['&reservedResourceType=SuseLinux&$take=0', 'BadRequest', '$take'],
    ['&reservedResourceType=SuseLinux&$filter=price eq 1', 'BadRequest', 'name, resourceType'],
    ['&reservedResourceType=SuseLinux&publisherId=someone', 'BadRequest', 'third parties'],
  ])('refuses %p with %s', async (query, code, says) => {
    const { status, body } = await answered(query);
    const message: unknown = expect.stringContaining(says);
    expect({ status, body }).toEqual({ status: 400, body: { error: { code, message } } });
  });

  it('is open to the tenant of the account, Admin and Auditor only', async () => {
    await expect(listed(MACHINES, STRANGER)).rejects.toMatchObject({ code: 'AuthorizationFailed' });
    expect(await listed(MACHINES, { ...ADMIN, tenant: UNKNOWN })).toHaveLength(3);
    await expect(listed(MACHINES, ALICE, UNKNOWN)).rejects.toMatchObject({
      code: 'InvalidSubscriptionId',
      statusCode: 400,
    });
  });
});
