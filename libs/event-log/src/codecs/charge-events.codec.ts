import { z } from 'zod';
import {
  type CardCharged,
  type ChargeMade,
  type ChargePayment,
  type OverageMonthClosed,
  type PaperLine,
} from '#ledger-core';
import { card } from './account-events.codec';
import { codec } from './codec';
import { explanation } from './explanation.parser';
import { exactly, taggedBy } from './shapes';
import { count, day, ids, money, month, ordinal, text } from './values';

type PaidBy<Method extends ChargePayment['method']> = Extract<ChargePayment, { method: Method }>;

export const paperLine = exactly<PaperLine>({ lineId: ids.line, description: text, explanation });

const chargePayment = taggedBy<ChargePayment, 'method'>('method', {
  invoice: exactly<PaidBy<'invoice'>>({ method: z.literal('invoice'), invoice: ids.document }),
  card: exactly<PaidBy<'card'>>({ method: z.literal('card'), invoice: ids.document, card }),
  prepayment: exactly<PaidBy<'prepayment'>>({ method: z.literal('prepayment') }),
  overage: exactly<PaidBy<'overage'>>({ method: z.literal('overage'), month }),
});

export const chargeMade = codec<ChargeMade>(
  'ChargeMade',
  exactly<ChargeMade['data']>({
    chargeId: ids.charge,
    orderId: ids.order,
    reservationId: ids.reservation,
    quantity: ordinal,
    unitAmount: money,
    amount: money,
    instalment: ordinal,
    chargedOn: day,
    periodFrom: day,
    periodTo: day,
    paidBy: chargePayment,
    line: paperLine,
    nextDueOn: day.exactOptional(),
  }),
);

export const cardCharged = codec<CardCharged>(
  'CardCharged',
  exactly<CardCharged['data']>({
    paymentId: ids.payment,
    invoice: ids.document,
    card,
    amount: money,
    chargedOn: day,
  }),
);

export const overageMonthClosed = codec<OverageMonthClosed>(
  'OverageMonthClosed',
  exactly<OverageMonthClosed['data']>({
    month,
    closedOn: day,
    lineCount: count,
    total: money,
    invoice: ids.document,
  }),
);
