import { column, key, optional, type Table } from '../schema/table';

/** How far each daily run has come, and what came of it. The instants are those of the database's machine. */
export const dailyRunTable = {
  name: 'daily_run',
  columns: {
    id: key('uuid'),
    through_day: column('date'),
    asked_by: column('text'),
    principal_id: optional('text'),
    started_at: column('timestamptz'),
    /** The latest sign of life. */
    updated_at: column('timestamptz'),
    finished_at: optional('timestamptz'),
    accounts_due: column('integer'),
    accounts_done: column('integer'),
    instalments_charged: column('integer'),
    credits_expired: column('integer'),
    months_closed: column('integer'),
    parked: column('integer'),
    stopped: column('integer'),
    stuck: column('integer'),
    waiting: column('integer'),
    state: column('text'),
    why: optional('text'),
  },
  indices: [{ name: 'daily_run_by_start', columns: ['started_at'] }],
} satisfies Table;
