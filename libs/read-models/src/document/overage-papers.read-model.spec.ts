import { projected } from '../../test/projected';
import { sample } from '../../test/sample-events';
import { charges } from '../reservation/charge.read-model';
import { documentLines } from './document-line.read-model';
import { documentRevisions } from './document-revision.read-model';
import { documents } from './document.read-model';

describe('the invoice of an overage month', () => {
  it('has the lines of its month and names none of its own', () => {
    expect(projected(documents, sample('InvoiceIssued.overage-month'))).toMatchObject([
      {
        row: {
          number: 'adatum-000001',
          why: 'OverageMonth',
          overage_month: '2021-03',
          carries: [],
          new_lines: [],
          total: '7200.00',
          amount_due: '7200.00',
          line_count: 2,
        },
      },
    ]);
    expect(projected(documents, sample('InvoiceIssued'))).toMatchObject([
      { row: { overage_month: null } },
    ]);
  });

  it('that is reopened has the new figures and a revision that says why', () => {
    const revised = sample('InvoiceRevised');
    const figures = { status: 'Paid', paid: '6500.00', credited: '700.00', amount_due: '0.00' };
    expect(projected(documents, revised)).toEqual([
      {
        change: 'patch',
        key: { number: 'adatum-000001' },
        columns: { ...figures, revision: 2 },
      },
    ]);
    expect(projected(documentRevisions, revised)).toEqual([
      {
        change: 'upsert',
        row: {
          ...figures,
          number: 'adatum-000001',
          revision: 2,
          billing_account_id: 'contoso',
          on_day: '2021-07-10',
          why: 'Reopened: adatum-000003 credits what it billed',
        },
      },
    ]);
  });
});

describe('a credit note', () => {
  const issued = sample('CreditNoteIssued');

  it('is a paper beside the invoice it credits: paid from the start, with nothing due', () => {
    expect(projected(documents, issued)[0]).toEqual({
      change: 'upsert',
      row: {
        number: 'adatum-000003',
        billing_account_id: 'contoso',
        sequence: 3,
        kind: 'CreditNote',
        status: 'Paid',
        revision: 1,
        issued_on: '2021-07-10',
        due_on: null,
        currency: 'USD',
        why: 'Refund',
        overage_month: null,
        carries: [],
        new_lines: ['f87eba35-feb3-4c59-a407-6c79607b0693', '1fd1831a-ab2d-4373-a7da-aa461d947616'],
        replaces: [],
        replaced_by: null,
        credit_for: 'adatum-000001',
        total: '1406.07',
        paid: '0',
        credited: '0',
        amount_due: '0',
        line_count: 2,
      },
    });
    expect(projected(documentRevisions, issued)).toMatchObject([
      { row: { number: 'adatum-000003', revision: 1, on_day: '2021-07-10', status: 'Paid' } },
    ]);
  });

  it('leaves its figures on each invoice it is set against, reopened or not', () => {
    expect(projected(documents, issued).slice(1)).toEqual([
      {
        change: 'patch',
        key: { number: 'adatum-000001' },
        columns: { credited: '700.00', amount_due: '0.00', status: 'Paid' },
      },
      {
        change: 'patch',
        key: { number: 'adatum-000002' },
        columns: { credited: '600.00', amount_due: '0.00', status: 'Paid' },
      },
    ]);
  });

  it('shows a refund as positive and the fee on it as negative, in this order', () => {
    const line = { document_number: 'adatum-000003', overage_month: null, stream_revision: '7' };
    expect(projected(documentLines, sample('ReservationReturned.credit-note'))).toMatchObject([
      { row: { ...line, n: 0, kind: 'Refund', amount: '1597.81' } },
      { row: { ...line, n: 1, kind: 'EarlyTerminationFee', amount: '-191.74' } },
    ]);
  });
});

describe('a line', () => {
  it('of overage waits for the invoice of its month, a refund in the month as well', () => {
    const month = { document_number: null, overage_month: '2021-03' };
    const charged = sample('ChargeMade.overage');
    expect(projected(documentLines, charged)).toMatchObject([
      { row: { ...month, kind: 'Purchase', amount: '9600.00', stream_revision: '7', n: 0 } },
    ]);
    expect(projected(documentLines, sample('ReservationReturned.overage'))).toMatchObject([
      { row: { ...month, kind: 'Refund', amount: '-2400.00' } },
    ]);
    expect(projected(charges, charged)).toMatchObject([
      { row: { method: 'overage', invoice: null, overage_month: '2021-03' } },
    ]);
  });

  it('of the prepayment is on no paper', () => {
    const nowhere = { document_number: null, overage_month: null };
    const charged = sample('ChargeMade.prepayment');
    expect(projected(documentLines, charged)).toMatchObject([
      { row: { ...nowhere, kind: 'Purchase', amount: '3000.00' } },
    ]);
    expect(projected(documentLines, sample('ReservationReturned.prepayment'))).toMatchObject([
      { row: { ...nowhere, kind: 'Refund', amount: '-939.73' } },
    ]);
    expect(projected(charges, charged)).toMatchObject([
      { row: { method: 'prepayment', invoice: null, overage_month: null } },
    ]);
  });

  it('of a card payer is on an invoice', () => {
    const charged = sample('ChargeMade.card');
    expect(projected(documentLines, charged)).toMatchObject([
      { row: { document_number: 'fabrikam-000001', amount: '121.68' } },
    ]);
    expect(projected(documentLines, sample('ReservationReturned.card'))).toMatchObject([
      { row: { document_number: 'fabrikam-000002', amount: '-27.48' } },
    ]);
    expect(projected(charges, charged)).toMatchObject([
      { row: { method: 'card', invoice: 'fabrikam-000001', overage_month: null } },
    ]);
  });
});
