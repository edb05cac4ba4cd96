import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { CREDIT_REASONS } from '#ledger-core';
import { termsAnswer } from '../accounts/billing-account.answer';
import {
  accountIdAnswer,
  dayAnswer,
  documentNumberAnswer,
  guidAnswer,
  moneyAnswer,
  termIdAnswer,
} from '../answer-fields';

/** R-CAP-5. */
export class RefundCapStatementDto extends createZodDto(
  z
    .strictObject({
      on: dayAnswer,
      limit: moneyAnswer.describe(
        'What may be refunded within the window, by the terms of the day.',
      ),
      used: moneyAnswer.describe('The sum of all `uses`.'),
      available: moneyAnswer.describe(
        '`limit` − `used`: a refund that counts for more is refused whole. Never negative, even if the limit was lowered.',
      ),
      uses: z
        .array(
          z.strictObject({
            reservationOrderId: guidAnswer,
            reservationId: guidAnswer,
            refundedOn: dayAnswer,
            amount: moneyAnswer.describe(
              'What counts of the refund, by the terms of its day (R-CAP-2): the cancelled commitment, the money refunded, or both; in USD at the rate of that day.',
            ),
            replenishedOn: dayAnswer.describe(
              'The first day on which it counts no more: the refund’s day + the window (R-CAP-3).',
            ),
          }),
        )
        .describe('The refunds that count on the day, oldest first. Exchanges never do (R-CAP-4).'),
      replenishments: z
        .array(
          z.strictObject({
            on: dayAnswer,
            available: moneyAnswer.describe(
              'What is left from then on, by the terms of that day, if nothing more is refunded.',
            ),
          }),
        )
        .describe('The later days on which something comes back.'),
      termsVersion: z.string().describe('The version of the policy terms that sets the limit.'),
    })
    .meta({ id: 'RefundCapStatement', description: 'All amounts are in USD.' }),
) {}

const REASONS = [...CREDIT_REASONS, 'Used'] as const;

/** R-OUT-3. */
export class RetainedCreditStatementDto extends createZodDto(
  z
    .strictObject({
      on: dayAnswer,
      available: moneyAnswer.describe('The sum of all `entries`.'),
      entries: z
        .array(
          z.strictObject({
            on: dayAnswer,
            amount: moneyAnswer.describe('Negative when it was used or went to another account.'),
            reason: z
              .enum(REASONS)
              .describe(
                '`Refund`, `Exchange`: the new invoice was paid by more than its total (R-OUT-3, R-OUT-5). `Overpayment`: a payment was more than all that was due. `OverageCredit`: what a credit note did not find unpaid on the invoice it is for and on later ones; it pays the next invoice of overage (R-OUT-2). `ProgramTransfer`: it came from, or went to, the account named (R-RET-4). `Used`: it paid the invoice `document`, as a payment there.',
              ),
            document: documentNumberAnswer
              .exactOptional()
              .describe('The paper that left it over, or that it paid; absent of a transfer.'),
            transferId: guidAnswer
              .exactOptional()
              .describe('Of a transfer: the same in the statements of both accounts.'),
            billingAccountId: accountIdAnswer
              .exactOptional()
              .describe('Of a transfer: the other account.'),
          }),
        )
        .describe('In the order in which they came about.'),
    })
    .meta({ id: 'RetainedCreditStatement' }),
) {}

/** R-OUT-1. */
export class PrepaymentStatementDto extends createZodDto(
  z
    .strictObject({
      on: dayAnswer,
      available: moneyAnswer.describe('The sum of `remaining` of all credits: usable on the day.'),
      credits: z
        .array(
          z.strictObject({
            id: guidAnswer,
            reservationId: guidAnswer.describe('Whose return it comes from.'),
            termId: termIdAnswer
              .exactOptional()
              .describe(
                'The term it joined; absent when none was current on the day of the grant.',
              ),
            grantedOn: dayAnswer,
            expiresOn: dayAnswer.describe('The first day on which it cannot be used.'),
            amount: moneyAnswer.describe('As granted, the fee already taken off.'),
            fee: moneyAnswer
              .exactOptional()
              .describe('The early termination fee kept; absent when there was none.'),
            used: moneyAnswer.describe('What charges have drawn by the day.'),
            expired: moneyAnswer.describe('What was left on the day it expired, and is lost.'),
            remaining: moneyAnswer.describe('`amount` − `used` − `expired`.'),
          }),
        )
        .describe(
          'The refund credits granted by the day, oldest first. The soonest to expire is drawn first (R-PUR-4).',
        ),
      terms: termsAnswer.describe('The terms added by the day, the earliest first.'),
    })
    .meta({ id: 'PrepaymentStatement' }),
) {}
