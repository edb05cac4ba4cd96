import { z } from 'zod';
import {
  type AppliedCredit,
  type CreditNoteIssued,
  type InvoiceIssued,
  type InvoiceRevised,
  type InvoiceVoided,
  type MovedPayment,
} from '#ledger-core';
import { codec } from './codec';
import { exactly, oneOf } from './shapes';
import { count, day, ids, money, month, ordinal, text } from './values';

const paidOrDue = oneOf<InvoiceIssued['data']['status']>({ Due: true, Paid: true });

export const invoiceIssued = codec<InvoiceIssued>(
  'InvoiceIssued',
  exactly<InvoiceIssued['data']>({
    number: ids.document,
    issuedOn: day,
    dueOn: day,
    why: oneOf<InvoiceIssued['data']['why']>({
      Purchase: true,
      Instalment: true,
      Refund: true,
      Exchange: true,
      OverageMonth: true,
    }),
    overageMonth: month.exactOptional(),
    carries: z.array(ids.document),
    newLines: z.array(ids.line),
    lineCount: count,
    total: money,
    paid: money,
    credited: money,
    amountDue: money,
    status: paidOrDue,
  }),
);

export const invoiceVoided = codec<InvoiceVoided>(
  'InvoiceVoided',
  exactly<InvoiceVoided['data']>({
    number: ids.document,
    revision: ordinal,
    voidedOn: day,
    replacedBy: ids.document,
    why: text,
    payments: z.array(
      exactly<MovedPayment>({ paymentId: ids.payment, moved: money, released: money }),
    ),
  }),
);

export const invoiceRevised = codec<InvoiceRevised>(
  'InvoiceRevised',
  exactly<InvoiceRevised['data']>({
    number: ids.document,
    revision: ordinal,
    revisedOn: day,
    why: text,
    paid: money,
    credited: money,
    amountDue: money,
    status: paidOrDue,
  }),
);

export const creditNoteIssued = codec<CreditNoteIssued>(
  'CreditNoteIssued',
  exactly<CreditNoteIssued['data']>({
    number: ids.document,
    creditFor: ids.document,
    issuedOn: day,
    newLines: z.array(ids.line),
    lineCount: count,
    total: money,
    applied: z.array(
      exactly<AppliedCredit>({
        invoice: ids.document,
        amount: money,
        creditedAfter: money,
        amountDueAfter: money,
        statusAfter: paidOrDue,
      }),
    ),
    carried: money,
  }),
);
