import { z } from 'zod';
import {
  type CreditTaken,
  type CreditUse,
  type RetainedCreditGranted,
  type RetainedCreditUsed,
} from '#ledger-core';
import { codec } from './codec';
import { exactly, oneOf, taggedBy } from './shapes';
import { day, ids, money, ordinal } from './values';

const creditUse = taggedBy<CreditUse, 'charges'>('charges', {
  Every: exactly<Extract<CreditUse, { charges: 'Every' }>>({ charges: z.literal('Every') }),
  OfOrdersFrom: exactly<Extract<CreditUse, { charges: 'OfOrdersFrom' }>>({
    charges: z.literal('OfOrdersFrom'),
    orderNumber: ordinal,
  }),
});

export const retainedCreditGranted = codec<RetainedCreditGranted>(
  'RetainedCreditGranted',
  exactly<RetainedCreditGranted['data']>({
    creditId: ids.retainedCredit,
    grantedOn: day,
    amount: money,
    reason: oneOf<RetainedCreditGranted['data']['reason']>({
      Refund: true,
      Exchange: true,
      Overpayment: true,
    }),
    document: ids.document,
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
