import { z } from 'zod';
import {
  type CardRefundHeld,
  type CardRefundRequested,
  type SupportRequestCreated,
  type SupportRequestMoved,
} from '#ledger-core';
import { card } from './account-events.codec';
import { codec } from './codec';
import { exactly, oneOf } from './shapes';
import { day, ids, money, text } from './values';

export const cardRefundRequested = codec<CardRefundRequested>(
  'CardRefundRequested',
  exactly<CardRefundRequested['data']>({
    cardRefundId: ids.cardRefund,
    paymentId: ids.payment,
    amount: money,
    card,
    invoice: ids.document,
    requestedOn: day,
    heldRefundId: ids.cardRefund.exactOptional(),
  }),
);

export const cardRefundHeld = codec<CardRefundHeld>(
  'CardRefundHeld',
  exactly<CardRefundHeld['data']>({
    cardRefundId: ids.cardRefund,
    paymentId: ids.payment,
    amount: money,
    card,
    invoice: ids.document,
    heldOn: day,
    supportRequestId: ids.supportRequest,
  }),
);

export const supportRequestCreated = codec<SupportRequestCreated>(
  'SupportRequestCreated',
  exactly<SupportRequestCreated['data']>({
    supportRequestId: ids.supportRequest,
    origin: z.literal('ChangedCard'),
    issueType: z.literal('Billing'),
    problemType: z.literal('ReservationManagement'),
    category: z.literal('ExchangesAndRefunds'),
    orderId: ids.order,
    reservationId: ids.reservation,
    amount: money,
    createdOn: day,
  }),
);

export const supportRequestMoved = codec<SupportRequestMoved>(
  'SupportRequestMoved',
  exactly<SupportRequestMoved['data']>({
    supportRequestId: ids.supportRequest,
    status: oneOf<SupportRequestMoved['data']['status']>({
      InProgress: true,
      Approved: true,
      Declined: true,
      Closed: true,
    }),
    movedOn: day,
    why: text.exactOptional(),
  }),
);
