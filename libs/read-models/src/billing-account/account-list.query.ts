import {
  type BillingAccountId,
  billingAccountId,
  isBillingAccountId,
  type TenantId,
} from '#ledger-core';
import { cursorAt, placeAt } from '../schema/page-cursor';
import { type Reader, rowsOf } from '../schema/rows';
import { accountOf, type AccountRow, type AccountView } from './account.query';

/** Whose eyes look at accounts: some see all, a partner's agents that partner's customers (R-ACC-3). */
export type AccountViewer =
  Readonly<{ sees: 'all' }> | Readonly<{ sees: 'customersOf'; partner: TenantId }>;

export type AccountPage = Readonly<{ value: readonly AccountView[]; nextCursor?: string }>;

/** An account is listed by its id, which never changes: one that is opened meanwhile moves no other. */
const ACCOUNTS = 'billingAccounts';

/** The account that the page ended at which a caller sends the cursor of; undefined when it is none of ours. */
export function accountCursor(text: string): BillingAccountId | undefined {
  const place = placeAt(ACCOUNTS, text);
  return place !== undefined && isBillingAccountId(place) ? billingAccountId(place) : undefined;
}

/** A page of the accounts that a viewer sees, in the order of their ids. */
export async function accountsSeenBy(
  reader: Reader,
  viewer: AccountViewer,
  { after, take }: Readonly<{ after?: BillingAccountId; take: number }>,
): Promise<AccountPage> {
  const [where, seen] =
    viewer.sees === 'all' ? ['true', []] : ['partner_id = $3', [viewer.partner]];
  const rows = await rowsOf<AccountRow>(
    reader,
    `select * from billing_account where ${where} and id > $1 order by id limit $2`,
    [after ?? '', take + 1, ...seen],
  );
  const value = rows.slice(0, take).map(accountOf);
  const last = value.at(-1);
  if (rows.length <= take || last === undefined) return { value };
  return { value, nextCursor: cursorAt(ACCOUNTS, last.id) };
}
