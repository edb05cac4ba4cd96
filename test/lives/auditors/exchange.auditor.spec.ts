import { type Rejection } from '#ledger-core';
import { usd } from '../../support/account-story';
import { type LifeStep } from '../life-step';
import { auditExchanges } from './exchange.auditor';
import { findsPlanted, type PlantedFault } from './planted-faults';
import { planted, without } from './recorded-story';
import { cardStory, invoiceStory } from './stories-to-audit';

type TooLow = Extract<Rejection, { code: 'PurchaseTotalTooLow' }>;

function inRefusal(change: (rejection: TooLow) => Partial<TooLow>): PlantedFault[1] {
  return () =>
    invoiceStory().map((step) => {
      const { decision } = step;
      if (decision?.outcome !== 'rejected' || decision.rejection.code !== 'PurchaseTotalTooLow')
        return step;
      const { rejection } = decision;
      return {
        ...step,
        decision: { ...decision, rejection: { ...rejection, ...change(rejection) } },
      };
    });
}

/** What was asked to be bought has another price than it had. */
function askedAt(price: string): PlantedFault[1] {
  return () =>
    invoiceStory().map((step: LifeStep) => {
      const { command } = step;
      if (command?.type !== 'ExchangeReservations') return step;
      const purchases = command.purchases.map((item) => ({
        ...item,
        listPrice: { ...item.listPrice, listed: price },
      }));
      return { ...step, command: { ...command, purchases } };
    });
}

describe('the auditor of exchanges', () => {
  findsPlanted(auditExchanges, [
    // Two units of 1,095.00 after 54 days: 2 × 1,041.00 = 2,082.00.
    ['an exchange that is a cent short', askedAt('1040.995'), /The commitment of/],
    ['an exchange that falls short', askedAt('1040.99'), /The exchange is 2 short/],
    [
      'an exchange refused that is enough',
      askedAt('60000'),
      /commitment|is enough, and was refused/,
    ],
    [
      'a fee in an exchange',
      () =>
        planted(
          invoiceStory(),
          'ReservationReturned',
          (data) => Object.assign(data, { fee: usd('0.01') }),
          1,
        ),
      /The fee of .* is 1, but should be 0/,
    ],
    [
      'a purchase left out',
      () => without(invoiceStory(), 'ReservationPurchased', 3),
      /How many were bought is 1, but should be 2/,
    ],
    [
      'a purchase that is not of the exchange',
      () =>
        planted(
          invoiceStory(),
          'ReservationPurchased',
          (data) => Object.assign(data, { purchaseOf: 'Quote' }),
          3,
        ),
      /is Quote, but should be Exchange/,
    ],
    [
      'a return without a paper',
      () => without(cardStory(), 'InvoiceIssued', 4),
      /The new invoices of the exchange is 0, but should be 1/,
    ],
    [
      'a purchase that is on another paper',
      () =>
        planted(
          cardStory(),
          'ChargeMade',
          ({ paidBy }) => Object.assign(paidBy, { invoice: 'contoso-000006' }),
          2,
        ),
      /is not on contoso-000005/,
    ],
    [
      'a refusal that says it is short by less',
      inRefusal(() => ({ shortBy: usd('1') })),
      /By how much the exchange falls short is 100/,
    ],
    [
      'a refusal that names another requirement',
      inRefusal(() => ({ required: usd('1') })),
      /What the purchases must reach is 100/,
    ],
    [
      'a refusal whose amounts are other ones',
      inRefusal(({ amounts }) => ({ amounts: { ...amounts, netPayable: usd('0') } })),
      /What is payable is 0/,
    ],
  ]);
});
