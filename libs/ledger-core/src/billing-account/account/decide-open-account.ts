import { type AgreementType, type BillingAccountOpened } from '../events/account-events';
import { type CommandContext, type OfferedPayment, type OpenBillingAccount } from '../commands';
import { accepted, type Decision, rejected } from '../decision';
import { beginOperation, emit } from '../operation-in-progress';
import { type BillingAccount } from '../state/state';
import { refusalOfTerms, termAddedFact } from './decide-prepayment-term';

/** R-PUR-5: invoices fall due 30 days after issue unless the account says otherwise. */
export const PAYMENT_TERM_DAYS = 30;

/** How accounts of an agreement pay: an enrolment from its prepayment, the others by invoice or card (R-PUR-4). */
const METHODS: Readonly<Record<AgreementType, readonly OfferedPayment['method'][]>> = {
  EnterpriseAgreement: ['prepayment'],
  MicrosoftCustomerAgreement: ['invoice', 'card'],
  MicrosoftPartnerAgreement: ['invoice', 'card'],
  MicrosoftOnlineServicesProgram: ['invoice', 'card'],
};

/** R-PUR-4, R-PUR-5: an account is opened once, with the way of paying that its agreement has. */
export function decideOpenAccount(
  command: OpenBillingAccount,
  state: BillingAccount,
  context: CommandContext,
): Decision {
  const { billingAccountId, agreementType, payment, currency } = command;
  if (state.opened !== undefined)
    return rejected({ code: 'BillingAccountExists', billingAccountId });
  const methods = METHODS[agreementType];
  if (!methods.includes(payment.method))
    return rejected({ code: 'PaymentMethodNotOfAgreement', agreementType, accepted: methods });
  // R-PUR-3: it is a partner's word about its customer.
  if (command.customerMayBuy !== undefined && agreementType !== 'MicrosoftPartnerAgreement')
    return rejected({ code: 'CustomerMayBuyNotOfAgreement', agreementType });
  const terms = payment.method === 'prepayment' ? payment.terms : [];
  const refusal = refusalOfTerms(terms, [], currency);
  if (refusal !== undefined) return rejected(refusal);

  // After this point the account opens.
  const opened = openedFact(command, context);
  const operation = beginOperation({ ...state, opened: opened.data }, context);
  emit(operation, opened);
  for (const term of terms) emit(operation, termAddedFact(operation, term));
  return accepted(operation.events, { billingAccountId });
}

function openedFact(command: OpenBillingAccount, { on }: CommandContext): BillingAccountOpened {
  const { tenantId, partnerId, customerMayBuy, payment } = command;
  return {
    type: 'BillingAccountOpened',
    data: {
      billingAccountId: command.billingAccountId,
      agreementType: command.agreementType,
      currency: command.currency,
      displayName: command.displayName,
      ...(tenantId !== undefined && { tenantId }),
      ...(partnerId !== undefined && { partnerId }),
      paymentTermDays: command.paymentTermDays ?? PAYMENT_TERM_DAYS,
      payment: payment.method === 'prepayment' ? { method: 'prepayment' } : payment,
      ...(customerMayBuy !== undefined && { customerMayBuy }),
      openedOn: on,
    },
  };
}
