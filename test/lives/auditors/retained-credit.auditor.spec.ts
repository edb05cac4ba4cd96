import { usd } from '../../support/account-story';
import { findsPlanted } from './planted-faults';
import { planted, without } from './recorded-story';
import { auditRetainedCredit } from './retained-credit.auditor';
import { enrolmentStory, invoiceStory, transferStory } from './stories-to-audit';

describe('the auditor of retained credit', () => {
  findsPlanted(auditRetainedCredit, [
    [
      'usable credit that is left unused',
      () => without(invoiceStory(), 'RetainedCreditUsed'),
      /contoso-000004 leaves .* unused in its turn/,
    ],
    [
      'credit that pays more than an exchange buys anew',
      () =>
        planted(
          invoiceStory(),
          'RetainedCreditUsed',
          ({ taken }) => {
            for (const part of taken) Object.assign(part, { amount: usd('424.37') });
          },
          1,
        ),
      /gives contoso-000006 is 42437, but should be 42436/,
    ],
    [
      'a refund whose credit pays charges of what was bought before',
      () =>
        planted(invoiceStory(), 'RetainedCreditGranted', (data) =>
          Object.assign(data, { usableFor: { charges: 'OfOrdersFrom', orderNumber: 2 } }),
        ),
      /may pay is orders from 2, but should be orders from 3/,
    ],
    [
      'an overpayment that pays later orders only',
      () =>
        planted(
          invoiceStory(),
          'RetainedCreditGranted',
          (data) => Object.assign(data, { usableFor: { charges: 'OfOrdersFrom', orderNumber: 6 } }),
          1,
        ),
      /may pay is orders from 6, but should be Every/,
    ],
    [
      'a balance that does not follow',
      () =>
        planted(invoiceStory(), 'RetainedCreditUsed', (data) =>
          Object.assign(data, { availableAfter: usd('0') }),
        ),
      /Credit after .* is 0, but should be 42436/,
    ],
    [
      'what is left of a credit, when it is wrong',
      () =>
        planted(invoiceStory(), 'RetainedCreditUsed', ({ taken }) => {
          for (const part of taken) Object.assign(part, { remainingAfter: usd('0') });
        }),
      /What is left of .* is 0, but should be 42436/,
    ],
    [
      "an enrolment's overpayment that any charge may use",
      () =>
        planted(enrolmentStory(), 'RetainedCreditGranted', (data) =>
          Object.assign(data, { usableFor: { charges: 'Every' } }),
        ),
      /may pay is Every, but should be NextOverageInvoice/,
    ],
    [
      'credit that stays behind when the account moves',
      () => without(transferStory(), 'RetainedCreditTransferred'),
      /What a transferred account retains is 71039, but should be 0/,
    ],
    [
      'credit younger than another that pays first',
      () =>
        planted(
          invoiceStory(),
          'RetainedCreditUsed',
          (data) => Object.assign(data, { taken: data.taken.toReversed() }),
          4,
        ),
      /leaves .* unused in its turn/,
    ],
  ]);
});
