import { projected } from '../../test/projected';
import { sample } from '../../test/sample-events';
import { supportRequests } from './support-request.read-model';

const REQUEST = 'b95646bd-1e8d-41a8-abde-c023ca84bbcf';

test('a support request is opened as created', () => {
  expect(projected(supportRequests, sample('SupportRequestCreated'))).toEqual([
    {
      change: 'upsert',
      row: {
        support_request_id: REQUEST,
        billing_account_id: 'contoso',
        origin: 'ChangedCard',
        issue_type: 'Billing',
        problem_type: 'ReservationManagement',
        category: 'ExchangesAndRefunds',
        order_id: '6812b5f0-a812-4256-aa18-983b34e5f8df',
        reservation_id: '508f5999-41c8-4f44-a3bf-50baa91cf121',
        amount: '3.93',
        currency: 'EUR',
        opened_on: '2021-06-01',
        status: 'Created',
        status_on: '2021-06-01',
        why: null,
        stream_revision: '7',
      },
    },
  ]);
});

test('a support request that moves says when and why, and no longer why it came to the status before', () => {
  const moved = (members: object) =>
    projected(supportRequests, sample('SupportRequestMoved', { ...members }));
  const why = 'The new card belongs to the same customer';
  const key = { support_request_id: REQUEST };
  expect(moved({})).toEqual([
    { change: 'patch', key, columns: { status: 'Approved', status_on: '2021-06-02', why } },
  ]);
  expect(moved({ status: 'Closed', movedOn: '2021-06-03', why: undefined })).toEqual([
    { change: 'patch', key, columns: { status: 'Closed', status_on: '2021-06-03', why: null } },
  ]);
});
