import { type DataSource } from 'typeorm';

/** A row of a table by its columns; what is left out is as the table or the sample has it. */
type Columns = Readonly<Record<string, unknown>>;

const ACCOUNT: Columns = {
  agreement_type: 'MicrosoftCustomerAgreement',
  currency: 'USD',
  display_name: 'An account',
  payment_term_days: 30,
  payment_method: 'invoice',
  opened_on: '2021-01-01',
};

const ORDER: Columns = {
  order_number: 1,
  display_name: 'An order',
  term: 'P1Y',
  billing_plan: 'Upfront',
  original_quantity: 1,
  billing_subscription_id: '33333333-0000-4000-8000-000000000001',
  purchased_on: '2021-01-15',
  expires_on: '2022-01-15',
  requested_at: '2021-01-15T08:00:00Z',
  currency: 'USD',
  unit_price: '365',
  list_currency: 'USD',
  list_unit_price: '365',
  commitment: '365',
  instalment_count: 1,
  instalment_base: '365',
  instalment_extra: 0,
  purchase_of: 'Purchase',
  explanation: '{}',
  etag: 1,
};

const RESERVATION: Columns = {
  position: 1,
  resource_type: 'VirtualMachines',
  sku_name: 'Standard_D1',
  region: 'westus',
  term: 'P1Y',
  billing_plan: 'Upfront',
  quantity: 1,
  display_name: 'A reservation',
  billing_subscription_id: '33333333-0000-4000-8000-000000000001',
  applied_scope: '{"type":"Shared","scopes":[]}',
  instance_flexibility: 'On',
  renew: false,
  purchased_on: '2021-01-15',
  expires_on: '2022-01-15',
  created_at: '2021-01-15T08:00:00Z',
  updated_at: '2021-01-15T08:00:00Z',
  state: 'Succeeded',
  etag: 1,
  charged_instalments: 1,
  split_destinations: '{}',
};

async function insert(database: DataSource, table: string, columns: Columns): Promise<void> {
  const names = Object.keys(columns);
  const places = names.map((_, index) => `$${index + 1}`);
  await database.query(
    `insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`,
    Object.values(columns),
  );
}

/** Writes rows of orders and reservations without a log, for what only rows decide. */
export function rowWriterOf(database: DataSource) {
  return {
    account: (id: string, tenant?: string, partner?: string) =>
      insert(database, 'billing_account', {
        ...ACCOUNT,
        ...{ id, tenant_id: tenant ?? null, partner_id: partner ?? null },
      }),
    subscription: (id: string, account: string, name: string) =>
      insert(database, 'subscription', {
        id,
        billing_account_id: account,
        display_name: name,
        linked_on: '2021-01-01',
      }),
    usage: (reservation: string, on: string, units: string) =>
      insert(database, 'usage_day', {
        reservation_id: reservation,
        on_day: on,
        used_quantity: units,
        billing_account_id: 'contoso',
        reported_revision: 1,
      }),
    owner: (order: string, principal: string, tenant?: string) =>
      insert(database, 'owner', {
        ...{ order_id: order, principal_id: principal, tenant_id: tenant ?? null },
      }),
    order: async (id: string, account: string, owner: string, more: Columns = {}) => {
      await insert(database, 'reservation_order', {
        ...ORDER,
        id,
        billing_account_id: account,
        ...more,
      });
      await insert(database, 'owner', { order_id: id, principal_id: owner });
    },
    reservation: (id: string, order: string, account: string, more: Columns = {}) =>
      insert(database, 'reservation', {
        ...RESERVATION,
        id,
        order_id: order,
        billing_account_id: account,
        ...more,
      }),
  };
}

/** Among so many partners the accounts are shared out. */
const PARTNERS = 1_000;

/** Orders of one reservation each, of accounts of ten, and as many accounts: enough to make an index worth its while. */
export async function writeMany(database: DataSource, count: number): Promise<void> {
  const own = `md5('order ' || n)::uuid as order_id, md5('reservation ' || n)::uuid as id,
    'many-' || n / 10 as account, n + 1000 as place, n - 1 as number`;
  const series = `(select ${own} from generate_series(1, ${count}) as n) many`;
  const write = (table: string, sample: Columns, keys: Readonly<Record<string, string>>) => {
    const constant = Object.entries(sample).filter(([name]) => !(name in keys));
    const names = [...Object.keys(keys), ...constant.map(([name]) => name)];
    const values = [...Object.values(keys), ...constant.map(([, value]) => `'${String(value)}'`)];
    return database.query(
      `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from ${series}`,
    );
  };
  await write('reservation_order', ORDER, {
    id: 'order_id',
    billing_account_id: 'account',
    log_position: 'place',
  });
  await write('owner', {}, { order_id: 'order_id', principal_id: `'owner-of-' || account` });
  await write('reservation', RESERVATION, {
    id: 'id',
    order_id: 'order_id',
    billing_account_id: 'account',
    log_position: 'place',
  });
  await write('billing_account', ACCOUNT, {
    id: `'many-' || number`,
    partner_id: `'partner-' || number % ${PARTNERS}`,
  });
  await database.query('analyze');
}
