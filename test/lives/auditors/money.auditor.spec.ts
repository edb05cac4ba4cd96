import { usd } from '../../support/account-story';
import { auditMoney } from './money.auditor';
import { findsPlanted } from './planted-faults';
import { planted, without } from './recorded-story';
import { cardStory, enrolmentStory, invoiceStory } from './stories-to-audit';

const onVisa = { card: { token: 'tok_visa', brand: 'visa', last4: '4242' } };
const onAmex = { card: { token: 'tok_amex', brand: 'amex', last4: '0005' } };

describe('the auditor of money', () => {
  findsPlanted(auditMoney, [
    [
      'a cent that is retained out of nothing',
      () =>
        planted(invoiceStory(), 'RetainedCreditGranted', (data) =>
          Object.assign(data, { amount: usd('924.37') }),
        ),
      /All money .* is 328501, but should be 328500/,
    ],
    [
      'a payment that is applied and never received',
      () =>
        planted(invoiceStory(), 'PaymentRecorded', (data) =>
          Object.assign(data, { amount: usd('3284') }),
        ),
      /All money/,
    ],
    [
      'credit that pays without being taken',
      () => without(enrolmentStory(), 'RetainedCreditGranted'),
      /All money/,
    ],
    [
      'a card refund that is not sent',
      () => without(cardStory(), 'CardRefundRequested'),
      /All money/,
    ],
    [
      'a refund to another card than the one that paid',
      () => planted(cardStory(), 'CardRefundRequested', (data) => Object.assign(data, onAmex)),
      /The card that .* goes to is tok_amex, but should be tok_visa/,
    ],
    [
      'a refund sent to a card that is on file no longer',
      () => planted(cardStory(), 'CardOnFileChanged', (data) => Object.assign(data, onVisa)),
      /tok_amex, but should be tok_visa/,
    ],
    [
      'a refund held though its card is on file',
      () => planted(cardStory(), 'CardRefundHeld', (data) => Object.assign(data, onAmex)),
      /is held, but its card is on file/,
    ],
    [
      'held money sent without approval',
      () =>
        planted(
          cardStory(),
          'SupportRequestMoved',
          (data) => Object.assign(data, { status: 'Declined' }),
          1,
        ),
      /was not approved/,
    ],
    [
      'an approval that sends nothing',
      () => without(cardStory(), 'CardRefundRequested', 1),
      /was approved and still holds money/,
    ],
    [
      'an approval that sends less than was held',
      () =>
        planted(
          cardStory(),
          'CardRefundRequested',
          (data) => Object.assign(data, { amount: usd('1049.99') }),
          1,
        ),
      /sends is 104999, but should be 105000/,
    ],
    [
      'a payment that gives back more than it paid',
      () =>
        planted(cardStory(), 'CardCharged', (data) => Object.assign(data, { amount: usd('1000') })),
      /gives back more than it paid|All money/,
    ],
    [
      'a support request for another sum than it holds',
      () =>
        planted(cardStory(), 'SupportRequestCreated', (data) =>
          Object.assign(data, { amount: usd('1') }),
        ),
      /holds is 105000, but should be 100/,
    ],
  ]);
});
