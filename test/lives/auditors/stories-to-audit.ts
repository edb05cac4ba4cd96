import {
  billingAccountId,
  Calendar,
  type Card,
  Money,
  prepaymentTermId,
  type PolicyTerms,
  type ReservationId,
  SELF_SERVICE_2021_04,
  type SupportRequestStatus,
} from '#ledger-core';
import { type AccountStory, D2S, expectAccepted, usd } from '../../support/account-story';
import { type LifeStep } from '../life-step';
import { recordedStory } from './recorded-story';

/*
 * Small lives in which all is well, with something of everything for an auditor to miss. 1,095.00 for
 * three years from 15 January 2021 are 1.00 a day.
 */
const FEE: PolicyTerms = { ...SELF_SERVICE_2021_04, earlyTerminationFeeRate: '0.12' };
const VISA: Card = { token: 'tok_visa', brand: 'visa', last4: '4242' };
const AMEX: Card = { token: 'tok_amex', brand: 'amex', last4: '0005' };

/** Bought, paid, returned in part with a fee, split and merged, exchanged, overpaid, refused, renewed. */
export function invoiceStory(): readonly LifeStep[] {
  const { story, steps, pass } = recordedStory(FEE);
  const first = story.buy({ on: '2021-01-15', price: '1095', quantity: 3 });
  const bought = { on: '2021-01-31', price: '1200.05', quantity: 2 };
  const monthly = story.buy({ ...bought, plan: 'Monthly' });
  story.pay('2021-02-01', 'contoso-000001', '3285');
  expectAccepted(story.refund(first, { on: '2021-02-14', quantity: 1, listed: '1080' }));
  story.buy({ on: '2021-02-20', price: '500' });
  story.split('2021-03-02', newestPartOf(story, first), [1, 1]);
  const parts = [...story.state.reservations.keys()].slice(-2);
  expectAccepted(story.merge('2021-03-03', parts));
  const [merged] = [...story.state.reservations.keys()].slice(-1);
  if (merged === undefined) throw new Error('Nothing was merged');
  expectAccepted(story.exchange('2021-03-10', [merged], [{ price: '2500' }, { price: '90' }]));
  const [standing] = [...story.state.dueInvoices.keys()];
  story.pay('2021-03-20', standing ?? '', '9000');
  const short = story.buy({ on: '2021-03-25', price: '300' });
  expectAccepted(story.refund(short, { on: '2021-03-30' }));
  expectAccepted(story.refund(monthly, { on: '2021-04-10', quantity: 1, used: true }));
  const large = story.buy({ on: '2021-04-11', price: '60000' });
  story.refund(large, { on: '2021-05-01' });
  story.exchange('2021-05-02', [large], [{ price: '10' }]);
  const product = { ...D2S, term: 'P1Y' } as const;
  story.buy({ on: '2021-05-03', price: '120', plan: 'Monthly', product, renew: true });
  pass('2022-06-01');
  return steps;
}

/** The sibling that a partial return left. */
function newestPartOf(story: AccountStory, id: ReservationId): ReservationId {
  const returned = story.facts('ReservationReturned').find((fact) => fact.reservationId === id);
  if (returned?.sibling === undefined) throw new Error(`${id} has no sibling`);
  return returned.sibling.reservationId;
}

/** Prepaid, overage, refunds of both, before and after the month closed, in the middle of credit notes. */
export function enrolmentStory(): readonly LifeStep[] {
  const { story, steps, pass } = recordedStory(FEE, {
    agreementType: 'EnterpriseAgreement',
    payment: {
      method: 'prepayment',
      terms: [
        {
          termId: prepaymentTermId('first'),
          from: Calendar.day('2021-01-01'),
          to: Calendar.day('2022-01-01'),
          amount: usd('5000'),
        },
      ],
    },
  });
  const prepaid = story.buy({ on: '2021-01-10', price: '1095', quantity: 3 });
  const overage = story.buy({ on: '2021-01-20', price: '4000' });
  story.buy({ on: '2021-02-10', price: '3000' });
  expectAccepted(story.refund(prepaid, { on: '2021-02-14', quantity: 1 }));
  story.buy({ on: '2021-02-15', price: '2500' });
  story.pay('2021-03-05', 'contoso-000001', '2000');
  expectAccepted(story.refund(overage, { on: '2021-03-10', used: true }));
  const short = story.buy({ on: '2021-03-11', price: '2000', quantity: 2 });
  expectAccepted(story.refund(short, { on: '2021-03-12', quantity: 1 }));
  const rest = newestPartOf(story, prepaid);
  expectAccepted(story.refund(rest, { on: '2021-03-20', quantity: 1 }));
  story.pay('2021-03-21', 'contoso-000002', '2500');
  story.buy({ on: '2021-03-22', price: '36000', plan: 'Monthly' });
  expectAccepted(story.refund(newestPartOf(story, rest), { on: '2021-03-25' }));
  pass('2021-08-02');
  return steps;
}

