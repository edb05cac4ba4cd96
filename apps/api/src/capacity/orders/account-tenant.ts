import { type BillingAccountId, type Principal } from '#ledger-core';
import { accountById, type Reader } from '#read-models';

/** Whether an account is open to a caller's tenant: one that names no tenant is open to all. */
export async function isOpenTo(
  reader: Reader,
  account: BillingAccountId,
  { tenantId }: Principal,
): Promise<boolean> {
  const owned = (await accountById(reader, account))?.tenantId;
  return owned === undefined || owned === tenantId;
}
