import { z } from 'zod';
import {
  AGREEMENT_TYPES,
  type AppliedPayment,
  type BillingAccountOpened,
  type Card,
  type CardOnFileChanged,
  OPERATION_KINDS,
  type OperationAccepted,
  type PaymentMethod,
  type PaymentRecorded,
  type Principal,
} from '#ledger-core';
import { codec } from './codec';
import { exactly, oneOf, oneOfList, taggedBy } from './shapes';
import { count, currency, day, flag, ids, jsonObject, money, text } from './values';

type Paying<Method extends PaymentMethod['method']> = Extract<PaymentMethod, { method: Method }>;

export const card = exactly<Card>({ token: text, brand: text, last4: text });

export const operationAccepted = codec<OperationAccepted>(
  'OperationAccepted',
  exactly<OperationAccepted['data']>({
    kind: oneOfList(OPERATION_KINDS),
    operationId: text,
    on: day,
    principal: exactly<Principal>({
      id: ids.principal,
      tenantId: ids.tenant.exactOptional(),
      roles: z.array(text),
    }),
    request: jsonObject,
    inputs: jsonObject,
    answer: jsonObject,
  }),
);

export const billingAccountOpened = codec<BillingAccountOpened>(
  'BillingAccountOpened',
  exactly<BillingAccountOpened['data']>({
    billingAccountId: ids.billingAccount,
    agreementType: oneOfList(AGREEMENT_TYPES),
    currency,
    displayName: text,
    tenantId: ids.tenant.exactOptional(),
    partnerId: ids.tenant.exactOptional(),
    paymentTermDays: count,
    payment: taggedBy<PaymentMethod, 'method'>('method', {
      invoice: exactly<Paying<'invoice'>>({ method: z.literal('invoice') }),
      card: exactly<Paying<'card'>>({ method: z.literal('card'), card }),
      prepayment: exactly<Paying<'prepayment'>>({ method: z.literal('prepayment') }),
    }),
    customerMayBuy: flag.exactOptional(),
    openedOn: day,
  }),
);

export const cardOnFileChanged = codec<CardOnFileChanged>(
  'CardOnFileChanged',
  exactly<CardOnFileChanged['data']>({ card, changedOn: day }),
);

export const paymentRecorded = codec<PaymentRecorded>(
  'PaymentRecorded',
  exactly<PaymentRecorded['data']>({
    paymentId: ids.payment,
    reference: text,
    amount: money,
    paidOn: day,
    recordedOn: day,
    invoice: ids.document,
    applied: z.array(
      exactly<AppliedPayment>({
        invoice: ids.document,
        amount: money,
        paidAfter: money,
        amountDueAfter: money,
        statusAfter: oneOf<AppliedPayment['statusAfter']>({ Due: true, Paid: true }),
      }),
    ),
    overpaid: money,
  }),
);
