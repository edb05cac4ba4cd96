import { AzureAnswers, type SeenAnswer } from './azure-answers';
import { KNOWN_DIFFERENCES } from './known-differences';

const ORIGIN = 'https://localhost:8443';
const ORDER = '11111111-aaaa-4bbb-8ccc-000000000001';
const RESERVATION = '22222222-aaaa-4bbb-8ccc-000000000001';
const ORDER_ID = `/providers/microsoft.capacity/reservationOrders/${ORDER}`;
const RESULT = `${ORIGIN}/providers/Microsoft.Capacity/operationResults/${ORDER}?api-version=2022-11-01`;

const creating = {
  id: ORDER_ID,
  name: ORDER,
  type: 'microsoft.capacity/reservationOrders',
  etag: 1,
  properties: {
    originalQuantity: 1,
    term: 'P1Y',
    billingPlan: 'Upfront',
    provisioningState: 'Creating',
    billingAccountId: '/providers/Microsoft.Billing/billingAccounts/contoso',
    reservations: [
      {
        id: `/providers/Microsoft.Capacity/reservationOrders/${ORDER}/reservations/${RESERVATION}`,
      },
    ],
  },
};

const order = {
  ...creating,
  properties: {
    ...creating.properties,
    displayName: 'VM_RI',
    requestDateTime: '2021-01-15T08:00:00Z',
    createdDateTime: '2021-01-15T08:00:00Z',
    benefitStartTime: '2021-01-15T00:00:00Z',
    expiryDate: '2022-01-15',
    expiryDateTime: '2022-01-15T00:00:00Z',
    provisioningState: 'Succeeded',
  },
};

function bought(more: Partial<SeenAnswer> = {}, body: unknown = creating): SeenAnswer {
  return {
    method: 'PUT',
    url: `${ORIGIN}${ORDER_ID}?api-version=2022-11-01`,
    status: 202,
    headers: { 'content-type': 'application/json; charset=utf-8', location: RESULT },
    text: JSON.stringify(body),
    ...more,
  };
}

const polled = { method: 'GET', url: RESULT, status: 200, headers: bought().headers };

const specified = () => new AzureAnswers();
const unspecified = () => new AzureAnswers(Promise.resolve(undefined));

async function complaint(answers: AzureAnswers, ...seen: readonly SeenAnswer[]): Promise<string> {
  for (const answer of seen) answers.see(answer);
  return answers.check().then(
    () => '',
    (error: unknown) => String(error),
  );
}

describe.each([
  ['the specification, where it is beside this project', specified],
  ['our own bodies alone', unspecified],
])('answers held against %s', (_, answersOf) => {
  it('pass when they are as they should be, an operation and its result', async () => {
    const answers = answersOf();
    expect(await complaint(answers, bought(), bought(polled, order))).toBe('');
    expect((await answers.summary()).judged).toBe(2);
  });

  it.each([
    ['a number as text', { ...creating, etag: '1' }],
    ['a member nobody knows', { ...creating, poem: 'Sonnet' }],
    [
      'a list that is none',
      { ...creating, properties: { ...creating.properties, reservations: 1 } },
    ],
  ])('fail with operation, path and difference: %s', async (_what, body) => {
    const said = await complaint(answersOf(), bought({}, body));
    expect(said).toContain(`PUT 202 ${ORDER_ID}`);
    expect(said).toMatch(/etag|poem|reservations/);
  });

  it('fail when the result of an operation is not what the operation answers', async () => {
    const refund = bought({ ...polled, text: '{"status":"Succeeded"}' });
    expect(await complaint(answersOf(), bought(), refund)).toContain('GET 200');
  });

  it('fail when an error has no code, or a running operation another shape', async () => {
    const plain = bought({ status: 503, text: '{"error":{"message":"busy"}}' });
    expect(await complaint(answersOf(), plain)).toContain('/error/code');
    const running = bought({ ...polled, status: 202, text: '{"status":"Running"}' });
    expect(await complaint(answersOf(), bought(), running)).toContain('GET 202');
  });

  it('fail for a status that the operation does not have', async () => {
    expect(await complaint(answersOf(), bought({ status: 204, text: '' }))).toContain('204');
  });

  it('are not asked for of paths that are not of Azure', async () => {
    const other = bought({ url: `${ORIGIN}/ledger/v1/clock`, text: '{}' });
    expect(await complaint(answersOf(), other)).toBe('');
  });
});

describe('a difference with a reason', () => {
  it('is let pass, and told', async () => {
    const answers = unspecified();
    await complaint(answers, bought());
    expect((await answers.summary()).met).toEqual([]);
    const judged = specified();
    await complaint(judged, bought());
    const { met } = await judged.summary();
    expect(KNOWN_DIFFERENCES).toEqual(expect.arrayContaining([...met]));
  });
});
