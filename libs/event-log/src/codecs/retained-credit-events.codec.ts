import { z } from 'zod';
import {
  CREDIT_REASONS,
  type CreditSource,
  type CreditTaken,
  type CreditUse,
  type RetainedCreditGranted,
  type RetainedCreditTransferred,
  type RetainedCreditUsed,
} from '#ledger-core';
import { codec } from './codec';
import { exactly, oneOfList, taggedBy } from './shapes';
import { day, guid, ids, money, ordinal } from './values';

const creditUse = taggedBy<CreditUse, 'charges'>('charges', {
  Every: exactly<Extract<CreditUse, { charges: 'Every' }>>({ charges: z.literal('Every') }),
  OfOrdersFrom: exactly<Extract<CreditUse, { charges: 'OfOrdersFrom' }>>({
    charges: z.literal('OfOrdersFrom'),
    orderNumber: ordinal,
  }),
  NextOverageInvoice: exactly<Extract<CreditUse, { charges: 'NextOverageInvoice' }>>({
    charges: z.literal('NextOverageInvoice'),
  }),
});

export const retainedCreditGranted = codec<RetainedCreditGranted>(
  'RetainedCreditGranted',
  exactly<RetainedCreditGranted['data']>({
    creditId: ids.retainedCredit,
    grantedOn: day,
    amount: money,
    reason: oneOfList(CREDIT_REASONS),
    document: ids.document.exactOptional(),
    source: exactly<CreditSource>({
      billingAccountId: ids.billingAccount,
      transferId: guid,
    }).exactOptional(),
    usableFor: creditUse,
    availableAfter: money,
  }),
);

export const retainedCreditUsed = codec<RetainedCreditUsed>(
  'RetainedCreditUsed',
  exactly<RetainedCreditUsed['data']>({
    paymentId: ids.payment,
    invoice: ids.document,
    usedOn: day,
    amount: money,
    taken: z.array(
      exactly<CreditTaken>({ creditId: ids.retainedCredit, amount: money, remainingAfter: money }),
    ),
    availableAfter: money,
  }),
);

export const retainedCreditTransferred = codec<RetainedCreditTransferred>(
  'RetainedCreditTransferred',
  exactly<RetainedCreditTransferred['data']>({
    transferId: guid,
    toBillingAccountId: ids.billingAccount,
    transferredOn: day,
    amount: money,
    credits: z.array(
      exactly<RetainedCreditTransferred['data']['credits'][number]>({
        creditId: ids.retainedCredit,
        amount: money,
      }),
    ),
    availableAfter: money,
  }),
);
