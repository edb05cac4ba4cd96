import { Calendar, prepaymentTermId } from '#ledger-core';
import { usd } from '../../support/account-story';
import { findsPlanted } from './planted-faults';
import { auditPrepayment } from './prepayment.auditor';
import { planted, without } from './recorded-story';
import { enrolmentStory } from './stories-to-audit';

const april = Calendar.monthOf(Calendar.day('2021-04-01'));

describe('the auditor of the prepayment', () => {
  findsPlanted(auditPrepayment, [
    [
      'a charge that is overage though it is covered',
      () =>
        planted(enrolmentStory(), 'ChargeMade', (data) =>
          Object.assign(data, { paidBy: { method: 'overage', month: april } }),
        ),
      /is paid is overage, but should be prepayment/,
    ],
    [
      'a charge paid from a prepayment that does not cover it',
      () =>
        planted(
          enrolmentStory(),
          'ChargeMade',
          (data) => Object.assign(data, { paidBy: { method: 'prepayment' } }),
          1,
        ),
      /is paid is prepayment, but should be overage/,
    ],
    [
      'overage of another month',
      () =>
        planted(
          enrolmentStory(),
          'ChargeMade',
          (data) => Object.assign(data, { paidBy: { method: 'overage', month: april } }),
          1,
        ),
      /The month of .* is 2021-04, but should be 2021-01/,
    ],
    [
      'a charge that is not drawn',
      () => without(enrolmentStory(), 'PrepaymentDrawn'),
      /is paid by prepayment and not drawn/,
    ],
    [
      "the term's balance drawn before a refund credit",
      () =>
        planted(
          enrolmentStory(),
          'PrepaymentDrawn',
          (data) => Object.assign(data, { taken: data.taken.toReversed() }),
          1,
        ),
      /does not draw .* in its turn/,
    ],
    [
      'a credit valid one day too long',
      () =>
        planted(enrolmentStory(), 'PrepaymentCreditGranted', (data) =>
          Object.assign(data, { expiresOn: Calendar.day('2021-05-16') }),
        ),
      /The expiry of .* is 2021-05-16, but should be 2021-05-15/,
    ],
    [
      'a credit granted before the fee',
      () =>
        planted(enrolmentStory(), 'PrepaymentCreditGranted', (data) =>
          Object.assign(data, { amount: usd('1060') }),
        ),
      /The credit .* is 106000, but should be 93280/,
    ],
    [
      'a credit that joins no term',
      () =>
        planted(enrolmentStory(), 'PrepaymentCreditGranted', (data) =>
          Object.assign(data, { termId: prepaymentTermId('second') }),
        ),
      /joins is second, but should be first/,
    ],
    [
      'a credit that is not granted',
      () => without(enrolmentStory(), 'PrepaymentCreditGranted'),
      /Refund credits not granted/,
    ],
    [
      'a credit that does not expire',
      () => without(enrolmentStory(), 'PrepaymentCreditExpired'),
      /expired on 2021-06-23 and was not swept/,
    ],
    [
      'a credit that expires with less than what is left',
      () =>
        planted(enrolmentStory(), 'PrepaymentCreditExpired', (data) =>
          Object.assign(data, { amount: usd('0.01') }),
        ),
      /What expires of .* is 1, but should be/,
    ],
    [
      'a balance that does not follow',
      () =>
        planted(enrolmentStory(), 'PrepaymentDrawn', (data) =>
          Object.assign(data, { availableAfter: usd('5000') }),
        ),
      /The prepayment after .* is 500000, but should be 171500/,
    ],
  ]);
});
