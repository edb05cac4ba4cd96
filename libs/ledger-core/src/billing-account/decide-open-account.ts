import {
  type AgreementType,
  type BillingAccountOpened,
  type PaymentMethod,
} from './account-events';
import { type CommandContext, type OpenBillingAccount } from './commands';
import { accepted, type Decision, rejected } from './decision';
import { type BillingAccount } from './state';

/** R-PUR-5: invoices fall due 30 days after issue unless the account says otherwise. */
export const PAYMENT_TERM_DAYS = 30;

/** How accounts of an agreement pay. An enrolment pays from its prepayment, which is not offered yet. */
const METHODS: Readonly<Record<AgreementType, readonly PaymentMethod['method'][]>> = {
  EnterpriseAgreement: [],
  MicrosoftCustomerAgreement: ['invoice'],
  MicrosoftPartnerAgreement: ['invoice'],
  MicrosoftOnlineServicesProgram: ['invoice'],
};

export function decideOpenAccount(
  command: OpenBillingAccount,
  state: BillingAccount,
  context: CommandContext,
): Decision {
  const { billingAccountId, agreementType, tenantId, partnerId, payment } = command;
  if (state.opened !== undefined)
    return rejected({ code: 'BillingAccountExists', billingAccountId });
  const methods = METHODS[agreementType];
  if (!methods.includes(payment.method))
    return rejected({ code: 'PaymentMethodNotOfAgreement', agreementType, accepted: methods });

  // After this point the account opens.
  const opened: BillingAccountOpened = {
    type: 'BillingAccountOpened',
    data: {
      billingAccountId,
      agreementType,
      currency: command.currency,
      displayName: command.displayName,
      ...(tenantId !== undefined && { tenantId }),
      ...(partnerId !== undefined && { partnerId }),
      paymentTermDays: command.paymentTermDays ?? PAYMENT_TERM_DAYS,
      payment,
      openedOn: context.on,
    },
  };
  return accepted([opened], { billingAccountId });
}
