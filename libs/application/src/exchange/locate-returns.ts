import { type BillingAccountId, EXCHANGE_LINES_MAX, type ReservationId } from '#ledger-core';
import { rejectedFor } from '../answers';
import { type AccountFinder } from '../look-ups/account-finder';
import { tablesBehind } from '../look-ups/tables-at-head';
import { type ApplicationRejection } from '../messages/application-rejection';
import { type AskedReturn } from '../messages/exchange.messages';
import { type Outcome } from '../messages/outcome';

/** What is to be returned, by the account it is of. */
type LocatedReturns =
  | Readonly<{
      outcome: 'located';
      byAccount: ReadonlyMap<BillingAccountId, AskedReturn[]>;
      /** Whether a line that was not found may be one that the tables do not have yet. */
      isBehind: boolean;
    }>
  | Extract<Outcome<never>, { outcome: 'rejected' | 'unavailable' }>;

type Located = Readonly<{ line: AskedReturn; account: BillingAccountId | undefined }>;

/**
 * Finds the account of each line by its order, and of one that names none by the reservation. What the tables do not
 * have yet may stand in the account of the others, where the decision looks for it.
 */
export async function locateReturns(
  finder: AccountFinder,
  returns: readonly AskedReturn[],
): Promise<LocatedReturns> {
  const { found, isBehind } = await finder.head.seen(
    () => located(finder, returns),
    (lines) => lines.every(({ account }) => account !== undefined),
  );
  return groupedByAccount(found, isBehind);
}

async function located(
  finder: AccountFinder,
  returns: readonly AskedReturn[],
): Promise<readonly Located[]> {
  const bare = returns.filter(({ orderId }) => orderId === undefined);
  const named = returns.flatMap(({ orderId }) => (orderId === undefined ? [] : [orderId]));
  const places = await finder.lookup.ofReservations(bare.map(({ reservationId }) => reservationId));
  const accounts = await finder.ofOrders(named);
  return returns.map((line): Located => {
    if (line.orderId !== undefined) return { line, account: accounts.get(line.orderId) };
    const place = places.get(line.reservationId);
    if (place === undefined) return { line, account: undefined };
    const { orderId, billingAccountId: account } = place;
    return { line: { ...line, orderId }, account };
  });
}

function groupedByAccount(located: readonly Located[], isBehind: boolean): LocatedReturns {
  const home = located.find(({ account }) => account !== undefined)?.account;
  const lost = located.find(({ account }) => account === undefined);
  if (home === undefined) return isBehind ? tablesBehind() : rejectedFor(unknown(lost?.line));
  const byAccount = new Map<BillingAccountId, AskedReturn[]>();
  for (const { line, account = home } of located) {
    const lines = byAccount.get(account);
    if (lines === undefined) byAccount.set(account, [line]);
    else lines.push(line);
  }
  return { outcome: 'located', byAccount, isBehind };
}

function unknown(line: AskedReturn | undefined): ApplicationRejection {
  if (line === undefined)
    return { code: 'ExchangeLinesOutOfRange', what: 'returns', count: 0, max: EXCHANGE_LINES_MAX };
  return line.orderId === undefined
    ? reservationUnknown(line.reservationId)
    : { code: 'ReservationOrderUnknown', orderId: line.orderId };
}

/** The refusal of a reservation that is in no account. */
export function reservationUnknown(reservationId: ReservationId): ApplicationRejection {
  return { code: 'ReservationUnknown', reservationId };
}
