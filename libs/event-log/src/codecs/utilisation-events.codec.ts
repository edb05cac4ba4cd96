import { z } from 'zod';
import { type UsageDay, type UsageReported } from '#ledger-core';
import { codec } from './codec';
import { exactly } from './shapes';
import { day, decimal, ids } from './values';

const usageDay = exactly<UsageDay>({
  reservationId: ids.reservation,
  on: day,
  usedQuantity: decimal,
});

export const usageReported = codec<UsageReported>(
  'UsageReported',
  exactly<UsageReported['data']>({
    billingAccountId: ids.billingAccount,
    days: z.array(usageDay),
  }),
);
