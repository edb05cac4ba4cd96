import { usd } from '../../support/account-story';
import { type LifeStep } from '../life-step';
import { auditAnswers } from './answer.auditor';
import { findsPlanted, type PlantedFault } from './planted-faults';
import { cardStory, invoiceStory } from './stories-to-audit';

/** What is answered to the accepted commands of a type says something else. */
function inAnswer(
  tell: () => readonly LifeStep[],
  type: 'RefundReservation' | 'ExchangeReservations',
  change: object,
): PlantedFault[1] {
  return () =>
    tell().map((step) => {
      const { command, decision } = step;
      if (command?.type !== type || decision?.outcome !== 'accepted') return step;
      const answer = structuredClone(decision.answer);
      Object.assign(answer['amounts'] ?? {}, change);
      return { ...step, decision: { ...decision, answer } };
    });
}

/** A refusal that names amounts names other ones. */
function inRefusal(code: string, change: object): PlantedFault[1] {
  return () =>
    invoiceStory().map((step) => {
      const { decision } = step;
      if (decision?.outcome !== 'rejected' || decision.rejection.code !== code) return step;
      const rejection = structuredClone(decision.rejection);
      if ('amounts' in rejection) Object.assign(rejection.amounts ?? {}, change);
      return { ...step, decision: { ...decision, rejection } };
    });
}

describe('the auditor of answers', () => {
  findsPlanted(auditAnswers, [
    [
      'a refund that is answered before its fee',
      inAnswer(invoiceStory, 'RefundReservation', { refund: usd('1050.41') }),
      /What the refund says of refund is 105041, but should be 92436/,
    ],
    [
      'an answer of the units left in place of those returned',
      inAnswer(invoiceStory, 'RefundReservation', { quantity: 2 }),
      /says of quantity is 2, but should be 1/,
    ],
    [
      'an exchange whose payable sum forgets the refund',
      inAnswer(cardStory, 'ExchangeReservations', { netPayable: usd('600') }),
      /says of netPayable is 60000, but should be 20438/,
    ],
    [
      'a refused exchange that names nothing returned',
      inRefusal('PurchaseTotalTooLow', { returns: [] }),
      /has not 1 lines/,
    ],
    [
      'a refusal for the cap that names another refund',
      inRefusal('RefundCapExceeded', { prorated: usd('1') }),
      /What the refund says of prorated is 100/,
    ],
    [
      'a refused exchange that names another purchase total',
      inRefusal('PurchaseTotalTooLow', { purchaseTotal: usd('1') }),
      /says of purchaseTotal is 100, but should be 1000/,
    ],
  ]);
});
