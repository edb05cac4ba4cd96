import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { DOCUMENT_KINDS, DOCUMENT_STATUSES } from '#read-models';
import { explanationAnswer } from './explanation.answer';
import {
  currencyAnswer,
  dayAnswer,
  documentNumberAnswer,
  guidAnswer,
  moneyAnswer,
} from '../answer-fields';

const LINE_KINDS = ['Purchase', 'Instalment', 'Refund', 'EarlyTerminationFee'] as const;

const lineAnswer = z
  .strictObject({
    id: guidAnswer.describe(
      'Of the line itself: a paper that repeats the lines of the one it replaces repeats their ids.',
    ),
    kind: z
      .enum(LINE_KINDS)
      .describe(
        '`Purchase`: the price of an upfront reservation, or the first instalment of a monthly one. `Instalment`: a later one. `Refund`: what a return or exchange gives back, without any fee. `EarlyTerminationFee`: what the terms keep of a refund (R-AMT-5).',
      ),
    description: z.string().describe('For people: what was bought or returned, and which days.'),
    reservationOrderId: guidAnswer.exactOptional(),
    reservationId: guidAnswer.exactOptional(),
    quantity: z.int().min(1).exactOptional().describe('Units bought or returned.'),
    amount: moneyAnswer.describe(
      'Of all units. On an invoice charges and fees are positive and refunds negative; on a credit note it is the other way round (R-OUT-7).',
    ),
    explanation: explanationAnswer,
  })
  .meta({ id: 'DocumentLine' });

const revisionAnswer = z.strictObject({
  revision: z.int().min(1),
  on: dayAnswer,
  why: z
    .string()
    .describe(
      'The first: what the paper was issued for, `Purchase`, `Instalment`, `Refund`, `Exchange` or `OverageMonth`. A later one: which paper replaced or credits it, in words.',
    ),
});

const document = z
  .strictObject({
    number: documentNumberAnswer,
    kind: z
      .enum(DOCUMENT_KINDS)
      .describe(
        '`Invoice`: what the customer owes. `CreditNote`: what an enrolment gets back of overage that was invoiced before (R-OUT-2).',
      ),
    status: z
      .enum(DOCUMENT_STATUSES)
      .describe(
        '`Paid` exactly when nothing is due, and a credit note always; `Void`: replaced by another invoice, it counts no more, keeps its lines and total, and nothing is due of it (R-OUT-6).',
      ),
    revision: z
      .int()
      .min(1)
      .describe('1 as issued; one more when it is voided or reopened. A payment makes none.'),
    issuedOn: dayAnswer,
    dueOn: dayAnswer
      .exactOptional()
      .describe(
        'Of an invoice: the day on which it falls due, counted from its own issue, also when it replaces another.',
      ),
    currency: currencyAnswer,
    lines: z
      .array(lineAnswer)
      .describe('Those of the invoices that it replaces, each as it was, and then its own.'),
    total: moneyAnswer.describe('The sum of all lines.'),
    paid: moneyAnswer.describe(
      'Payments that stand on it: money received, cards charged, retained credit used. They move along when it is replaced.',
    ),
    credited: moneyAnswer.describe('What credit notes are set against it (R-OUT-2).'),
    amountDue: moneyAnswer.describe(
      '`total` − `paid` − `credited`, never negative; 0 of a void invoice and of a credit note.',
    ),
    replaces: z
      .array(documentNumberAnswer)
      .describe('The invoices that are void since this one repeats their lines.'),
    replacedBy: documentNumberAnswer
      .exactOptional()
      .describe('Of a void invoice: which one counts now.'),
    creditFor: documentNumberAnswer
      .exactOptional()
      .describe('Of a credit note: the invoice that billed what is refunded.'),
    revisions: z.array(revisionAnswer).describe('All up to this one, the first one first.'),
  })
  .meta({
    id: 'Document',
    description:
      'An invoice or a credit note. Once issued its number, lines and total never change: a correction is a new paper, or a new revision that says why (R-OUT-6).',
  });

/** A paper. */
export class DocumentDto extends createZodDto(document) {}

/** A page of papers. */
export class DocumentPageDto extends createZodDto(
  z
    .strictObject({
      value: z.array(document),
      nextCursor: z
        .string()
        .exactOptional()
        .describe('There when more papers follow: send it as `cursor`.'),
    })
    .meta({ id: 'DocumentPage' }),
) {}
