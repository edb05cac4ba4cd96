import { commandId } from '#event-log';
import { contextAt, eventOf, projected, projectedOfSubscription } from '../../test/projected';
import { operations } from './operation.read-model';

const row = {
  id: commandId('Test', 'a command'),
  operation_id: '1',
  kind: 'RunDueDay',
  billing_account_id: 'contoso',
  principal_id: 'alice@contoso.example',
  on_day: '2021-01-01',
  recorded_at: '2021-03-20T08:00:00.000Z',
  position: '4711',
  stream: contextAt().stream,
  stream_revision: '7',
  answer: {},
};

test('an operation is a row by the id of its command, at the position a caller waits for', () => {
  expect(projected(operations, eventOf('OperationAccepted'))).toEqual([{ change: 'upsert', row }]);
});

test('an operation of another stream than an account names no account', () => {
  expect(projectedOfSubscription(operations, eventOf('OperationAccepted'))).toMatchObject([
    {
      row: {
        billing_account_id: null,
        stream: 'subscription-aaaaaaaa-0000-4000-8000-000000000001',
      },
    },
  ]);
});
