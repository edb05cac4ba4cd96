import { z } from 'zod';
import {
  billingAccountId,
  Calendar,
  isBillingAccountId,
  isGuid,
  Money,
  subscriptionId,
  tenantId,
} from '#ledger-core';
import { subscriptionNamed } from '../capacity/resource-id';
import { textField } from '../http/text-field';

const NAME_LENGTH_MAX = 256;
const TENANT = /^[^\s]{1,128}$/;
const TENANT_LENGTH_MAX = 128;

export const accountIdField = z
  .string()
  .refine(isBillingAccountId, 'must match ^[A-Za-z0-9][A-Za-z0-9:_.-]{0,127}$')
  .transform(billingAccountId);

export const nameField = textField(NAME_LENGTH_MAX).trim().min(1);

export const tenantField = textField(TENANT_LENGTH_MAX)
  .regex(TENANT, 'must be 1 to 128 characters without blanks')
  .transform(tenantId);

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const currencyCode = z
  .string()
  .refine((code) => CURRENCIES.has(code), 'must be an ISO 4217 code such as "USD"');

export const currencyField = currencyCode.transform(Money.currency);

export const dayField = z
  .string()
  .refine(Calendar.isDay, 'must be a day of the calendar such as "2021-06-15"')
  .transform(Calendar.day);

export const instantField = z.iso
  .datetime({ offset: true, error: 'must be an RFC 3339 instant such as "2021-06-15T00:00:00Z"' })
  .transform(Calendar.instant);

export const subscriptionField = z
  .string()
  .refine(
    (text) => subscriptionNamed(text) !== undefined,
    'must be a GUID or /subscriptions/{guid}',
  )
  .transform((text) => subscriptionNamed(text) ?? subscriptionId(text));

export const guidField = z.string().refine(isGuid, 'must be a GUID');

/** `{"currency":"USD","amount":"1800.00"}`: decimal text, exact to the minor unit of its currency. */
export const moneyField = z
  .strictObject({
    currency: currencyCode,
    amount: z.string().refine(Money.isDecimalText, 'must be decimal text such as "1800.00"'),
  })
  .refine(
    ({ currency, amount }) =>
      !CURRENCIES.has(currency) ||
      !Money.isDecimalText(amount) ||
      Money.isExactIn(Money.currency(currency), amount),
    { path: ['amount'], message: 'must not be finer than the minor unit of its currency' },
  )
  .transform(({ currency, amount }) => Money.money(Money.currency(currency), amount));
