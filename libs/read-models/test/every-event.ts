import {
  billingAccountStream,
  type EventLog,
  EXCHANGE_RATES_STREAM,
  type LedgerEvent,
  POLICY_TERMS_STREAM,
  type StreamName,
  utilisationStream,
} from '#event-log';
import { RecordedStream } from '../../../test/support/recorded-story';
import { sample } from './sample-events';

/** The events of one operation, after the one that accepts it. */
type Operation = readonly LedgerEvent[];

export const ORDER = '57b28263-fe92-40e3-a353-f46c22c5ab56';
/** What was bought, what its two returns left, and what became of that. */
export const BOUGHT = '5b64b43a-a4fe-4d9d-aa59-cbb3185e6e55';
export const LEFT_IN_MARCH = '0d68c81d-8db4-4158-abc2-182782a32b6b';
export const LEFT_IN_JULY = 'b3f2daf0-9fa2-432d-92f4-b9ed3fe11e96';
export const PARTS = [
  'd0000000-0000-4000-8000-000000000001',
  'c0000000-0000-4000-8000-000000000002',
] as const;
export const WHOLE = 'b0000000-0000-4000-8000-000000000003';

const usd = (amount: string) => ({ currency: 'USD', amount });
const ofOrder = (members: object = {}) => ({ orderId: ORDER, ...members });

function bought(): LedgerEvent {
  return sample('ReservationPurchased', {
    ...ofOrder({ reservationId: BOUGHT, orderNumber: 1, quantity: 4 }),
    purchasedOn: '2021-03-10',
    expiresOn: '2022-03-10',
    owners: ['alice@adatum.example'],
  });
}

/** A charge of overage with an id and a line of its own. */
function overage(month: string, on: string, amount: string): LedgerEvent {
  const id = `0000${month.slice(5)}${on.slice(8)}-0000-4000-8000-000000000000`;
  const line = { lineId: id, description: on, explanation: { rules: ['R-PUR-2'], steps: [] } };
  return sample('ChargeMade.overage', {
    ...{ chargeId: id, reservationId: LEFT_IN_MARCH, line, chargedOn: on },
    paidBy: { method: 'overage', month },
    amount: usd(amount),
  });
}

function closed(month: string, number: string, total: string, lineCount: number): Operation {
  const figures = { total: usd(total), lineCount };
  return [
    sample('OverageMonthClosed', { ...figures, month, invoice: number }),
    sample('InvoiceIssued.overage-month', {
      ...figures,
      number,
      overageMonth: month,
      amountDue: usd(total),
    }),
  ];
}

function paid(): LedgerEvent {
  const figures = { paidAfter: usd('6600.00'), amountDueAfter: usd('700.00'), statusAfter: 'Due' };
  const part = { invoice: 'adatum-000001', amount: usd('6600.00'), ...figures };
  return sample('PaymentRecorded', {
    ...{ invoice: 'adatum-000001', amount: usd('6600.00'), overpaid: usd('0.00') },
    applied: [part],
  });
}

/**
 * An enrolment. March: four units for 9,600 as overage, one given back in full two days later, and 100 more: 7,300,
 * of which 6,600 is paid. April: 600. In July one unit is given back: 1,597.81 less a fee of 191.74 is 1,406.07,
 * of which the invoices of March and April take the 700 and the 600 they are due, and 106.07 is left.
 */
const ENROLMENT: readonly Operation[] = [
  [sample('BillingAccountOpened.prepayment'), sample('PrepaymentTermAdded')],
  [bought(), sample('ChargeMade.overage')],
  [sample('ReservationReturned.overage')],
  [overage('2021-03', '2021-03-20', '100.00')],
  closed('2021-03', 'adatum-000001', '7300.00', 3),
  [overage('2021-04', '2021-04-20', '600.00')],
  closed('2021-04', 'adatum-000002', '600.00', 1),
  [paid()],
  [
    sample('ReservationReturned.credit-note'),
    sample('CreditNoteIssued'),
    sample('InvoiceRevised', { paid: usd('6600.00') }),
    sample('InvoiceRevised', {
      ...{ number: 'adatum-000002', why: 'Reopened: later than adatum-000001' },
      ...{ paid: usd('0.00'), credited: usd('600.00') },
    }),
    sample('RetainedCreditGranted.overage-credit'),
  ],
];

function part(place: 0 | 1): object {
  return { reservationId: PARTS[place], quantity: 1, shares: [], displayName: `part ${place}` };
}

function whole(): object {
  return {
    ...{ reservationId: WHOLE, quantity: 2, shares: [], displayName: 'whole', renew: true },
    billingSubscriptionId: 'aaaaaaaa-0000-4000-8000-000000000003',
    appliedScope: { type: 'Shared', scopes: [] },
    instanceFlexibility: 'On',
  };
}

