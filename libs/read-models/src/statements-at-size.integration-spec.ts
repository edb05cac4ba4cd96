import { type DataSource } from 'typeorm';
import { billingAccountId, Calendar, Money, SELF_SERVICE_2021_04 } from '#ledger-core';
import {
  accountDetails,
  prepaymentStatement,
  type Reader,
  refundCapStatement,
  retainedCreditStatement,
} from '#read-models';
import { migratedDatabase } from '../../../test/support/recorded-story';

const OWN = billingAccountId('own');
const OWN_COUNT = 2_000;
const OTHERS_COUNT = 20_000;
const ON = Calendar.day('2022-06-30');

/** What stands in a column, as an expression of the number of the row. */
type Columns = Readonly<Record<string, string>>;

const GUID = (of: string) => `md5('${of} ' || n)::uuid`;
const DAY = `date '2021-01-01' + n % 700`;
const MONEY: Columns = { amount: '1.00', currency: `'USD'` };
const PLACE: Columns = { stream_revision: 'n' };
const OF_RETURN: Columns = { order_id: GUID('order'), reservation_id: GUID('reservation') };

/** The tables that statements are read from. */
const TABLES: Readonly<Record<string, Columns>> = {
  refund_cap_use: {
    ...{ ...OF_RETURN, ...MONEY, ...PLACE, usd: '1.00', measure: `'refundAmount'` },
    ...{ refunded_on: DAY, replenished_on: `${DAY} + 365`, terms_version: `'v'` },
  },
  prepayment_credit: {
    ...{ ...OF_RETURN, ...MONEY, ...PLACE, credit_id: GUID('credit'), charge_id: GUID('charge') },
    ...{ fee: '0', granted_on: DAY, expires_on: `${DAY} + 90` },
  },
  prepayment_movement: {
    ...{ ...PLACE, n: '0', credit_id: GUID('credit'), on_day: DAY, kind: `'Drawn'` },
    ...{ amount: '-0.50', currency: `'USD'` },
  },
  prepayment_term: {
    ...{ ...MONEY, term_id: `'term-' || n`, added_on: DAY },
    ...{ from_day: DAY, to_day: `${DAY} + 1` },
  },
  retained_credit_movement: {
    ...{ ...MONEY, ...PLACE, credit_id: GUID('retained'), on_day: DAY, reason: `'Refund'` },
  },
  document: {
    ...{ number: `'paper ' || n`, sequence: 'n', kind: `'Invoice'`, status: `'Due'` },
    ...{ revision: '1', issued_on: DAY, currency: `'USD'`, why: `'Purchase'`, line_count: '1' },
    ...{ carries: `'{}'`, new_lines: `'{}'`, replaces: `'{}'` },
    ...{ total: '1.00', paid: '0', credited: '0', amount_due: '1.00' },
  },
};

/** 2,000 rows of one account among 20,000 of a thousand others, in every table. */
async function filled(database: DataSource): Promise<void> {
  const account = `case when n <= ${OWN_COUNT} then '${OWN}' else 'other-' || n % 1000 end`;
  for (const [table, columns] of Object.entries(TABLES)) {
    const all = { billing_account_id: account, ...columns };
    await database.query(
      `insert into ${table} (${Object.keys(all).join(', ')})
       select ${Object.values(all).join(', ')}
       from generate_series(1, ${OWN_COUNT + OTHERS_COUNT}) as n`,
    );
  }
  await database.query(
    `insert into billing_account (id, agreement_type, currency, display_name, payment_term_days, payment_method, opened_on)
     values ('${OWN}', 'EnterpriseAgreement', 'USD', 'Own', 30, 'prepayment', '2021-01-01')`,
  );
  await database.query('analyze');
}

describe('statements of an account with many movements among those of others', () => {
  let database: DataSource;
  const plans = new Map<string, string>();
  let reader: Reader;

  beforeAll(async () => {
    database = (await migratedDatabase()).dataSource;
    await filled(database);
    reader = {
      query: async (statement, parameters = []) => {
        const plan = await database.query<unknown>(`explain ${statement}`, parameters);
        plans.set(statement, JSON.stringify(plan));
        return database.query(statement, parameters);
      },
    };
  });
  afterAll(() => database.destroy());

  /** How the statements asked meanwhile come by the tables: what is read as a whole, and what by an index. */
  const waysOf = async (ask: () => Promise<unknown>) => {
    plans.clear();
    await ask();
    const ways = [...plans.values()].join('\n');
    const named = (table: string) => new RegExp(`\\b(on ${table}\\b|on ${table}_)`).test(ways);
    const scanned = (table: string) => new RegExp(`Seq Scan on ${table}\\b`).test(ways);
    const tables = Object.keys(TABLES);
    return { read: tables.filter(named), asWhole: tables.filter(scanned) };
  };

  it.each([
    [
      'the refund cap',
      ['refund_cap_use'],
      () => refundCapStatement(reader, OWN, ON, () => SELF_SERVICE_2021_04),
    ],
    [
      'the prepayment',
      ['prepayment_credit', 'prepayment_movement', 'prepayment_term'],
      () => prepaymentStatement(reader, { id: OWN, currency: Money.USD }, ON),
    ],
    [
      'the retained credit',
      ['retained_credit_movement'],
      () => retainedCreditStatement(reader, { id: OWN, currency: Money.USD }, ON),
    ],
    [
      'the balances',
      ['retained_credit_movement', 'document'],
      () => accountDetails(reader, OWN, ON),
    ],
  ])('%s is read by an index, no table as a whole', async (_, tables, ask) => {
    expect(await waysOf(ask)).toEqual({ read: tables, asWhole: [] });
    expect([...plans.values()].join()).toMatch(/Index( Only)? Scan/);
  });

  it('and says what stands there', async () => {
    const statement = await prepaymentStatement(reader, { id: OWN, currency: Money.USD }, ON);
    expect(statement.credits.length).toBeGreaterThan(1_000);
    expect(statement.credits[0]?.used).toEqual(Money.money(Money.USD, '0.50'));
    const details = await accountDetails(reader, OWN, ON);
    expect(details?.balances.amountDue).toEqual(Money.money(Money.USD, '2000.00'));
  });
});
