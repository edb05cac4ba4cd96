import { z } from 'zod';
import {
  billingAccountId,
  Calendar,
  documentNumber,
  isBillingAccountId,
  isGuid,
  Money,
  subscriptionId,
  tenantId,
} from '#ledger-core';
import { subscriptionNamed } from '../capacity/resource-id';
import { neededText } from '../http/input/needed-text';
import { textField } from '../http/input/text-field';
import { ACCOUNT_ID, AMOUNT, CURRENCY, DAY, DOCUMENT_NUMBER, MONEY } from './value-names';

const NAME_LENGTH_MAX = 256;
const TENANT = /^[^\s]{1,128}$/;
const TENANT_LENGTH_MAX = 128;

/** Ids of accounts and of what has ids of that shape. */
export const AN_ACCOUNT_ID =
  '1 to 128 letters, digits, colons, underscores, dots or hyphens, a letter or digit first (^[A-Za-z0-9][A-Za-z0-9:_.-]{0,127}$)';

export const accountIdField = neededText(AN_ACCOUNT_ID)
  .refine(isBillingAccountId, `must be ${AN_ACCOUNT_ID}`)
  .meta(ACCOUNT_ID)
  .transform(billingAccountId);

export const nameField = textField(NAME_LENGTH_MAX).trim().min(1);

export const tenantField = textField(TENANT_LENGTH_MAX)
  .regex(TENANT, 'must be 1 to 128 characters without blanks')
  .transform(tenantId);

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const A_CURRENCY = 'an ISO 4217 code such as "USD"';

const currencyCode = neededText(A_CURRENCY)
  .refine((code) => CURRENCIES.has(code), `must be ${A_CURRENCY}`)
  .meta(CURRENCY);

export const currencyField = currencyCode.transform(Money.currency);

const A_DAY = 'a day of the calendar such as "2021-06-15"';

export const dayField = neededText(A_DAY)
  .refine(Calendar.isDay, `must be ${A_DAY}`)
  .meta(DAY)
  .transform(Calendar.day);

const A_SUBSCRIPTION = 'a GUID or /subscriptions/{guid}';

export const subscriptionField = neededText(A_SUBSCRIPTION)
  .refine((text) => subscriptionNamed(text) !== undefined, `must be ${A_SUBSCRIPTION}`)
  .meta({
    description: 'The subscription: a GUID in any case, or `/subscriptions/{guid}`.',
    examples: ['11111111-1111-4111-8111-111111111111'],
  })
  .transform((text) => subscriptionNamed(text) ?? subscriptionId(text));

export const guidField = z
  .string()
  .refine(isGuid, 'must be a GUID')
  .meta({ description: 'A GUID, in any case.' });

export const documentNumberField = z
  .string()
  .regex(new RegExp(DOCUMENT_NUMBER.pattern), 'must be a document number such as "contoso-000001"')
  .meta(DOCUMENT_NUMBER)
  .transform(documentNumber);

const DECIMAL = 'decimal text such as "1800.00"';

/** `{"currency":"USD","amount":"1800.00"}`: decimal text, exact to the minor unit of its currency. */
export const moneyField = z
  .strictObject({
    currency: currencyCode,
    amount: neededText(DECIMAL).refine(Money.isDecimalText, `must be ${DECIMAL}`).meta(AMOUNT),
  })
  .refine(
    ({ currency, amount }) =>
      !CURRENCIES.has(currency) ||
      !Money.isDecimalText(amount) ||
      Money.isExactIn(Money.currency(currency), amount),
    { path: ['amount'], message: 'must not be finer than the minor unit of its currency' },
  )
  .meta(MONEY)
  .transform(({ currency, amount }) => Money.money(Money.currency(currency), amount));
