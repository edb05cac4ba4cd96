import { type DataSource } from 'typeorm';
import { billingAccountId, Calendar, tenantId } from '#ledger-core';
import { migratedDatabase } from '../../../../test/support/recorded-story';
import { rowWriterOf } from '../../test/reservation-rows';
import { type Reader } from '../schema/rows';
import { accountCursor, accountsSeenBy, type AccountViewer } from './account-list.query';
import { accountMove } from './account-move.query';

const ALL: AccountViewer = { sees: 'all' };
const OF_P: AccountViewer = { sees: 'customersOf', partner: tenantId('tenant-p') };
const MANY = 20_000;

/** Remembers the last statement that went through it. */
function watched(database: DataSource): Reader & { last: () => readonly [string, unknown[]] } {
  let last: readonly [string, unknown[]] = ['', []];
  return {
    query: (statement, parameters = []) => {
      last = [statement, parameters];
      return database.query(statement, parameters);
    },
    last: () => last,
  };
}

describe('the accounts that somebody sees', () => {
  let database: DataSource;
  let rows: ReturnType<typeof rowWriterOf>;
  const pageOf = async (viewer: AccountViewer, take: number, after?: string) => {
    const from = after === undefined ? undefined : accountCursor(after);
    if (after !== undefined && from === undefined) throw new Error(`No cursor: ${after}`);
    const asked = { take, ...(from === undefined ? {} : { after: from }) };
    const { value, nextCursor } = await accountsSeenBy(database, viewer, asked);
    return { ids: value.map(({ id }) => id), nextCursor };
  };

  beforeAll(async () => {
    ({ dataSource: database } = await migratedDatabase());
    rows = rowWriterOf(database);
    for (const id of ['echo', 'alpha', 'delta', 'bravo'])
      await rows.account(id, undefined, 'tenant-p');
    await rows.account('charlie', 'tenant-c', 'tenant-q');
    await rows.account('foxtrot');
  });
  afterAll(() => database.destroy());

  it('are all of them, or those of a partner’s customers, in the order of their ids', async () => {
    expect((await pageOf(ALL, 10)).ids).toEqual([
      ...['alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot'],
    ]);
    expect((await pageOf(OF_P, 10)).ids).toEqual(['alpha', 'bravo', 'delta', 'echo']);
    const nobodys = { sees: 'customersOf', partner: tenantId('tenant-z') } as const;
    expect(await pageOf(nobodys, 10)).toEqual({ ids: [], nextCursor: undefined });
  });

  it.each([
    [3, 'a page, and another'],
    [4, 'one page'],
    [5, 'one page'],
  ])('at most %d to a page: %s', async (take) => {
    const first = await pageOf(OF_P, take);
    expect(first.ids).toHaveLength(Math.min(take, 4));
    if (take >= 4) expect(first.nextCursor).toBe(undefined);
    else expect((await pageOf(OF_P, take, first.nextCursor)).ids).toEqual(['echo']);
  });

  it('are each read once, whichever are opened between two pages', async () => {
    const first = await pageOf(OF_P, 2);
    expect(first.ids).toEqual(['alpha', 'bravo']);
    await rows.account('aardvark', undefined, 'tenant-p');
    await rows.account('cobra', undefined, 'tenant-p');
    const second = await pageOf(OF_P, 2, first.nextCursor);
    expect(second.ids).toEqual(['cobra', 'delta']);
    expect(await pageOf(OF_P, 2, second.nextCursor)).toEqual({
      ids: ['echo'],
      nextCursor: undefined,
    });
  });

  it('are found by an index, in its order, wherever a page begins', async () => {
    await database.query(
      `insert into billing_account (id, agreement_type, currency, display_name, partner_id,
         payment_term_days, payment_method, opened_on)
       select 'many-' || n, 'MicrosoftPartnerAgreement', 'USD', 'Many', 'tenant-' || n % 4, 30, 'invoice', '2021-01-01'
       from generate_series(1, $1::integer) n`,
      [MANY],
    );
    await database.query('analyze billing_account');
    const reader = watched(database);
    const partner = tenantId('tenant-1');
    for (const [viewer, index] of [
      [{ sees: 'customersOf', partner }, 'billing_account_of_partner'],
      [ALL, 'billing_account_pkey'],
    ] as const) {
      await accountsSeenBy(reader, viewer, { after: billingAccountId('many-5'), take: 100 });
      const [statement, parameters] = reader.last();
      const plan = JSON.stringify(await database.query(`explain ${statement}`, parameters));
      expect(plan).toContain(index);
      expect(plan).not.toMatch(/Sort|Seq Scan/);
    }
  });

  it('say where they move from the time that is agreed on, and where they have moved', async () => {
    const move = () => accountMove(database, billingAccountId('foxtrot'));
    const moved = { billingAccountId: 'charlie', on: Calendar.day('2021-03-01') };
    expect(await move()).toBe(undefined);
    await database.query(
      `insert into due_item (billing_account_id, kind, ref, due_on)
       values ('foxtrot', 'ProgramTransfer', 'charlie', '2021-03-01')`,
    );
    expect(await move()).toEqual(moved);
    await database.query("delete from due_item where billing_account_id = 'foxtrot'");
    await database.query(
      "update billing_account set transferred_to = 'charlie', transferred_on = '2021-03-01' where id = 'foxtrot'",
    );
    expect(await move()).toEqual(moved);
    expect(await accountMove(database, billingAccountId('charlie'))).toBe(undefined);
  });
});
