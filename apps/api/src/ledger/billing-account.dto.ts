import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { AGREEMENT_TYPES, documentNumber } from '#ledger-core';
import { textField } from '../http/text-field';
import { wholeNumberField } from '../http/whole-number-field';
import {
  accountIdField,
  currencyField,
  dayField,
  moneyField,
  nameField,
  subscriptionField,
  tenantField,
} from './fields';
import { offeredPayment } from './offered-payment.dto';

const PAYMENT_TERM_DAYS_MAX = 365;
const REFERENCE_LENGTH_MAX = 256;
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9:_.-]{0,127}-\d{6,}$/;

/** Unknown fields are refused by name: a misspelt one must not go unheard. */
export class OpenBillingAccountDto extends createZodDto(
  z.strictObject({
    id: accountIdField.describe('Chosen by the caller; stands in every document number.'),
    agreementType: z.enum(AGREEMENT_TYPES),
    currency: currencyField.describe('The billing currency of every paper of the account.'),
    displayName: nameField,
    tenantId: tenantField
      .exactOptional()
      .describe('Only principals of this tenant may buy; of any tenant when left out.'),
    partnerId: tenantField.exactOptional().describe('The partner that holds the account (CSP).'),
    paymentTermDays: wholeNumberField(0, PAYMENT_TERM_DAYS_MAX)
      .exactOptional()
      .describe('Days from issue until an invoice falls due; 30 when left out.'),
    payment: offeredPayment.describe(
      'How charges are paid: an enrolment from its prepayment, the others by invoice or card.',
    ),
  }),
) {}

export class LinkSubscriptionDto extends createZodDto(
  z.strictObject({
    subscriptionId: subscriptionField,
    displayName: nameField,
  }),
) {}

export class RecordPaymentDto extends createZodDto(
  z.strictObject({
    invoiceNumber: z
      .string()
      .regex(NUMBER, 'must be a document number such as "contoso-000001"')
      .transform(documentNumber),
    amount: moneyField,
    paidOn: dayField,
    reference: textField(REFERENCE_LENGTH_MAX).trim().min(1),
  }),
) {}

export class AccountPathDto extends createZodDto(z.object({ account: accountIdField })) {}
