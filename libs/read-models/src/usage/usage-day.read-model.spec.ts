import { utilisationStream } from '#event-log';
import { contextAt, projected } from '../../test/projected';
import { sample } from '../../test/sample-events';
import { usageDays } from './usage-day.read-model';

test('a report of usage is a row for each reservation and day, with the revision of the report', () => {
  const reported = sample('UsageReported');
  const rows = projected(usageDays, reported, contextAt(utilisationStream('adatum')));
  expect(rows).toEqual([
    {
      change: 'upsert',
      row: {
        reservation_id: '5b64b43a-a4fe-4d9d-aa59-cbb3185e6e55',
        on_day: '2021-03-10',
        billing_account_id: 'adatum',
        used_quantity: '3.5',
        reported_revision: '7',
      },
    },
    {
      change: 'upsert',
      row: {
        reservation_id: '0d68c81d-8db4-4158-abc2-182782a32b6b',
        on_day: '2021-03-12',
        billing_account_id: 'adatum',
        used_quantity: '0',
        reported_revision: '7',
      },
    },
  ]);
});
