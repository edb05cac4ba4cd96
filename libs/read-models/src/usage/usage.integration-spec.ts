import { type DataSource } from 'typeorm';
import { billingAccountId, Calendar, reservationId, type UsageDay } from '#ledger-core';
import { InMemoryEventLog, type LedgerEvent, utilisationStream } from '#event-log';
import { sample } from '../../test/sample-events';
import { projecting } from '../../../../test/support/projecting';
import { migratedDatabase, RecordedStream } from '../../../../test/support/recorded-story';
import { usageReportedFor } from './usage.query';

const FIRST = reservationId('22222222-aaaa-4bbb-8ccc-000000000001');
const SECOND = reservationId('22222222-aaaa-4bbb-8ccc-000000000002');
const UNUSED = reservationId('22222222-aaaa-4bbb-8ccc-000000000003');
const CONTOSO = billingAccountId('contoso');
const { day } = Calendar;

function used(of: typeof FIRST, on: string, usedQuantity: string): UsageDay {
  return { reservationId: of, on: day(on), usedQuantity };
}

function reported(...days: readonly UsageDay[]): readonly LedgerEvent[] {
  return [
    sample('OperationAccepted'),
    { type: 'UsageReported', data: { billingAccountId: CONTOSO, days } },
  ];
}

describe('the table of usage', () => {
  let dataSource: DataSource;
  let url: string;

  beforeAll(async () => {
    ({ url, dataSource } = await migratedDatabase());
    const log = new InMemoryEventLog();
    const stream = new RecordedStream(log, utilisationStream('contoso'));
    const running = projecting(url, dataSource, log);
    await stream.append(
      reported(
        used(FIRST, '2021-03-02', '1'),
        used(FIRST, '2021-03-01', '2'),
        used(SECOND, '2021-03-01', '0.250'),
      ),
    );
    await stream.append(reported(used(FIRST, '2021-03-03', '7'), used(FIRST, '2021-03-03', '0')));
    await running.until(await stream.append(reported(used(FIRST, '2021-03-01', '3.5'))));
    await running.stop();
  });
  afterAll(() => dataSource.destroy());

  test('has of a day reported twice the last report, of one operation and of several', async () => {
    const found = await usageReportedFor(dataSource, [FIRST], { through: day('2021-03-31') });
    expect(found.get(FIRST)).toEqual([
      { on: '2021-03-01', usedQuantity: '3.5' },
      { on: '2021-03-02', usedQuantity: '1' },
      { on: '2021-03-03', usedQuantity: '0' },
    ]);
  });

  test('answers the days asked for, both ends included, and nothing for what was not reported', async () => {
    const asked = { from: day('2021-03-01'), through: day('2021-03-02') };
    const found = await usageReportedFor(dataSource, [UNUSED, SECOND, FIRST], asked);
    expect([...found]).toEqual([
      [SECOND, [{ on: '2021-03-01', usedQuantity: '0.250' }]],
      [
        FIRST,
        [
          { on: '2021-03-01', usedQuantity: '3.5' },
          { on: '2021-03-02', usedQuantity: '1' },
        ],
      ],
    ]);
    expect(await usageReportedFor(dataSource, [], asked)).toEqual(new Map());
    const later = { from: day('2021-03-04'), through: day('2021-03-31') };
    expect(await usageReportedFor(dataSource, [FIRST, SECOND], later)).toEqual(new Map());
  });

  test('needs no scan of a whole table', async () => {
    const plans = await dataSource.transaction(async (manager) => {
      await manager.query('set local enable_seqscan = off');
      const explained = {
        query: async <Rows>(statement: string, parameters?: unknown[]): Promise<Rows> => {
          const plan = await manager.query<unknown[]>(`explain ${statement}`, parameters);
          expect(JSON.stringify(plan)).toContain('Index Scan');
          expect(JSON.stringify(plan)).not.toContain('Seq Scan');
          return manager.query<Rows>(statement, parameters);
        },
      };
      return usageReportedFor(explained, [FIRST], { through: day('2021-03-31') });
    });
    expect(plans.get(FIRST)).toHaveLength(3);
  });

  test('says which report stands for a day', async () => {
    const rows = await dataSource.query<unknown[]>(
      'select on_day, billing_account_id, reported_revision from usage_day where reservation_id = $1 order by on_day',
      [FIRST],
    );
    expect(rows).toEqual([
      { on_day: '2021-03-01', billing_account_id: 'contoso', reported_revision: '5' },
      { on_day: '2021-03-02', billing_account_id: 'contoso', reported_revision: '1' },
      { on_day: '2021-03-03', billing_account_id: 'contoso', reported_revision: '3' },
    ]);
  });
});
