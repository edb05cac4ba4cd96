import { z } from 'zod';
import { type ProgramTransferAgreed, type ProgramTransferred } from '#ledger-core';
import { codec } from './codec';
import { exactly } from './shapes';
import { day, ids } from './values';

export const programTransferAgreed = codec<ProgramTransferAgreed>(
  'ProgramTransferAgreed',
  exactly<ProgramTransferAgreed['data']>({
    toBillingAccountId: ids.billingAccount,
    transfersOn: day,
    agreedOn: day,
    subscriptions: z.array(ids.subscription),
  }),
);

export const programTransferred = codec<ProgramTransferred>(
  'ProgramTransferred',
  exactly<ProgramTransferred['data']>({
    toBillingAccountId: ids.billingAccount,
    transferredOn: day,
    subscriptions: z.array(ids.subscription),
    reservations: z.array(ids.reservation),
  }),
);
