import { z } from 'zod';
import { type Answer, call } from '../../support/https-json';
import { badTokens } from './bad-tokens';
import { type Asker, KINDS } from './principals';
import { REQUESTS, type Request } from './requests';
import { type Right, ROWS } from './rights.table';
import { routesOfApp } from './routes';
import { beginWorld, type Estate, type World } from './world';

const START_MS_MAX = 90_000;
const ROW_MS_MAX = 60_000;

const problem = z.looseObject({ code: z.string() });
const azureError = z.looseObject({ error: z.looseObject({ code: z.string() }) });

/** What a refusal by rights says: not known, may not, or not there. */
const REFUSALS: Readonly<Record<string, string>> = {
  '401': '401 InvalidAccessToken',
  '403': '403 AuthorizationFailed',
  '404': '404 BillingAccountUnknown',
};

/** The status, and the code of what is refused. */
function toldBy({ status, body }: Answer): string {
  const [ledger, azure] = [problem.safeParse(body), azureError.safeParse(body)];
  const code = azure.data?.error.code ?? ledger.data?.code;
  return code === undefined || status < 400 ? String(status) : `${status} ${code}`;
}

/** Of a list also whether it shows anything of the account's; of one thing, that is what is told. */
function outcomeOf(answer: Answer, operation: string, { account, held }: Estate): string {
  const told = toldBy(answer);
  if (!LISTS.has(operation) || told !== '200') return told;
  const sign = operation.endsWith('/billingAccounts') ? `"id":"${account}"` : held.order;
  return JSON.stringify(answer.body).includes(sign) ? 'shown' : 'none';
}

const LISTS: ReadonlySet<string> = new Set([
  'GET /ledger/v1/billingAccounts',
  'GET /providers/Microsoft.Capacity/reservationOrders',
  'GET /providers/Microsoft.Capacity/reservations',
  'GET /subscriptions/:subscriptionId/providers/Microsoft.Capacity/appliedReservations',
]);

function expectedOf(right: Right | undefined, operation: string, { reaches }: Request): string {
  if (right === 'ok') return LISTS.has(operation) ? 'shown' : reaches;
  return REFUSALS[String(right)] ?? String(right);
}

function verbOf(operation: string): string {
  return operation.replace(/ .*/, '');
}

describe('the table of rights', () => {
  const operations = ROWS.map(({ operation }) => operation);

  it('has a row for every route of the app, and for no other', () => {
    expect([...operations].sort()).toEqual([...routesOfApp()].sort());
  });

  it('has a column for every kind of principal, and a request for every row', () => {
    for (const { rights } of ROWS) expect([...rights.keys()]).toEqual(Object.keys(KINDS));
    expect(Object.keys(REQUESTS).sort()).toEqual([...operations].sort());
  });
});

describe('who may what', () => {
  let world: World;
  let bad: ReadonlyMap<string, string | undefined>;

  beforeAll(async () => {
    world = await beginWorld();
    bad = await badTokens(world.system);
  }, START_MS_MAX);
  afterAll(() => world.system.stop());

  const requestOf = (operation: string): Request => {
    const request = REQUESTS[operation];
    if (request === undefined) throw new Error(`Nothing is known to send to ${operation}`);
    return request;
  };
  const asks = async (operation: string, { as, about }: Asker): Promise<string> => {
    const estate = world.estates[about];
    const { path, body } = await requestOf(operation).send({ world, estate, as });
    const answer = await world.system.ledger(as).send(verbOf(operation), path, body);
    return outcomeOf(answer, operation, estate);
  };

  it.each(ROWS)(
    '$operation',
    async ({ operation, rights }) => {
      const [told, expected]: [string[], string[]] = [[], []];
      for (const [kind, askers] of Object.entries(KINDS))
        for (const asker of askers) {
          const name = `${kind} ${asker.as.principal} of ${asker.about}`;
          told.push(`${name}: ${await asks(operation, asker)}`);
          const right = expectedOf(rights.get(kind), operation, requestOf(operation));
          expected.push(`${name}: ${right}`);
        }
      expect(told).toEqual(expected);
    },
    ROW_MS_MAX,
  );

  it.each(ROWS)(
    'without a good token: $operation',
    async ({ operation, bad: right }) => {
      const { system, estates } = world;
      const request = requestOf(operation);
      const as = estates.contoso.owner;
      const { path, body } = await request.send({ world, estate: estates.contoso, as });
      const expected = expectedOf(right, operation, request);
      for (const [name, authorization] of bad) {
        const headers = authorization === undefined ? {} : { authorization };
        const url = `${system.url}${path}`;
        const asked = { method: verbOf(operation), url, ca: system.ca, headers, body };
        expect([name, toldBy(await call(asked))]).toEqual([name, expected]);
      }
    },
    ROW_MS_MAX,
  );
});
