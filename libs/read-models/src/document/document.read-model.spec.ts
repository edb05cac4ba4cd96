import { eventOf, projected } from '../../test/projected';
import { documentLines } from './document-line.read-model';
import { documentRevisions } from './document-revision.read-model';
import { documents } from './document.read-model';

/** The paper of the second return: it replaces the one that replaced the third instalment's. */
const issued = eventOf('InvoiceIssued', 4);
const voided = eventOf('InvoiceVoided', 1);

describe('an invoice', () => {
  it('is a row that refers to its lines', () => {
    const [change] = projected(documents, issued);
    expect(change).toMatchObject({
      change: 'upsert',
      row: {
        number: 'contoso-000005',
        sequence: 5,
        kind: 'Invoice',
        status: 'Due',
        revision: 1,
        issued_on: '2021-03-25',
        due_on: '2021-04-24',
        carries: ['contoso-000004'],
        replaces: ['contoso-000004'],
        total: '148.39',
        paid: '0.00',
        amount_due: '148.39',
        line_count: 3,
      },
    });
    expect(projected(documentRevisions, issued)).toMatchObject([
      { row: { number: 'contoso-000005', revision: 1, on_day: '2021-03-25', status: 'Due' } },
    ]);
  });

  it('that is voided keeps its total, and nothing is paid or due of it', () => {
    expect(projected(documents, voided)).toEqual([
      {
        change: 'patch',
        key: { number: 'contoso-000004' },
        columns: {
          status: 'Void',
          revision: 2,
          replaced_by: 'contoso-000005',
          paid: '0',
          credited: '0',
          amount_due: '0',
        },
      },
    ]);
    expect(projected(documentRevisions, voided)).toMatchObject([
      { row: { number: 'contoso-000004', revision: 2, status: 'Void', amount_due: '0' } },
    ]);
  });

  it('that is paid has the figures of the payment, and no new revision', () => {
    const paid = eventOf('PaymentRecorded');
    expect(projected(documents, paid)).toEqual([
      {
        change: 'patch',
        key: { number: 'contoso-000001' },
        columns: { paid: '300.00', amount_due: '0.00', status: 'Paid' },
      },
    ]);
    expect(projected(documentRevisions, paid)).toEqual([]);
  });
});

describe('a line', () => {
  it.each([
    [0, 'Purchase', 'contoso-000001', '300.00'],
    [1, 'Instalment', 'contoso-000002', '300.00'],
    [3, 'Instalment', 'contoso-000006', '100.00'],
  ])('of charge %s is a %s on %s', (n, kind, number, amount) => {
    expect(projected(documentLines, eventOf('ChargeMade', n))).toMatchObject([
      { change: 'upsert', row: { kind, document_number: number, amount, currency: 'USD' } },
    ]);
  });

  it('of a refund is negative, and its fee is a positive line of its own', () => {
    const returned = eventOf('ReservationReturned');
    expect(projected(documentLines, returned)).toMatchObject([
      { row: { kind: 'Refund', document_number: 'contoso-000004', quantity: 1, amount: '-83.87' } },
    ]);
    if (returned.type !== 'ReservationReturned') throw new Error('Another event');
    const shares = returned.data.shares.map((share) => ({
      ...share,
      fee: { ...share.prorated, amount: share.consumedOfPaid.amount },
      feeLine: share.line,
    }));
    const withFee = { ...returned, data: { ...returned.data, shares } };
    expect(projected(documentLines, withFee)).toMatchObject([
      { row: { kind: 'Refund', amount: '-83.87' } },
      { row: { kind: 'EarlyTerminationFee', amount: '16.13' } },
    ]);
  });
});
