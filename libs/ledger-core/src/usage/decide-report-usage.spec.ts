import { billingAccountId, principalId, reservationId } from '../billing-account/ids';
import { addDays, day } from '../kernel/calendar';
import {
  decideReportUsage,
  evolveUtilisation,
  type ReportUsage,
  USAGE_DAYS_PER_EVENT_MAX,
  USAGE_DAYS_PER_REPORT_MAX,
} from './decide-report-usage';

const CONTOSO = billingAccountId('contoso');
const MINE = reservationId('22222222-aaaa-4bbb-8ccc-000000000001');
const OTHERS = reservationId('22222222-aaaa-4bbb-8ccc-000000000002');
const TODAY = day('2021-03-03');
const PRINCIPAL = principalId('meter');

const used = (on: string, usedQuantity: string) => ({
  reservationId: MINE,
  on: day(on),
  usedQuantity,
});
const report = (days: ReportUsage['days']): ReportUsage => ({
  type: 'ReportUsage',
  billingAccountId: CONTOSO,
  days,
  reservations: new Set([MINE]),
});
const daysBack = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    reservationId: MINE,
    on: addDays(TODAY, -index),
    usedQuantity: String(index),
  }));

describe('R-AMT-5: a report of usage', () => {
  test('is written as it was reported, today included, a day named twice included', () => {
    const days = [used('2021-03-02', '2.5'), used('2021-03-03', '0'), used('2021-03-02', '3')];
    expect(decideReportUsage(report(days), TODAY)).toEqual({
      outcome: 'accepted',
      events: [{ type: 'UsageReported', data: { billingAccountId: CONTOSO, days } }],
    });
  });

  test.each([
    ['one row below an event’s', USAGE_DAYS_PER_EVENT_MAX - 1, [999]],
    ['an event’s', USAGE_DAYS_PER_EVENT_MAX, [1_000]],
    ['one more than an event’s', USAGE_DAYS_PER_EVENT_MAX + 1, [1_000, 1]],
    ['the most of a report', USAGE_DAYS_PER_REPORT_MAX, [1_000, 1_000, 1_000]],
  ])('of %s stands in events of at most a thousand rows, in order', (_, count, sizes) => {
    const days = daysBack(count);
    const decision = decideReportUsage(report(days), TODAY);
    if (decision.outcome === 'rejected') throw new Error(decision.rejection.code);
    expect(decision.events.map(({ data }) => data.days.length)).toEqual(sizes);
    expect(decision.events.flatMap(({ data }) => data.days)).toEqual(days);
  });

  test.each([0, USAGE_DAYS_PER_REPORT_MAX + 1])(
    'of %i rows is refused and names the bound',
    (n) => {
      expect(decideReportUsage(report(daysBack(n)), TODAY)).toEqual({
        outcome: 'rejected',
        rejection: { code: 'UsageDaysOutOfRange', count: n, max: 3_000 },
      });
    },
  );

  test('of a reservation of another account is refused and names it', () => {
    const days = [used('2021-03-02', '1'), { ...used('2021-03-02', '1'), reservationId: OTHERS }];
    expect(decideReportUsage(report(days), TODAY)).toEqual({
      outcome: 'rejected',
      rejection: {
        code: 'UsageOfAnotherAccount',
        reservationId: OTHERS,
        billingAccountId: CONTOSO,
      },
    });
  });

  test('of tomorrow is refused', () => {
    expect(decideReportUsage(report([used('2021-03-04', '1')]), TODAY)).toEqual({
      outcome: 'rejected',
      rejection: {
        code: 'UsageInTheFuture',
        reservationId: MINE,
        on: '2021-03-04',
        today: TODAY,
      },
    });
  });

  test.each(['-1', '-0', '', 'two', '1e3', '1'.repeat(25)])('of "%s" units is refused', (units) => {
    expect(decideReportUsage(report([used('2021-03-02', units)]), TODAY)).toEqual({
      outcome: 'rejected',
      rejection: {
        code: 'UsageNotAQuantity',
        reservationId: MINE,
        on: '2021-03-02',
        usedQuantity: units,
      },
    });
  });

  test.each(['0', '0.000', '4', '4.25', '1'.repeat(24)])('of "%s" units is accepted', (units) => {
    const { outcome } = decideReportUsage(report([used('2021-03-02', units)]), TODAY);
    expect(outcome).toBe('accepted');
  });
});

test('the day of the stream is the latest of its operations, and reports leave it alone', () => {
  const accepted = (on: string) => ({
    type: 'OperationAccepted' as const,
    data: {
      kind: 'ReportUsage' as const,
      operationId: 'report',
      on: day(on),
      principal: { id: PRINCIPAL, roles: [] },
      request: {},
      inputs: {},
      answer: {},
    },
  });
  const events = [accepted('2021-03-03'), accepted('2021-03-01')];
  const state = events.reduce(evolveUtilisation, {});
  expect(state).toEqual({ today: '2021-03-03' });
  const days = [used('2021-03-05', '1')];
  const reported = { type: 'UsageReported', data: { billingAccountId: CONTOSO, days } } as const;
  expect(evolveUtilisation(state, reported)).toEqual(state);
});
