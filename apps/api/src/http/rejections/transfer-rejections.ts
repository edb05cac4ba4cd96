import { listed } from './money-text';
import { type RejectionOf, type RejectionRows } from './rejection-row';

const TARGET_SAYS: Readonly<Record<RejectionOf<'TransferTargetUnsuitable'>['why'], string>> = {
  Unknown: 'there is no such account',
  SameAccount: 'it is the account itself',
  AgreementType: 'it is no MicrosoftPartnerAgreement',
  Currency: 'it is billed in another currency',
};

/** The move to a partner's programme (R-RET-4), and requests about held money (R-ACC-4). */
export const TRANSFER_REJECTIONS = {
  TransferNotOfAgreement: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-RET-4',
    says: ({ agreementType, accepted }) =>
      `An account of type ${agreementType} does not move to a partner; one of type ${accepted} does.`,
  },
  TransferTargetUnsuitable: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-RET-4',
    field: () => 'toBillingAccountId',
    says: ({ toBillingAccountId, why }) =>
      `The account cannot move to ${toBillingAccountId}: ${TARGET_SAYS[why]}. Name a MicrosoftPartnerAgreement of the same currency.`,
  },
  TransferInThePast: {
    status: 400,
    azureCode: 'BadRequest',
    rule: 'R-RET-4',
    field: () => 'on',
    says: ({ transfersOn, today }) =>
      `Business today is ${today}; an account moves today or later, not on ${transfersOn}.`,
  },
  TransferAgreedAlready: {
    status: 409,
    azureCode: 'BadRequest',
    rule: 'R-RET-4',
    says: ({ toBillingAccountId, transfersOn }) =>
      `The account moves to ${toBillingAccountId} on ${transfersOn}, once.`,
  },
  TransferReceivedAlready: {
    status: 409,
    azureCode: 'BadRequest',
    rule: 'R-RET-4',
    says: ({ transferId }) => `The credit of the transfer ${transferId} has arrived already.`,
  },
  BillingAccountMoved: {
    status: 409,
    azureCode: 'BadRequest',
    rule: 'R-RET-4',
    says: ({ billingAccountId, toBillingAccountId, transferredOn }) =>
      `The account ${billingAccountId} moved to ${toBillingAccountId} on ${transferredOn}; link the subscription to that account.`,
  },
  SupportRequestUnknown: {
    status: 404,
    azureCode: 'BadRequest',
    says: ({ supportRequestId }) => `The account has no support request ${supportRequestId}.`,
  },
  SupportRequestNotMovable: {
    status: 409,
    azureCode: 'OperationCannotBePerformedInCurrentState',
    rule: 'R-ACC-4',
    field: () => 'status',
    says: ({ supportRequestId, from, to, accepted }) =>
      `The support request ${supportRequestId} is ${from} and cannot become ${to}; accepted: ${listed(accepted)}.`,
  },
} as const satisfies Partial<RejectionRows>;
