import { z } from 'zod';
import {
  type PrepaymentCreditExpired,
  type PrepaymentCreditGranted,
  type PrepaymentDrawn,
  type PrepaymentTaken,
  type PrepaymentTermAdded,
} from '#ledger-core';
import { codec } from './codec';
import { exactly, taggedBy } from './shapes';
import { day, ids, money } from './values';

type Source = PrepaymentTaken['from'];

export const prepaymentTermAdded = codec<PrepaymentTermAdded>(
  'PrepaymentTermAdded',
  exactly<PrepaymentTermAdded['data']>({
    termId: ids.prepaymentTerm,
    from: day,
    to: day,
    amount: money,
    addedOn: day,
    availableAfter: money,
  }),
);

const prepaymentTaken = exactly<PrepaymentTaken>({
  from: taggedBy<Source, 'kind'>('kind', {
    credit: exactly<Extract<Source, { kind: 'credit' }>>({
      kind: z.literal('credit'),
      creditId: ids.prepaymentCredit,
    }),
    term: exactly<Extract<Source, { kind: 'term' }>>({
      kind: z.literal('term'),
      termId: ids.prepaymentTerm,
    }),
  }),
  amount: money,
  remainingAfter: money,
});

export const prepaymentDrawn = codec<PrepaymentDrawn>(
  'PrepaymentDrawn',
  exactly<PrepaymentDrawn['data']>({
    chargeId: ids.charge,
    drawnOn: day,
    amount: money,
    taken: z.array(prepaymentTaken),
    availableAfter: money,
  }),
);

export const prepaymentCreditGranted = codec<PrepaymentCreditGranted>(
  'PrepaymentCreditGranted',
  exactly<PrepaymentCreditGranted['data']>({
    creditId: ids.prepaymentCredit,
    orderId: ids.order,
    reservationId: ids.reservation,
    chargeId: ids.charge,
    amount: money,
    fee: money,
    grantedOn: day,
    expiresOn: day,
    termId: ids.prepaymentTerm.exactOptional(),
    availableAfter: money,
  }),
);

export const prepaymentCreditExpired = codec<PrepaymentCreditExpired>(
  'PrepaymentCreditExpired',
  exactly<PrepaymentCreditExpired['data']>({
    creditId: ids.prepaymentCredit,
    amount: money,
    expiredOn: day,
    availableAfter: money,
  }),
);
