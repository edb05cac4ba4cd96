import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { CAP_MEASURES, CHANNELS, RESOURCE_TYPES } from '#ledger-core';
import { textField } from '../http/text-field';
import { currencyField, dayField, moneyField } from './fields';

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
    channel: z.enum(CHANNELS),
    effectiveOn: dayField.describe('The first day on which the version holds, after today.'),
    earlyTerminationFeeRate: decimalField.describe('Decimal text: "0.12" is 12 %.'),
    freeCancellationDays: z.int(),
    refundCap: z.strictObject({
      limit: moneyField.describe('In USD.'),
      windowDays: z.int(),
      counts: z.enum(CAP_MEASURES).describe('What of a refund counts (R-CAP-2).'),
    }),
    prepaymentCreditValidityDays: z.int(),
    typesNotReturnable: z
      .array(z.enum(RESOURCE_TYPES))
      .max(RESOURCE_TYPES.length)
      .describe('Neither refundable nor exchangeable (R-RET-1).'),
    lowerPriceInRefund: z.boolean().default(true).describe('R-AMT-2; true when left out.'),
    lowerPriceInExchange: z.boolean().default(false).describe('R-EXC-4; false when left out.'),
    overageOutcome: z.enum(OVERAGE_OUTCOMES).describe('R-OUT-2.'),
  }),
) {}

export class PublishExchangeRateDto extends createZodDto(
  z.strictObject({
    from: currencyField,
    to: currencyField,
    on: dayField.describe('The first day on which it holds, until there is one of a later day.'),
    rate: decimalField.describe('One unit of `from` in units of `to`: decimal text above 0.'),
    source: textField(SOURCE_LENGTH_MAX).trim().min(1).describe('Who says so, for auditors.'),
  }),
) {}
