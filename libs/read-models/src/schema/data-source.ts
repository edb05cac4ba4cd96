import { type DataSourceOptions } from 'typeorm';
import { EVERY_TABLE } from './every-table';
import { AccountsAndReservations1770000000001 } from './migrations/1770000000001-accounts-and-reservations';
import { PapersAndMoney1770000000002 } from './migrations/1770000000002-papers-and-money';
import { Projection1770000000003 } from './migrations/1770000000003-projection';
import { BesideTheLog1770000000004 } from './migrations/1770000000004-beside-the-log';
import { Prices1770000000005 } from './migrations/1770000000005-prices';
import { TheWholeCatalogue1770000000006 } from './migrations/1770000000006-the-whole-catalogue';
import { ExchangeRates1770000000007 } from './migrations/1770000000007-exchange-rates';
import { Usage1770000000008 } from './migrations/1770000000008-usage';
import { DirectoryOfAnOrder1770000000009 } from './migrations/1770000000009-directory-of-an-order';
import { Transfers1770000000010 } from './migrations/1770000000010-transfers';
import { ListPriceOfAnOrder1770000000012 } from './migrations/1770000000012-list-price-of-an-order';
import { ListsOfReservations1770000000011 } from './migrations/1770000000011-lists-of-reservations';
import { ComingCredit1770000000013 } from './migrations/1770000000013-coming-credit';
import { ClaimedKeys1770000000014 } from './migrations/1770000000014-claimed-keys';
import { TenantsOfOwners1770000000015 } from './migrations/1770000000015-tenants-of-owners';
import { DailyRuns1770000000016 } from './migrations/1770000000016-daily-runs';
import { CustomersOfAPartner1770000000018 } from './migrations/1770000000018-customers-of-a-partner';
import { ThePlainRowFirst1770000000019 } from './migrations/1770000000019-the-plain-row-first';
import { WhoseBusinessTime1770000000020 } from './migrations/1770000000020-whose-business-time';
import { entityOf } from './table';
import { textTypes } from './text-types';

/** Connections of one process: enough to keep its queries apart, few enough for many processes on one server. */
const CONNECTIONS_MAX = 10;

/** How a process reaches the tables at a `postgres://` address. Money and days arrive as text, instants as RFC 3339. */
export function readModelOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName: 'ledger',
    poolSize: CONNECTIONS_MAX,
    entities: EVERY_TABLE.map(entityOf),
    migrations: [
      AccountsAndReservations1770000000001,
      PapersAndMoney1770000000002,
      Projection1770000000003,
      BesideTheLog1770000000004,
      Prices1770000000005,
      TheWholeCatalogue1770000000006,
      ExchangeRates1770000000007,
      Usage1770000000008,
      DirectoryOfAnOrder1770000000009,
      Transfers1770000000010,
      ListsOfReservations1770000000011,
      ListPriceOfAnOrder1770000000012,
      ComingCredit1770000000013,
      ClaimedKeys1770000000014,
      TenantsOfOwners1770000000015,
      DailyRuns1770000000016,
      CustomersOfAPartner1770000000018,
      ThePlainRowFirst1770000000019,
      WhoseBusinessTime1770000000020,
    ],
    migrationsTableName: 'schema_migration',
    migrationsRun: false,
    synchronize: false,
    extra: { types: textTypes },
  };
}
