import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { AGREEMENT_TYPES } from '#ledger-core';
import { textField } from '../../http/input/text-field';
import { wholeNumberField } from '../../http/input/whole-number-field';
import {
  accountIdField,
  currencyField,
  dayField,
  documentNumberField,
  moneyField,
  nameField,
  subscriptionField,
  tenantField,
} from '../fields';
import { offeredPayment } from './offered-payment.dto';

const PAYMENT_TERM_DAYS_MAX = 365;
const REFERENCE_LENGTH_MAX = 256;

/** Unknown fields are refused by name: a misspelt one must not go unheard. */
export class OpenBillingAccountDto extends createZodDto(
  z.strictObject({
    id: accountIdField.describe('Chosen by the caller; stands in every document number.'),
    agreementType: z
      .enum(AGREEMENT_TYPES)
      .describe(
        'An enrolment (EnterpriseAgreement), a billing profile (MicrosoftCustomerAgreement), a customer of a CSP partner (MicrosoftPartnerAgreement), or pay-as-you-go (MicrosoftOnlineServicesProgram).',
      ),
    currency: currencyField.describe('The billing currency of every paper of the account.'),
    displayName: nameField.describe('For people.'),
    tenantId: tenantField
      .exactOptional()
      .describe('Only principals of this tenant may buy; of any tenant when left out.'),
    partnerId: tenantField
      .exactOptional()
      .describe(
        'The partner that holds the account (CSP), as the `tid` of the access tokens of its agents, who buy for the customer too.',
      ),
    customerMayBuy: z
      .boolean()
      .exactOptional()
      .describe(
        'Whether the customer itself may buy, as the partner permits (R-PUR-3); true when left out. Of a MicrosoftPartnerAgreement only.',
      ),
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
    invoiceNumber: documentNumberField,
    amount: moneyField.describe(
      'In the account’s currency; more than 0, and more than is due if so paid.',
    ),
    paidOn: dayField.describe('The day the money came in, at most business today.'),
    reference: textField(REFERENCE_LENGTH_MAX)
      .trim()
      .min(1)
      .describe('What the bank’s statement says, for auditors.'),
  }),
) {}

export class AccountPathDto extends createZodDto(z.object({ account: accountIdField })) {}
