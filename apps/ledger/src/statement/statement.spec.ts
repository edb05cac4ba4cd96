import { PLAIN } from '../presentation/styling';
import { type DocumentAnswer } from './document.answers';
import { documentListText, documentText } from './document.text';
import { explanationText } from './explanation.text';
import { refundCapText } from './refund-cap.text';
import { cardRefundsText, prepaymentCreditsText, retainedCreditText } from './credits.text';

const usd = (amount: string) => ({ currency: 'USD', amount });
const RESERVATION = '43817a42-14b0-5c69-8af1-e4ce3629bac3';

const STEP = {
  name: 'lowerPrice',
  operation: 'lesser',
  inputs: { pricePaid: '3600.00', listPriceOfTheDay: '3000.00' },
  ...{ result: '3000.00', currency: 'USD' },
};
const INVOICE: DocumentAnswer = {
  ...{ number: 'contoso-000002', kind: 'Invoice', status: 'Due', revision: 2 },
  ...{ issuedOn: '2021-01-15', dueOn: '2021-02-14', currency: 'USD' },
  lines: [
    {
      ...{ kind: 'EarlyTerminationFee', description: '12 % of 3,000.00', amount: usd('-1360.00') },
      explanation: { rules: ['R-AMT-2'], termsVersion: 'self-service-2021-04', steps: [STEP] },
    },
  ],
  ...{ total: usd('1360.00'), paid: usd('0.00'), credited: usd('60.00') },
  ...{ amountDue: usd('1300.00'), replaces: ['contoso-000001'] },
  revisions: [
    { revision: 1, on: '2021-01-15', why: 'Purchase' },
    { revision: 2, on: '2021-03-01', why: 'credited by contoso-000003' },
  ],
};

