import { z } from 'zod';
import {
  type Cancellation,
  CAP_MEASURES,
  type CapUse,
  CHANNELS,
  type ChargeShare,
  type PriceComparison,
  type RefundSettlement,
  type ReservationReturned,
  type ReturnedShare,
  type Sibling,
} from '#ledger-core';
import { paperLine } from './charge-events.codec';
import { codec } from './codec';
import { explanation } from './explanation.parser';
import { exactly, oneOf, oneOfList, taggedBy } from './shapes';
import { count, day, exchangeRate, flag, ids, money, month, ordinal, text } from './values';

type Counted = Extract<CapUse, { counts: true }>;
type NotCounted = Extract<CapUse, { counts: false }>;
type SettledBy<Method extends RefundSettlement['method']> = Extract<
  RefundSettlement,
  { method: Method }
>;

const capUse = taggedBy<CapUse, 'counts'>('counts', {
  true: exactly<Counted>({
    counts: z.literal(true),
    measure: oneOfList(CAP_MEASURES),
    amount: money,
    usd: money,
    exchangeRate: exchangeRate.exactOptional(),
    countsFrom: day,
    replenishesOn: day,
    usedAfter: money,
  }),
  false: exactly<NotCounted>({
    counts: z.literal(false),
    why: oneOf<NotCounted['why']>({ Exchange: true, ProgramTransfer: true }),
  }),
});

const refundSettlement = taggedBy<RefundSettlement, 'method'>('method', {
  invoice: exactly<SettledBy<'invoice'>>({ method: z.literal('invoice'), invoice: ids.document }),
  card: exactly<SettledBy<'card'>>({ method: z.literal('card'), invoice: ids.document }),
  prepayment: exactly<SettledBy<'prepayment'>>({
    method: z.literal('prepayment'),
    creditId: ids.prepaymentCredit.exactOptional(),
  }),
  overage: exactly<SettledBy<'overage'>>({ method: z.literal('overage'), month }),
  creditNote: exactly<SettledBy<'creditNote'>>({
    method: z.literal('creditNote'),
    creditNote: ids.document,
  }),
});

export const chargeShare = exactly<ChargeShare>({ chargeId: ids.charge, quantity: ordinal });

const returnedShare = exactly<ReturnedShare>({
  chargeId: ids.charge,
  quantity: ordinal,
  daysUsed: count,
  daysInPeriod: ordinal,
  paid: money,
  basis: money,
  consumedOfPaid: money,
  consumedOfBasis: money,
  prorated: money,
  fee: money,
  refund: money,
  settledBy: refundSettlement,
  line: paperLine,
  feeLine: paperLine.exactOptional(),
});

const sibling = exactly<Sibling>({
  reservationId: ids.reservation,
  quantity: ordinal,
  shares: z.array(chargeShare),
});

export const reservationReturned = codec<ReservationReturned>(
  'ReservationReturned',
  exactly<ReservationReturned['data']>({
    orderId: ids.order,
    reservationId: ids.reservation,
    returnedOn: day,
    purpose: oneOf<ReservationReturned['data']['purpose']>({ Refund: true, Exchange: true }),
    quantity: ordinal,
    sibling: sibling.exactOptional(),
    shares: z.array(returnedShare),
    prorated: money,
    fee: money,
    refund: money,
    cancelledInstalments: money,
    remainingCommitment: money,
    cap: capUse,
    cancellation: exactly<Cancellation>({
      free: flag,
      countedFrom: day,
      countedTo: day,
      days: count,
      daysFree: count,
      usageReported: flag,
    }),
    comparison: oneOf<PriceComparison>({
      ListPriceOfTheDay: true,
      ListedNoLonger: true,
      NotCompared: true,
    }),
    terms: exactly<ReservationReturned['data']['terms']>({
      channel: oneOfList(CHANNELS),
      version: text,
    }),
    reason: text.exactOptional(),
    explanation,
  }),
);
