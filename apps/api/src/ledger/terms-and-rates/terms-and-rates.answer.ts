import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { CAP_MEASURES, CHANNELS, RESOURCE_TYPES } from '#ledger-core';
import { currencyAnswer, dayAnswer, decimalText, moneyAnswer } from '../answer-fields';

const policyTerms = z
  .strictObject({
    version: z.string().describe('Named in every explanation and statement that rests on it.'),
    channel: z
      .enum(CHANNELS)
      .describe(
        '`self-service`: all calls of this API. `partner-center`: refunds that support carries out for a partner, of which there are none yet.',
      ),
    effectiveOn: dayAnswer.describe(
      'The first day on which it holds, until a version of a later day; the first of a channel holds for all earlier days too.',
    ),
    earlyTerminationFeeRate: decimalText.describe(
      '"0.12" is 12 % of the money refunded (R-AMT-5).',
    ),
    freeCancellationDays: z
      .int()
      .min(0)
      .describe('Up to so many days after the purchase a return costs no fee (R-AMT-5).'),
    refundCap: z.strictObject({
      limit: moneyAnswer.describe('Within any window, in USD (R-CAP-1).'),
      windowDays: z.int().min(1).describe('After so many days a refund counts no more (R-CAP-3).'),
      counts: z
        .enum(CAP_MEASURES)
        .describe(
          'What of a refund counts (R-CAP-2): `cancelledCommitment`: the remaining commitment, which of an upfront payment is the money refunded before any fee, and of a monthly plan the cancelled instalments. `refundAmount`: the money refunded, before the fee. `refundPlusCommitment`: that and the cancelled instalments.',
        ),
    }),
    prepaymentCreditValidityDays: z
      .int()
      .min(1)
      .describe('How long a refund credit of an enrolment can be used (R-OUT-1).'),
    lowerPriceInRefund: z
      .boolean()
      .describe('Whether a refund rests on the lower of the price paid and today’s (R-AMT-2).'),
    lowerPriceInExchange: z.boolean().describe('The same of what an exchange returns (R-EXC-4).'),
    typesNotReturnable: z
      .array(z.enum(RESOURCE_TYPES))
      .describe('Neither refundable nor exchangeable (R-RET-1).'),
    overageOutcome: z
      .enum(['reopen', 'creditNote'])
      .describe(
        'Of a refund of invoiced overage (R-OUT-2): `reopen`: a credit note, and new revisions of the original and all later invoices. `creditNote`: the note and a new revision of the original; later invoices get none. Either way the note is set against what is unpaid of the original, then of later invoices.',
      ),
  })
  .meta({ id: 'PolicyTerms', description: 'A version of the numbers that the rules leave open.' });

/** A version of the terms. */
export class PolicyTermsDto extends createZodDto(policyTerms) {}

/** Every version of the terms. */
export class PolicyTermsListDto extends createZodDto(
  z.strictObject({ value: z.array(policyTerms) }).meta({ id: 'PolicyTermsList' }),
) {}

/** A rate as published. */
export class ExchangeRateDto extends createZodDto(
  z
    .strictObject({
      from: currencyAnswer,
      to: currencyAnswer,
      on: dayAnswer.describe('The first day on which it holds.'),
      rate: decimalText.describe('What one unit of `from` is worth in `to`.'),
      source: z.string(),
    })
    .meta({ id: 'ExchangeRate' }),
) {}