describe('papers and statements for people', () => {
  it('show an invoice with its head, lines and sums', () => {
    expect(documentText(INVOICE, PLAIN).split('\n')).toEqual([
      'Invoice contoso-000002  1,300.00 USD due',
      '  issued    2021-01-15',
      '  due       2021-02-14',
      '  replaces  contoso-000001',
      '  revision  2 on 2021-03-01: credited by contoso-000003',
      '',
      '  what                   description             USD',
      '  Early termination fee  12 % of 3,000.00  -1,360.00',
      '',
      '  total     1,360.00  USD',
      '  paid          0.00  USD',
      '  credited     60.00  USD',
      '  due       1,300.00  USD',
    ]);
  });

  it('tell why, step by step, when asked to', () => {
    expect(documentText(INVOICE, PLAIN, { why: true })).toContain(
      [
        '    by R-AMT-2, terms self-service-2021-04',
        '      step                gives  from',
        '      lower price  3,000.00 USD  the lower of 3,600.00 paid and 3,000.00 listed today',
      ].join('\n'),
    );
  });

  it('show a void invoice and a credit note as what they are', () => {
    const void_ = { ...INVOICE, status: 'Void', replacedBy: 'contoso-000004' };
    const note = { ...INVOICE, kind: 'CreditNote', status: 'Paid', creditFor: 'x-000001' } as const;
    expect(documentText(void_, PLAIN)).toMatch(/^Invoice contoso-000002 {2}void\n/);
    expect(documentText(note, PLAIN)).toMatch(/^Credit note contoso-000002 {2}credited\n/);
    expect(documentText(note, PLAIN)).toMatch(/\n {2}total {2}1,360\.00 {2}USD$/);
    const [, first = '', second = ''] = documentListText([void_, note], PLAIN).split('\n');
    expect(first).toMatch(/ Void .* 1,360\.00 USD .* 1,300\.00 {2}replaced by contoso-000004$/);
    expect(second).toMatch(/ Credit note .* credit for x-000001$/);
  });

  it('say that the figures of an earlier revision are not those of today', () => {
    expect(documentText({ ...INVOICE, revision: 1 }, PLAIN)).toMatch(
      /^Invoice contoso-000002 {2}as it was, revision 1 of 2\n/,
    );
  });

  it('show the fee that was kept of a credit beside it (R-OUT-1)', () => {
    const credit = {
      ...{ reservationId: RESERVATION, grantedOn: '2021-03-29', expiresOn: '2021-06-27' },
      ...{ amount: usd('916.58'), fee: usd('124.99'), used: usd('0.00'), expired: usd('0.00') },
      remaining: usd('916.58'),
    };
    const statement = { on: '2021-03-29', available: usd('916.58'), credits: [credit], terms: [] };
    const [, heads = '', figures = ''] = prepaymentCreditsText(statement, PLAIN).split('\n');
    expect(heads).toMatch(/granted +expires +fee kept +amount/);
    expect(figures).toMatch(/2021-03-29 {2}2021-06-27 {2}124\.99 USD {2}916\.58 USD/);
  });

  it.each([
    ['roundHalfUp', { value: '1234.565' }, '1,234.565, rounded half up'],
    [
      'proportion',
      { amount: '730.00', daysUsed: 73, daysInPeriod: 365 },
      '730.00 × 73 of 365 days',
    ],
    [
      'instalment',
      { total: '400.00', instalments: 12, number: 4 },
      'number 4 of 400.00 in 12 instalments, odd cents on the first',
    ],
    [
      'laterInstalments',
      { total: '3600.00', instalments: 36, after: 18 },
      'what follows instalment 18 of 3,600.00 in 36',
    ],
    [
      'apportion',
      { total: '0.02', weights: ['40', '10', '10'], index: 0 },
      'part 0 (from 0) of 0.02 by 40, 10, 10',
    ],
    [
      'convert',
      { amount: '1000.00', from: 'USD', rate: '0.85', rateOn: '2021-01-15' },
      '1,000.00 USD × 0.85 of 2021-01-15',
    ],
    ['of a later release', { amount: '1000.00' }, 'of a later release: amount 1,000.00'],
  ])('reads the step %s as a sentence', (operation, inputs, sentence) => {
    const step = { ...STEP, operation, inputs };
    expect(explanationText({ rules: [], steps: [step] }, PLAIN)).toContain(`USD  ${sentence}`);
  });

  it('tell the refund cap: what is left, what counts until when, and when it comes back', () => {
    const cap = {
      ...{ on: '2021-01-15', limit: usd('50000.00'), used: usd('1460.00') },
      ...{ available: usd('48540.00'), termsVersion: 'self-service-2021-04' },
      uses: [
        {
          ...{ reservationOrderId: 'x', reservationId: RESERVATION, refundedOn: '2021-01-15' },
          ...{ amount: usd('1460.00'), replenishedOn: '2022-01-15' },
        },
      ],
      replenishments: [{ on: '2022-01-15', available: usd('50000.00') }],
    };
    expect(refundCapText(cap, PLAIN).split('\n')).toEqual([
      'Refund cap on 2021-01-15',
      '  limit      50,000.00 USD',
      '  used       1,460.00 USD',
      '  available  48,540.00 USD',
      '  terms      self-service-2021-04',
      '',
      '  refunded          counts  comes back on  reservation',
      `  2021-01-15  1,460.00 USD  2022-01-15     ${RESERVATION}`,
      '',
      '  With no further refund:',
      '  from            available',
      '  2022-01-15  50,000.00 USD',
    ]);
    expect(refundCapText({ ...cap, uses: [], replenishments: [] }, PLAIN)).toContain(
      'No refund counts on this day.',
    );
  });

  it('tell what refunds left: credits and prepayment, retained credit, refunds to cards', () => {
    const credits = prepaymentCreditsText(
      {
        ...{ on: '2021-06-27', available: usd('0.00') },
        credits: [
          {
            ...{ reservationId: RESERVATION, grantedOn: '2021-03-29', expiresOn: '2021-06-27' },
            ...{ amount: usd('292.00'), used: usd('0.00'), expired: usd('292.00') },
            remaining: usd('0.00'),
          },
        ],
        terms: [
          {
            ...{ id: '2021', from: '2021-01-01', to: '2022-01-01' },
            ...{ amount: usd('1000.00'), remaining: usd('635.00') },
          },
        ],
      },
      PLAIN,
    );
    expect(credits).toContain('Prepayment credits on 2021-06-27: 0.00 USD available');
    expect(credits).toMatch(
      /2021-03-29 {2}2021-06-27 {2}292\.00 USD {2}0\.00 USD {2}292\.00 USD {3}0\.00 USD/,
    );
    expect(credits).toMatch(/2021 {2}2021-01-01 {2}2022-01-01 {3}1,000\.00 USD {2}635\.00 USD/);
    const entries = [
      { on: '2021-01-15', amount: usd('-5.00'), reason: 'Used', document: 'a-000005' },
    ];
    expect(
      retainedCreditText({ on: '2021-01-15', available: usd('0.00'), entries }, PLAIN),
    ).toMatch(/2021-01-15 {2}-5\.00 USD {2}Used {2}a-000005$/);
    const refund = {
      ...{ on: '2021-03-29', amount: usd('292.00'), card: { brand: 'Visa', last4: '4242' } },
      ...{ status: 'Held', invoiceNumber: 'fabrikam-000002' },
    };
    expect(cardRefundsText({ value: [refund] }, PLAIN)).toMatch(
      /2021-03-29 {2}292\.00 USD {2}Visa …4242 {2}Held {4}fabrikam-000002$/,
    );
    expect(cardRefundsText({ value: [] }, PLAIN)).toContain('No refund to a card.');
  });
});
