import { type Day, Money } from '#ledger-core';
import { z } from 'zod';
import { decimalTextOf, isPositiveDecimal } from './decimal-text';
import { listedDay } from './listed-day';

const TEXT_LENGTH_MAX = 512;
const SHOWN_LENGTH_MAX = 80;
/** JSON escapes the others itself. */
const CONTROLS_LEFT_BY_JSON = /[\u007F-\u009F]/g;

const missingOr = (fault: string) => (issue: Readonly<{ input?: unknown }>) =>
  issue.input === undefined ? 'is missing' : `is ${shown(issue.input)}, ${fault}`;

const plainText = z
  .string({ error: missingOr('not text') })
  .max(TEXT_LENGTH_MAX, `is longer than ${TEXT_LENGTH_MAX} characters`)
  .refine((text) => !/\p{Cc}|\p{Cs}/u.test(text), 'holds a control character');

/** Absent, null and blank are the same to a list. */
function blankAsAbsent(value: unknown): unknown {
  const trimmed = typeof value === 'string' ? value.trim() : value;
  return trimmed === '' || trimmed === null ? undefined : trimmed;
}

const text = z.preprocess(blankAsAbsent, plainText);
const optionalText = z.preprocess(blankAsAbsent, plainText.optional());

const currency = text
  .transform((code) => code.toUpperCase())
  .refine((code) => /^[A-Z]{3}$/.test(code), 'is not an ISO 4217 code')
  .transform((code) => Money.currency(code));

const price = z.preprocess(
  (value) => decimalTextOf(value) ?? value,
  z
    .string({ error: missingOr('not a decimal number') })
    .refine(Money.isDecimalText, 'is not a decimal number')
    .refine(
      (value) => !Money.isDecimalText(value) || isPositiveDecimal(value),
      'is not above zero',
    ),
);

function asDay(value: string, context: z.RefinementCtx<string>): Day {
  const found = listedDay(value);
  if (found !== undefined) return found;
  context.addIssue({ code: 'custom', message: `is ${shown(value)}, not an instant` });
  return z.NEVER;
}

/** The fields of a reservation row that the ledger reads; a row may carry any others. Names as the Retail Prices API has them. */
export const listedFields = z.object({
  armSkuName: text,
  armRegionName: text,
  serviceName: optionalText,
  productName: optionalText,
  reservedResourceType: optionalText,
  reservationSwappableArmSkuName: optionalText,
  meterId: optionalText,
  currencyCode: currency,
  retailPrice: price,
  effectiveStartDate: text.transform(asDay),
  effectiveEndDate: z.preprocess(blankAsAbsent, plainText.transform(asDay).optional()),
});

export type ListedFields = z.infer<typeof listedFields>;

/** A value of a row as a reason quotes it: nothing in it that a terminal would obey. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return 'missing';
  const json = JSON.stringify(value).replaceAll(
    CONTROLS_LEFT_BY_JSON,
    (control) => String.raw`\u00${control.charCodeAt(0).toString(16)}`,
  );
  return json.length > SHOWN_LENGTH_MAX ? `${json.slice(0, SHOWN_LENGTH_MAX)}…` : json;
}