/** What is left is split, merged, swapped, updated and renewed; its owners change. */
const CHANGES: readonly Operation[] = [
  [
    sample('ReservationSplit', {
      ...ofOrder({ reservationId: LEFT_IN_JULY, destinations: [part(0), part(1)] }),
    }),
  ],
  [sample('ReservationsMerged', ofOrder({ sources: PARTS, destination: whole() }))],
  [sample('ReservationSwapped', ofOrder({ reservationId: WHOLE }))],
  [sample('ReservationUpdated', ofOrder({ reservationId: WHOLE }))],
  [sample('ReservationArchived', ofOrder({ reservationId: LEFT_IN_JULY }))],
  [sample('ReservationUnarchived', ofOrder({ reservationId: LEFT_IN_JULY }))],
  [sample('ReservationArchived', ofOrder({ reservationId: BOUGHT }))],
  [sample('OwnerAdded', ofOrder({ principal: 'bob@adatum.example' }))],
  [sample('OwnerRemoved', ofOrder({ principal: 'alice@adatum.example' }))],
  [
    sample('OrderDirectoryChanged', {
      ...ofOrder({ owners: ['bob@adatum.example'] }),
      formerOwners: [],
    }),
  ],
];

/** A charge of 1,200 takes the whole of the refund credit and 260.27 of the term. */
const PREPAID: readonly Operation[] = [
  [sample('PrepaymentCreditGranted')],
  [
    sample('ChargeMade.prepayment', { reservationId: WHOLE, amount: usd('1200.00') }),
    sample('PrepaymentDrawn'),
  ],
  [
    sample('PrepaymentCreditGranted', {
      ...{ creditId: '26ba1261-d96b-462c-8b6e-b2bf8259f84a', amount: usd('412.60') },
      ...{ termId: undefined, expiresOn: '2021-12-14' },
    }),
  ],
  [sample('PrepaymentCreditExpired')],
  [
    sample('ReservationExpired', ofOrder({ reservationId: WHOLE })),
    sample('ReservationRenewed', ofOrder({ reservationId: WHOLE })),
    sample('RenewalNotPossible', ofOrder({ reservationId: WHOLE })),
  ],
];

const eur = (amount: string) => ({ currency: 'EUR', amount });

/** A card payer: the invoice is paid by the card; of what is given back a part is held, since the card has changed. */
const CARD: readonly Operation[] = [
  [sample('BillingAccountOpened.card')],
  [
    sample('ReservationPurchased.renewing'),
    sample('ChargeMade.card'),
    sample('InvoiceIssued', {
      ...{ number: 'fabrikam-000001', carries: [], total: eur('121.68'), paid: eur('121.68') },
      ...{ newLines: ['7afec040-5e4d-4536-91af-7a0061bf99bd'], lineCount: 1, why: 'Purchase' },
    }),
    sample('CardCharged'),
  ],
  [
    sample('ReservationReturned.card'),
    sample('InvoiceIssued', {
      ...{ number: 'fabrikam-000002', carries: ['fabrikam-000001'] },
      ...{ newLines: ['aac8d474-58ed-47a5-afa1-3371a97611c9'], lineCount: 2 },
      ...{ total: eur('94.20'), paid: eur('94.20') },
    }),
    sample('InvoiceVoided', {
      ...{ number: 'fabrikam-000001', replacedBy: 'fabrikam-000002' },
      payments: [
        {
          paymentId: '97b2964b-e6bf-4fae-8de7-734e34d7ecea',
          moved: eur('94.20'),
          released: eur('27.48'),
        },
      ],
    }),
    sample('CardRefundRequested'),
  ],
  [sample('CardOnFileChanged')],
  [sample('CardRefundHeld'), sample('SupportRequestCreated')],
  [sample('SupportRequestMoved'), sample('CardRefundRequested.after-approval')],
];

const TRANSFER: readonly Operation[] = [
  [sample('BillingAccountOpened', { billingAccountId: 'northwind' })],
  [sample('ProgramTransferAgreed')],
  [sample('ProgramTransferred'), sample('RetainedCreditTransferred')],
];

const OPERATIONS: readonly (readonly [StreamName, readonly Operation[]])[] = [
  [billingAccountStream('adatum'), [...ENROLMENT, ...CHANGES, ...PREPAID]],
  [billingAccountStream('fabrikam'), CARD],
  [billingAccountStream('northwind'), TRANSFER],
  [
    billingAccountStream('northwind-csp'),
    [
      [sample('BillingAccountOpened.customer-may-not-buy')],
      [sample('RetainedCreditGranted.program-transfer')],
    ],
  ],
  [POLICY_TERMS_STREAM, [[sample('PolicyTermsPublished')]]],
  [utilisationStream('adatum'), [[sample('UsageReported')]]],
  [EXCHANGE_RATES_STREAM, [[sample('ExchangeRatePublished')]]],
];

/** Writes lives in which every way of paying and every change of a reservation comes about. @returns after each operation the position. */
export async function* recordEveryEvent(log: EventLog): AsyncGenerator<bigint> {
  for (const [stream, operations] of OPERATIONS) {
    const recorded = new RecordedStream(log, stream);
    for (const events of operations)
      yield await recorded.append([sample('OperationAccepted.policy-terms'), ...events]);
  }
}
