import { type DataSource } from 'typeorm';
import { Calendar, principalId } from '#ledger-core';
import { forgetRuns, latestRun, noteRun, type RunNote } from '#read-models';
import { migratedDatabase } from '../../../../test/support/recorded-story';

const FIRST = '11111111-1111-4111-8111-111111111111';
const SECOND = '22222222-2222-4222-8222-222222222222';

const counts = {
  ...{ accountsDue: 3, accountsDone: 0, instalmentsCharged: 0, creditsExpired: 0 },
  ...{ monthsClosed: 0, parked: 0, stopped: 0, stuck: 0, waiting: 0 },
};
const begun = (id: string): RunNote => ({
  ...{ id, through: Calendar.day('2021-02-15'), counts, state: 'running' },
  asker: { by: 'clock', principal: principalId('root') },
});

describe('how daily runs stand', () => {
  let tables: DataSource;

  beforeEach(async () => {
    ({ dataSource: tables } = await migratedDatabase());
  });
  afterEach(() => tables.destroy());

  const silentFor = (id: string, seconds: number) =>
    tables.query(
      'update daily_run set updated_at = now() - make_interval(secs => $2) where id = $1',
      [id, seconds],
    );

  it('is nothing before the first', async () => {
    expect(await latestRun(tables)).toBe(undefined);
  });

  it('is seen as it was noted last, from its start on', async () => {
    await noteRun(tables, begun(FIRST));
    const first = await latestRun(tables);
    expect(first).toMatchObject({ ...begun(FIRST), state: 'running' });
    expect(first).not.toHaveProperty('finishedAt');
    const done = { ...counts, accountsDone: 3, instalmentsCharged: 7 };
    await noteRun(tables, { ...begun(FIRST), counts: done, state: 'done' });
    const ended = await latestRun(tables);
    expect(ended).toHaveProperty('finishedAt');
    expect(ended).toMatchObject({
      ...{ id: FIRST, counts: done, state: 'done', startedAt: first?.startedAt },
    });
  });

  it('says why one failed, and who asked', async () => {
    await noteRun(tables, {
      ...begun(FIRST),
      ...{ asker: { by: 'daily' }, state: 'failed', why: 'the tables are behind' },
    });
    expect(await latestRun(tables)).toMatchObject({
      ...{ state: 'failed', why: 'the tables are behind', asker: { by: 'daily' } },
    });
  });

  it.each([
    [29, 'running'],
    [31, 'interrupted'],
  ])('is, %i s after its last sign of life, %s', async (seconds, state) => {
    await noteRun(tables, begun(FIRST));
    await silentFor(FIRST, seconds);
    expect(await latestRun(tables)).toMatchObject({ id: FIRST, state });
  });

  it('shows the run that goes on before one that began later and is over', async () => {
    await noteRun(tables, begun(FIRST));
    await noteRun(tables, { ...begun(SECOND), state: 'done' });
    expect(await latestRun(tables)).toMatchObject({ id: FIRST, state: 'running' });
    await silentFor(FIRST, 31);
    expect(await latestRun(tables)).toMatchObject({ id: SECOND, state: 'done' });
  });

  it('forgets all but the latest', async () => {
    await noteRun(tables, begun(FIRST));
    await noteRun(tables, begun(SECOND));
    await forgetRuns(tables, 1);
    expect(await tables.query('select id from daily_run')).toEqual([{ id: SECOND }]);
  });
});
