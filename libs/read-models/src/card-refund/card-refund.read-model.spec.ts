import { projected } from '../../test/projected';
import { sample } from '../../test/sample-events';
import { cardRefunds } from './card-refund.read-model';

const HELD = '31a783bb-1c1b-4059-bc2e-9911795b00da';
const REQUEST = 'b95646bd-1e8d-41a8-abde-c023ca84bbcf';

test('money sent back to a card is a row with the payment, the paper and the card', () => {
  expect(projected(cardRefunds, sample('CardRefundRequested'))).toEqual([
    {
      change: 'upsert',
      row: {
        card_refund_id: '32116360-44ff-4e48-bf46-1700ecb398d2',
        billing_account_id: 'contoso',
        payment_id: '97b2964b-e6bf-4fae-8de7-734e34d7ecea',
        on_day: '2021-05-20',
        amount: '27.48',
        currency: 'EUR',
        card_token: 'tok_4f1c9d7e',
        card_brand: 'Visa',
        card_last4: '4242',
        status: 'Requested',
        document_number: 'fabrikam-000002',
        support_request_id: null,
        held_refund_id: null,
        stream_revision: '7',
      },
    },
  ]);
});

test('money held for a card that has changed names its request, and stays a row when it is sent to another', () => {
  expect(projected(cardRefunds, sample('CardRefundHeld'))).toMatchObject([
    {
      row: {
        card_refund_id: HELD,
        on_day: '2021-06-01',
        amount: '3.93',
        card_last4: '4242',
        status: 'Held',
        support_request_id: REQUEST,
        held_refund_id: null,
      },
    },
  ]);
  expect(projected(cardRefunds, sample('CardRefundRequested.after-approval'))).toMatchObject([
    {
      row: {
        card_refund_id: 'e9620a7c-bac4-4861-b5ad-b12f31ca8914',
        on_day: '2021-06-02',
        card_last4: '4444',
        status: 'Requested',
        support_request_id: null,
        held_refund_id: HELD,
      },
    },
  ]);
});
