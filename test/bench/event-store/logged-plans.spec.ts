import {
  loggedPlans,
  scansTheLog,
  shapeOf,
  touchesTheLog,
} from '../../../bench/event-store/plans/logged-plans';

const logged = (statement: string, plan: unknown) =>
  `2026-03-14 09:26:53.589 UTC [7] LOG:  duration: 1.250 ms  plan:\n${JSON.stringify(
    { 'Query Text': statement, Plan: plan },
    null,
    2,
  )
    .split('\n')
    .map((line) => `\t${line}`)
    .join('\n')}`;

const BY_INDEX = {
  'Node Type': 'Limit',
  Plans: [
    { 'Node Type': 'Index Scan', 'Relation Name': 'event', 'Index Name': 'event_pkey' },
    { 'Node Type': 'Seq Scan', 'Relation Name': 'schema_version' },
  ],
};
const THROUGH_ALL = {
  'Node Type': 'Hash Join',
  Plans: [{ 'Node Type': 'Hash', Plans: [{ 'Node Type': 'Seq Scan', 'Relation Name': 'stream' }] }],
};
const LOG = [
  '2026-03-14 09:26:53.000 UTC [7] LOG:  checkpoint starting: time',
  logged('select 1', BY_INDEX),
  logged('select\n  2', THROUGH_ALL),
  '2026-03-14 09:26:54.000 UTC [7] LOG:  checkpoint complete',
  logged('select 3', { 'Node Type': 'Result' }),
  '',
].join('\n');

test('the plans are found between the other lines of a server log', () => {
  expect(loggedPlans(LOG).map(({ statement, milliseconds }) => [statement, milliseconds])).toEqual([
    ['select 1', 1.25],
    ['select\n  2', 1.25],
    ['select 3', 1.25],
  ]);
});

test('a scan of a whole table of the log is seen wherever in the plan it is; one of another table is nothing', () => {
  expect(loggedPlans(LOG).map(scansTheLog)).toEqual([false, true, false]);
  expect(loggedPlans(LOG).map(touchesTheLog)).toEqual([true, true, false]);
});

test('a plan is shown by its first step and by what it reads', () => {
  expect(loggedPlans(LOG).map(shapeOf)).toEqual([
    'Limit, Index Scan event event_pkey, Seq Scan schema_version',
    'Hash Join, Seq Scan stream',
    'Result',
  ]);
});