/** Paid by card, returned to it, returned to a card on file no longer, held, and sent after approval. */
export function cardStory(): readonly LifeStep[] {
  const { story, steps, pass } = recordedStory(SELF_SERVICE_2021_04, {
    payment: { method: 'card', card: VISA },
  });
  const first = story.buy({ on: '2021-01-15', price: '1095', quantity: 2 });
  expectAccepted(story.refund(first, { on: '2021-02-14', quantity: 1 }));
  story.do('2021-02-20', { type: 'ChangeCardOnFile', card: AMEX });
  const second = story.buy({ on: '2021-02-21', price: '400' });
  expectAccepted(story.refund(newestPartOf(story, first), { on: '2021-03-01' }));
  move(story, '2021-03-02', ['InProgress', 'Approved', 'Closed']);
  expectAccepted(story.exchange('2021-03-05', [second], [{ price: '600' }]));
  pass('2021-04-01');
  return steps;
}

function move(
  story: AccountStory,
  on: string,
  statuses: readonly Exclude<SupportRequestStatus, 'Created'>[],
): void {
  const [supportRequestId] = [...story.state.supportRequests.keys()];
  if (supportRequestId === undefined) throw new Error('No support request was opened');
  for (const status of statuses)
    expectAccepted(story.do(on, { type: 'MoveSupportRequest', supportRequestId, status }));
}

/** In another currency, from a list in USD; the cap counts at the rate of the day. Then the account moves. */
export function transferStory(): readonly LifeStep[] {
  const { story, steps, pass } = recordedStory(FEE, {
    agreementType: 'MicrosoftOnlineServicesProgram',
    currency: Money.currency('EUR'),
  });
  const on = Calendar.day('2021-01-15');
  const rate = { from: 'USD', to: 'EUR', on, rate: '0.83', source: 'bank' };
  const listed = { listedIn: 'USD', exchangeRate: rate } as const;
  const first = story.buy({ on, price: '1095', quantity: 2, ...listed });
  const second = story.buy({ on, price: '730', plan: 'Monthly', ...listed });
  story.pay('2021-01-20', 'contoso-000001', '1817.70');
  const capRate = { from: 'EUR', to: 'USD', on, rate: '1.2', source: 'bank' };
  const back = { quantity: 1, listed: '1000', capRate };
  expectAccepted(story.refund(first, { on: '2021-02-14', ...back }));
  const target = {
    agreementType: 'MicrosoftPartnerAgreement',
    currency: Money.currency('EUR'),
  } as const;
  expectAccepted(
    story.do('2021-03-01', {
      type: 'TransferProgram',
      toBillingAccountId: billingAccountId('fabrikam'),
      transfersOn: Calendar.day('2021-03-20'),
      subscriptions: [],
      target,
    }),
  );
  expectAccepted(story.refund(newestPartOf(story, first), { on: '2021-03-21' }));
  expectAccepted(story.refund(second, { on: '2021-04-02' }));
  pass('2021-06-01');
  return steps;
}

/** Every story, by name. */
export const STORIES: readonly (readonly [string, () => readonly LifeStep[]])[] = [
  ['by invoice', invoiceStory],
  ['of an enrolment', enrolmentStory],
  ['by card', cardStory],
  ['in another currency, with a transfer', transferStory],
];
