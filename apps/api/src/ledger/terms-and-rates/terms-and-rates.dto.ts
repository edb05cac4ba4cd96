import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { CAP_MEASURES, CHANNELS, RESOURCE_TYPES } from '#ledger-core';
import { textField } from '../../http/input/text-field';
import { currencyField, dayField, moneyField } from '../fields';

const VERSION_LENGTH_MAX = 128;
const SOURCE_LENGTH_MAX = 256;
const DECIMAL_LENGTH_MAX = 32;
const OVERAGE_OUTCOMES = ['reopen', 'creditNote'] as const;

const decimalField = z.string().max(DECIMAL_LENGTH_MAX);

/** Unknown fields are refused by name: a misspelt term must not go unheard. What the numbers may be, the core says. */
export class PublishPolicyTermsDto extends createZodDto(
  z.strictObject({
    version: textField(VERSION_LENGTH_MAX)
      .trim()
      .min(1)
      .describe('A name that no version has had; it never changes.'),
    channel: z
      .enum(CHANNELS)
      .describe(
        '`self-service` for all calls of this API, `partner-center` for what support carries out for a partner (nothing yet).',
      ),
    effectiveOn: dayField.describe('The first day on which the version holds, after today.'),
    earlyTerminationFeeRate: decimalField.describe(
      'Decimal text from 0 to 1 with up to 6 places: "0.12" is 12 % (R-AMT-5).',
    ),
    freeCancellationDays: z
      .int()
      .describe('Days after the purchase in which a return costs no fee (R-AMT-5): 0 to 36525.'),
    refundCap: z.strictObject({
      limit: moneyField.describe(
        'What may be refunded within a window: in USD, 0 or more (R-CAP-1).',
      ),
      windowDays: z
        .int()
        .describe('Days after which a refund counts no more: 1 to 36525 (R-CAP-3).'),
      counts: z
        .enum(CAP_MEASURES)
        .describe(
          'What of a refund counts (R-CAP-2): `cancelledCommitment`: the remaining commitment, which of an upfront payment is the money refunded before any fee, and of a monthly plan the cancelled instalments. `refundAmount`: the money refunded, before the fee. `refundPlusCommitment`: that and the cancelled instalments.',
        ),
    }),
    prepaymentCreditValidityDays: z
      .int()
      .describe('Days on which a refund credit of an enrolment can be used: 1 to 36525 (R-OUT-1).'),
    typesNotReturnable: z
      .array(z.enum(RESOURCE_TYPES))
      .max(RESOURCE_TYPES.length)
      .describe('Neither refundable nor exchangeable (R-RET-1).'),
    lowerPriceInRefund: z
      .boolean()
      .default(true)
      .describe(
        'Whether a refund rests on the lower of the price paid and today’s (R-AMT-2); true when left out.',
      ),
    lowerPriceInExchange: z
      .boolean()
      .default(false)
      .describe('The same of what an exchange returns (R-EXC-4); false when left out.'),
    overageOutcome: z
      .enum(OVERAGE_OUTCOMES)
      .describe(
        'Of a refund of invoiced overage (R-OUT-2): `reopen`: a credit note, and new revisions of the original and all later invoices. `creditNote`: the note and a new revision of the original; later invoices get none. Either way the note is set against what is unpaid of the original, then of later invoices.',
      ),
  }),
) {}

export class PublishExchangeRateDto extends createZodDto(
  z.strictObject({
    from: currencyField,
    to: currencyField.describe('Another currency than `from`.'),
    on: dayField.describe('The first day on which it holds, until there is one of a later day.'),
    rate: decimalField.describe(
      'One unit of `from` in units of `to`: decimal text above 0, up to 12 digits on either side of the point.',
    ),
    source: textField(SOURCE_LENGTH_MAX).trim().min(1).describe('Who says so, for auditors.'),
  }),
) {}
