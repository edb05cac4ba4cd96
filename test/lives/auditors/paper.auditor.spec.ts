import { Calendar, documentNumber } from '#ledger-core';
import { usd } from '../../support/account-story';
import { auditPapers } from './paper.auditor';
import { findsPlanted } from './planted-faults';
import { planted, without } from './recorded-story';
import { cardStory, enrolmentStory, invoiceStory } from './stories-to-audit';

const seven = documentNumber('contoso-000007');

describe('the auditor of papers', () => {
  findsPlanted(auditPapers, [
    [
      'a number that is left out',
      () =>
        planted(invoiceStory(), 'InvoiceIssued', (data) => Object.assign(data, { number: seven })),
      /number of the next paper is contoso-000007, but should be contoso-000001/,
    ],
    [
      'a credit note whose number is out of the series',
      () =>
        planted(enrolmentStory(), 'CreditNoteIssued', (data) =>
          Object.assign(data, { number: seven }),
        ),
      /number of the next paper is contoso-000007, but should be contoso-000003/,
    ],
    [
      'R-OUT-7: a total that is not the sum of the lines',
      () =>
        planted(invoiceStory(), 'InvoiceIssued', (data) =>
          Object.assign(data, { total: usd('3285.01') }),
        ),
      /total of contoso-000001 is 328501, but should be 328500/,
    ],
    [
      'a line too few in the count of a replacement',
      () =>
        planted(
          invoiceStory(),
          'InvoiceIssued',
          (data) => Object.assign(data, { lineCount: 2 }),
          2,
        ),
      /line count of contoso-000003 is 2, but should be 3/,
    ],
    [
      'a replacement that carries nothing',
      () =>
        planted(invoiceStory(), 'InvoiceIssued', (data) => Object.assign(data, { carries: [] }), 2),
      /total of contoso-000003|carries/,
    ],
    [
      'R-OUT-7: a refund line on no paper',
      () =>
        planted(
          invoiceStory(),
          'InvoiceIssued',
          (data) => Object.assign(data, { newLines: data.newLines.slice(1) }),
          2,
        ),
      /new lines of contoso-000003/,
    ],
    [
      'a paid that its payments do not hold',
      () =>
        planted(
          invoiceStory(),
          'InvoiceIssued',
          (data) => Object.assign(data, { paid: usd('2360.63'), amountDue: usd('0.01') }),
          2,
        ),
      /was paid of contoso-000003 is 236063, but should be 236064/,
    ],
    [
      'a paid invoice that says it is due',
      () =>
        planted(
          invoiceStory(),
          'InvoiceIssued',
          (data) => Object.assign(data, { status: 'Due' }),
          3,
        ),
      /status of contoso-000004 is Due, but should be Paid/,
    ],
    [
      'a due day too early',
      () =>
        planted(invoiceStory(), 'InvoiceIssued', (data) =>
          Object.assign(data, { dueOn: Calendar.day('2021-02-13') }),
        ),
      /due day of contoso-000001 is 2021-02-13, but should be 2021-02-14/,
    ],
    [
      'a payment that loses a cent when it moves',
      () =>
        planted(invoiceStory(), 'InvoiceVoided', ({ payments }) => {
          for (const payment of payments) Object.assign(payment, { released: usd('924.35') });
        }),
      /moves and releases is 328499, but should be 328500/,
    ],
    [
      'a replaced invoice that is not void',
      () => without(invoiceStory(), 'InvoiceVoided'),
      /What was paid of contoso-000003|What replaces contoso-000001/,
    ],
    [
      'a payment that skips the invoice it names',
      () =>
        planted(
          invoiceStory(),
          'PaymentRecorded',
          (data) => Object.assign(data, { applied: data.applied.slice(1) }),
          1,
        ),
      /does not pay contoso-000002 in its turn/,
    ],
    [
      'an invoice of a card payer that stays due',
      () => planted(cardStory(), 'InvoiceIssued', (data) => Object.assign(data, { status: 'Due' })),
      /R-PUR-5/,
    ],
    [
      'a later invoice that was not reopened',
      () => without(enrolmentStory(), 'InvoiceRevised', 1),
      /The reopened invoices is contoso-000001, but should be contoso-000001 contoso-000002/,
    ],
    [
      'a revision that leaves out a number',
      () =>
        planted(enrolmentStory(), 'InvoiceRevised', (data) => Object.assign(data, { revision: 3 })),
      /revision of contoso-000001 is 3, but should be 2/,
    ],
    [
      'a credit note set against a later invoice first',
      () =>
        planted(enrolmentStory(), 'CreditNoteIssued', (data) =>
          Object.assign(data, { applied: data.applied.toReversed() }),
        ),
      /is not set against contoso-000001 in its turn/,
    ],
    [
      'R-OUT-0: a refund of closed overage as a line of a month',
      () =>
        planted(
          enrolmentStory(),
          'ReservationReturned',
          ({ shares }) => {
            for (const share of shares)
              Object.assign(share, {
                settledBy: {
                  method: 'overage',
                  month: Calendar.monthOf(Calendar.day('2021-01-20')),
                },
              });
          },
          1,
        ),
      /is settled is overage, but should be creditNote/,
    ],
    [
      'a month that closes with a line too few',
      () =>
        planted(
          enrolmentStory(),
          'OverageMonthClosed',
          (data) => Object.assign(data, { lineCount: 1 }),
          2,
        ),
      /The lines of the month 2021-03 is 1, but should be 2/,
    ],
  ]);

  it('finds an account that knows another balance than its papers', () => {
    const steps = invoiceStory().map((step) => ({ ...step, state: structuredClone(step.state) }));
    const [, bought] = steps;
    for (const invoice of bought?.state.invoices.values() ?? [])
      Object.assign(invoice, { amountDue: usd('1') });
    const audit = auditPapers();
    expect(() => {
      for (const step of steps) audit(step);
    }).toThrow('What the account says is due of contoso-000001 is 100, but should be 328500');
  });
});
