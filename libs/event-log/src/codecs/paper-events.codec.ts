import { z } from 'zod';
import { type InvoiceIssued, type InvoiceVoided, type MovedPayment } from '#ledger-core';
import { codec } from './codec';
import { exactly, oneOf } from './shapes';
import { count, day, ids, money, ordinal, text } from './values';

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
    }),
    carries: z.array(ids.document),
    newLines: z.array(ids.line),
    lineCount: count,
    total: money,
    paid: money,
    credited: money,
    amountDue: money,
    status: oneOf<InvoiceIssued['data']['status']>({ Due: true, Paid: true }),
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
